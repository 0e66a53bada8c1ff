/**
 * An end remembers which of the other laptops' states the draft was written on, as the draft did; and the store, that it has taken in what
 * HQ had from a laptop of this name before it: whatever HQ has from this laptop since then is this store's own, and older.
 */
export const knownDrafts = `
ALTER TABLE draft_end ADD COLUMN based_on TEXT;
CREATE TABLE own_drafts_taken (only INTEGER PRIMARY KEY CHECK (only = 1)) STRICT;
`;
