/** The field of its payload that HQ named when it refused a command, as JSON: names, outermost first. Commands that an older program was refused have none. */
export const refusedField = `
ALTER TABLE outbox ADD COLUMN field TEXT;
`;
