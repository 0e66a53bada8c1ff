import { z } from 'zod';

/** A pair of carriage return and line feed, and what else ends a line in text that was copied from a document. */
const LINE_ENDS = /\r\n?|[\v\f\u0085]/g;
/**
 * Control characters but tab and line feed, and Unicode's noncharacters. PostgreSQL stores no NUL, XML none of them, and none is a
 * letter.
 */
const UNSTORABLE = /(?![\t\n])[\p{Cc}\p{Noncharacter_Code_Point}]/gu;

/**
 * What somebody wrote, as every system can store it: well-formed UTF-16 (half a surrogate pair becomes U+FFFD), line ends as line
 * feeds, no control characters but tab and line feed, no noncharacters. Twice is the same as once.
 */
export const mendText = (text: string): string => text.toWellFormed().replace(LINE_ENDS, '\n').replace(UNSTORABLE, '');

/** The longest line that Storm takes, in UTF-16 code units. */
export const LONG_TEXT_LENGTH = 4000;
/** The longest draft that is kept: what one call from the window carries (main/platform/ipc/payload-limit.ts), with room to spare. */
export const DRAFT_LENGTH = 100_000;

/** Text that somebody may have written, or not, mended as it is parsed. At most so many UTF-16 code units. */
export const maybeText = (longest: number) => z.string().overwrite(mendText).max(longest);
/** The same where there must be some. */
export const writtenText = (longest: number) => maybeText(longest).min(1);

/** The first `longest` code units at most, never half a surrogate pair: for what is shown short and is whole elsewhere. */
export const cutShort = (text: string, longest: number): string => {
  const cut = text.slice(0, longest);
  return cut.length < text.length && !cut.isWellFormed() ? cut.slice(0, -1) : cut;
};
