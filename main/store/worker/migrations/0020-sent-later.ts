/** The time that an officer chose for a command to go out; it stays on this laptop until then, over locks and restarts. */
export const sentLater = `
ALTER TABLE outbox ADD COLUMN not_before TEXT;
`;
