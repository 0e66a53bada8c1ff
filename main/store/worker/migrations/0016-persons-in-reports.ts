/** Reports that are here lead to the records of the people they name (main/systems/crime/describe.ts). */
export const personsInReports = `
INSERT OR IGNORE INTO item_link (role, value, system, kind, id)
  SELECT 'person', person.value ->> 'personId', item.system, item.kind, item.id FROM item, json_each(item.body, '$.people') AS person
  WHERE item.system = 'crime' AND item.kind = 'crime' AND person.value ->> 'personId' IS NOT NULL;
`;
