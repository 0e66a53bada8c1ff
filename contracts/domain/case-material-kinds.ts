// No schemas here, since the window reads it too.

/** The kinds of material that a case file names, and by what: a statement's number, an exhibit's reference, an attachment's SHA-256, a log's number. */
export const caseMaterialKinds = ['statement', 'exhibit', 'attachment', 'log'] as const;
export type CaseMaterialKind = (typeof caseMaterialKinds)[number];
