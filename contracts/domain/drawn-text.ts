/**
 * What the documents that are signed (main/systems/documents) can show: Latin, Greek and Cyrillic with their signs, all that Europe's languages
 * and Vietnamese write. Their letters stand one after another as they are written: of other scripts (Arabic, Devanagari) a document would
 * show something else. Hidden characters (\p{C}: marks of direction) are no letters; an accent without a letter of its own (\p{M}) has no
 * place. The documents' font has every one of these (tests/main/systems/documents).
 */
const DRAWN =
  /^(?![\p{C}\p{M}˪˫\u1ff5])(?=[ -ԯḀ-\u1fff\u2000-\u200a‐-‧\u202f-\u205f₠-⃀℀-⅟−])[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}]$/u;

/** What a text is before it is drawn: letters with their accents in one, a tab as blanks. */
export const drawnText = (text: string): string => text.normalize('NFC').replaceAll('\t', '    ').replace(/\r\n?/g, '\n');

/** The characters of these texts that a document could not show, each once, in their order. */
export const undrawable = (texts: readonly string[]): readonly string[] => {
  const found = new Set<string>();
  for (const text of texts) {
    for (const character of drawnText(text)) if (character !== '\n' && !DRAWN.test(character)) found.add(character);
  }
  return [...found];
};

/** Every text of a value, of whatever shape: what is added to a form later is drawn too. */
export const textsOf = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
};
