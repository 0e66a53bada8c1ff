// No schemas here, since the window reads it too.

/** As many pages as a draft holds with ink on each (draft.ts), and their text in UTF-16 code units. */
export const MOST_STATEMENT_PAGES = 20;
export const STATEMENT_LENGTH = 48_000;
export const MOST_STATEMENT_PARAGRAPHS = 400;
export const MOST_CORRECTIONS = 10;
/** What one record carries (blob-limits.ts), less the PDF and its package. */
export const MOST_EXHIBITS = 18;
/** What one paragraph holds. */
export const PARAGRAPH_LENGTH = 4000;

/** A signature and initials, in points: whoever records ink thins it out to so many. */
export const MOST_SIGNATURE_POINTS = 600;
export const MOST_INITIALS_POINTS = 100;
/** More strokes than any signature has. */
export const MOST_STROKES = 100;
