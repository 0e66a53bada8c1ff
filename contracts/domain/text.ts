import { z } from 'zod';

/** A pair of carriage return and line feed, and what else ends a line in text that was copied from a document. */
const LINE_ENDS = /\r\n?|[\v\f\u0085]/g;
/**
 * Control characters but tab and line feed, and Unicode's noncharacters. PostgreSQL stores no NUL, XML none of them, and none is a
 * letter.
 */
const UNSTORABLE = /(?![\t\n])[\p{Cc}\p{Noncharacter_Code_Point}]/gu;

/** Nothing to be seen: white space, what Unicode has drawn as nothing, an annotation's marks, an empty Braille cell. */
const BLANK = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Noncharacter_Code_Point}\ufff9-\ufffb\u2800]*$/u;
/** UAX #9: what begins another direction of writing and what ends it: U+202C an embedding or override, U+2069 an isolate and all in it. */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g;
const END_EMBEDDING = '\u202c';
const END_ISOLATE = '\u2069';

/**
 * What somebody wrote, as every system can store and show it: well-formed UTF-16 (half a surrogate pair becomes U+FFFD), line ends as
 * line feeds, no control characters but tab and line feed, no noncharacters; a direction of writing that was begun is ended at its end,
 * so that it turns no letters of what is shown beside it. Twice is the same as once.
 */
export const mendText = (text: string): string => {
  const storable = text.toWellFormed().replace(LINE_ENDS, '\n').replace(UNSTORABLE, '');
  return storable + openDirections(storable);
};

/** What ends the directions of writing that a text leaves open, the inner first (UAX #9, X1 to X8). */
const openDirections = (text: string): string => {
  const ends: string[] = [];
  let isolates = 0; // Counted, so that an end without a beginning is not looked for: the work is linear in the text.
  for (const [control] of text.matchAll(DIRECTION)) {
    if (control === END_ISOLATE) {
      if (isolates === 0) continue;
      ends.length = ends.lastIndexOf(END_ISOLATE);
      isolates -= 1;
    } else if (control === END_EMBEDDING) {
      if (ends.at(-1) === END_EMBEDDING) ends.pop();
    } else if (control >= '\u2066') {
      ends.push(END_ISOLATE);
      isolates += 1;
    } else ends.push(END_EMBEDDING);
  }
  return ends.reverse().join('');
};

/** Whether nobody would see that anything was written. */
export const isBlank = (text: string): boolean => BLANK.test(text);
const isSeen = (text: string): boolean => !isBlank(text);

/** The longest line that Storm takes, in UTF-16 code units. */
export const LONG_TEXT_LENGTH = 4000;
/** The longest draft that is kept: what one call from the window carries (main/platform/ipc/payload-limit.ts), with room to spare. */
export const DRAFT_LENGTH = 100_000;

/** Text that somebody may have written, or not, mended as it is parsed. At most so many UTF-16 code units. */
export const maybeText = (longest: number) => z.string().overwrite(mendText).max(longest);
/** The same where there must be some. */
export const writtenText = (longest: number) => maybeText(longest).min(1).refine(isSeen);
/** The same in what is signed, which nobody may mend any more. */
export const signedText = (longest: number) => z.string().min(1).max(longest).refine(isSeen);

/**
 * The first `longest` code units at most, never half a surrogate pair, no direction of writing left open by the cut: for what is shown
 * short and is whole elsewhere.
 */
export const cutShort = (text: string, longest: number): string => {
  if (text.length <= longest) return text;
  let cut = cutWhole(text, longest);
  for (;;) {
    const ends = openDirections(cut);
    const over = cut.length + ends.length - longest;
    if (over <= 0) return cut + ends;
    // What is cut off may have been an end itself; a letter less is one end less at most.
    cut = cutWhole(cut, cut.length - Math.ceil(over / 2));
  }
};
const cutWhole = (text: string, longest: number): string => {
  const cut = text.slice(0, longest);
  return cut.length < text.length && !cut.isWellFormed() ? cut.slice(0, -1) : cut;
};
