/** Where in the window the officer was last: one row, so that unlocking leads back there. */
export const place = `
CREATE TABLE place (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  pane TEXT NOT NULL,
  item TEXT,
  at TEXT NOT NULL
) STRICT;
`;
