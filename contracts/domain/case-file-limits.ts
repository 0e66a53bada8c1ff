// No schemas here, since the window reads it too.

/** As many items as one case file marks, and as many redactions as one document has. */
export const MOST_CASE_MARKS = 200;
export const MOST_REDACTIONS = 100;
/** The reason for a mark or for a return, in UTF-16 code units. */
export const CASE_REASON_LENGTH = 500;
/** A bundle's files: its forms among them. */
export const MOST_BUNDLE_FILES = 300;

/** What a piece of material is to the prosecution (Criminal Procedure and Investigations Act 1996, code of practice). */
export const disclosures = ['evidence', 'nonSensitive', 'sensitive'] as const;

/** For what a file is handed over (Director's guidance on charging). */
export const handOverPurposes = ['charge', 'advice'] as const;
export type HandOverPurpose = (typeof handOverPurposes)[number];

/** The statement's boxes that can be redacted as a whole. */
export const redactedFields = ['witness', 'age', 'occupation', 'place'] as const;
export type RedactedField = (typeof redactedFields)[number];
