import type { WritableDb } from './db.ts';

/** What an item is found by; words of the title weigh more. */
export interface SearchText {
  readonly title: string;
  readonly body: string;
}
export interface SearchKey {
  readonly system: string;
  readonly kind: string;
  readonly id: string;
}

/** More words than anyone types; each costs a lookup. */
const MAX_WORDS = 12;
/** A token longer than this is not a word of ours. */
const MAX_WORD_LENGTH = 40;

/** Puts an item into the search index in the place of what the index had for it. */
export const indexText = (db: WritableDb, { system, kind, id }: SearchKey, { title, body }: SearchText): void => {
  db.prepareWrite<[string, string, string, string, string]>(
    'INSERT INTO search (system, kind, id, title, body) VALUES (?, ?, ?, ?, ?)',
  ).run(system, kind, id, title, body);
};

/** Takes an item out of the search index. */
export const removeText = (db: WritableDb, { system, kind, id }: SearchKey): void => {
  db.prepareWrite<[string, string, string]>('DELETE FROM search WHERE system = ? AND id = ? AND kind = ?').run(system, id, kind);
};

/** The words of what was typed that are looked for, as they were typed. */
export const searchWords = (typed: string): readonly string[] =>
  (typed.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).slice(0, MAX_WORDS).map((word) => word.slice(0, MAX_WORD_LENGTH));

/**
 * What was typed, as an FTS5 expression: every word must be there, each as the beginning of one. A registration or a postcode is found with
 * and without its space, and the short serial of a crime number. Undefined when nothing was typed that can be looked for. Only letters and
 * digits of what was typed go in, each word quoted, so that no operator, column name or quote of FTS5's language can be typed.
 */
export const searchExpression = (typed: string): string | undefined => {
  const words = searchWords(typed);
  const terms: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const next = words[at + 1];
    if (next !== undefined && spaced(`${word}${next}`)?.[0] === word) {
      terms.push(`(("${word}"* AND "${next}"*) OR "${word}${next}"*)`);
      at += 1;
    } else terms.push(oneWord(word));
  }
  return terms.length === 0 ? undefined : terms.join(' AND ');
};

const oneWord = (word: string): string => {
  const parts = spaced(word);
  if (parts !== undefined) return `("${word}"* OR "${parts[0]} ${parts[1]}"*)`;
  const serial = SHORT_SERIAL.test(word) ? word.padStart(CRIME_SERIAL_LENGTH, '0') : undefined;
  return serial === undefined ? `"${word}"*` : `("${word}"* OR "${serial}")`;
};

/** What is written with a space between its halves: a registration since 2001, one from 1963 on, a postcode. */
const SPACED = [/^([a-z]{2}\d{2})([a-z]{3})$/i, /^([a-z]\d{1,3})([a-z]{3})$/i, /^([a-z]{1,2}\d[a-z\d]?)(\d[a-z]{2})$/i];
/** The serial of 04/22/06127 as it is spoken: "6127". */
const SHORT_SERIAL = /^[1-9]\d{1,3}$/;
const CRIME_SERIAL_LENGTH = 5;

const spaced = (word: string): readonly [string, string] | undefined => {
  for (const form of SPACED) {
    const [, first, second] = form.exec(word) ?? [];
    if (first !== undefined && second !== undefined) return [first, second];
  }
  return undefined;
};
