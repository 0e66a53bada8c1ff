/** As plainSpaces in main/systems/storm/found-by.ts. */
const plainSpaces = (text: string): string =>
  `replace(replace(replace(replace(${text}, char(9), ' '), char(10), ' '), char(160), ' '), char(8239), ' ')`;

/**
 * What logs that came before this step are found by: the place, the whole postcode and the caller's number, and the mark of a hazard in the list.
 * By the same rules as main/systems/storm/{found-by,describe}.ts, which do it for those that come.
 */
export const logHistory = `
INSERT OR IGNORE INTO item_link (role, value, system, kind, id)
  SELECT 'place', lower(trim(${plainSpaces("body ->> '$.place.text'")})), system, kind, id FROM item
  WHERE system = 'storm' AND kind = 'incident';
INSERT OR IGNORE INTO item_link (role, value, system, kind, id)
  SELECT 'postcode', whole, system, kind, id
  FROM (SELECT upper(replace(${plainSpaces("body ->> '$.place.postcode'")}, ' ', '')) AS whole, system, kind, id FROM item
    WHERE system = 'storm' AND kind = 'incident')
  WHERE length(whole) BETWEEN 5 AND 7 AND whole GLOB '[A-Z]*[0-9][A-Z][A-Z]' AND whole NOT GLOB '*[^A-Z0-9]*';
INSERT OR IGNORE INTO item_link (role, value, system, kind, id)
  WITH RECURSIVE reading (id, rest, kept) AS (
    SELECT id, body ->> '$.caller.telephone', '' FROM item
      WHERE system = 'storm' AND kind = 'incident' AND body ->> '$.caller.telephone' IS NOT NULL
    UNION ALL
    SELECT id, substr(rest, 2), kept || CASE WHEN substr(rest, 1, 1) GLOB '[0-9+]' THEN substr(rest, 1, 1) ELSE '' END
      FROM reading WHERE rest <> ''
  ), number (id, value) AS (
    SELECT id, CASE WHEN kept GLOB '+440*' THEN substr(kept, 4) WHEN kept GLOB '+44*' THEN '0' || substr(kept, 4)
      WHEN kept GLOB '00440*' THEN substr(kept, 5) WHEN kept GLOB '0044*' THEN '0' || substr(kept, 5) ELSE kept END
    FROM reading WHERE rest = ''
  )
  SELECT 'telephone', value, 'storm', 'incident', id FROM number WHERE length(value) >= 7;
UPDATE item SET summary = json_set(summary, '$.hazard', json(CASE WHEN EXISTS (
  SELECT 1 FROM json_each(item.body, '$.lines') AS line WHERE line.value ->> 'kind' IN ('hazard', 'officerSafety') AND NOT EXISTS (
    SELECT 1 FROM json_each(item.body, '$.lines') AS strike
    WHERE strike.value ->> 'struck' = line.value ->> 'id' AND strike.value ->> 'operator' = line.value ->> 'operator')
) THEN 'true' ELSE 'false' END)) WHERE system = 'storm' AND kind = 'incident';
`;
