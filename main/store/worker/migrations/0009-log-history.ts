/**
 * What logs that came before this step are found by: the place, the whole postcode and the caller's number, and the mark of a hazard in the list.
 * By the same rules as main/systems/storm/describe.ts, which does it for those that come.
 */
export const logHistory = `
INSERT OR IGNORE INTO item_link (role, value, system, kind, id)
  SELECT 'place', lower(trim(body ->> '$.place.text')), system, kind, id FROM item WHERE system = 'storm' AND kind = 'incident';
INSERT OR IGNORE INTO item_link (role, value, system, kind, id)
  SELECT 'postcode', whole, system, kind, id
  FROM (SELECT upper(replace(body ->> '$.place.postcode', ' ', '')) AS whole, system, kind, id FROM item WHERE system = 'storm' AND kind = 'incident')
  WHERE length(whole) BETWEEN 5 AND 7 AND whole GLOB '[A-Z]*[0-9][A-Z][A-Z]' AND whole NOT GLOB '*[^A-Z0-9]*';
INSERT OR IGNORE INTO item_link (role, value, system, kind, id)
  SELECT 'telephone', replace(body ->> '$.caller.telephone', ' ', ''), system, kind, id FROM item
  WHERE system = 'storm' AND kind = 'incident' AND body ->> '$.caller.telephone' IS NOT NULL;
UPDATE item SET summary = json_set(summary, '$.hazard', json(CASE WHEN EXISTS (
  SELECT 1 FROM json_each(item.body, '$.lines') AS line WHERE line.value ->> 'kind' IN ('hazard', 'officerSafety')
) THEN 'true' ELSE 'false' END)) WHERE system = 'storm' AND kind = 'incident';
`;
