/** What alerts the officer of a log and is not acknowledged, as it was last told; with `ended_at`, what took it away meanwhile: it was missed. */
export const raisedAlerts = `
CREATE TABLE raised_alert (
  incident_id TEXT PRIMARY KEY,
  alert TEXT NOT NULL,
  raised_at TEXT NOT NULL,
  ended_at TEXT,
  because TEXT
) STRICT;
`;
