/** For what happens soon but not at once, on a machine that may be busy: long enough never to be the reason for a failure. */
export const PATIENCE = { timeout: 50_000 } as const;
