/**
 * `fetched`: an attachment that comes from HQ and is not whole yet: of which item (JSON: system, kind, id) and under which hash. It goes on
 * when the officer's work opens again.
 */
export const fetchedBlobs = `
ALTER TABLE blob ADD COLUMN fetched TEXT;
`;
