import { APOSTROPHES, fold } from '../../contracts/domain/fold.ts';
import { telephoneKey } from '../../contracts/domain/telephone.ts';
import { type TypedPieces, typedPieces } from '../../contracts/domain/written-apart.ts';
import type { WritableDb } from './db.ts';

/** What an item is found by; words of the title weigh more. */
export interface SearchText {
  readonly title: string;
  readonly body: string;
  /** When it began: the newest come first. ISO 8601. */
  readonly at?: string | undefined;
  /** Work that is not finished, which comes before all that is. */
  readonly open?: boolean;
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
export const indexText = (db: WritableDb, { system, kind, id }: SearchKey, { title, body, at = '', open = false }: SearchText): void => {
  db.prepareWrite<[string, string, string, string, string, string, number]>(
    'INSERT INTO search (system, kind, id, title, body, at, open) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run(system, kind, id, indexed(title), indexed(body), at, open ? 1 : 0);
};

/** Takes an item out of the search index. */
export const removeText = (db: WritableDb, { system, kind, id }: SearchKey): void => {
  db.prepareWrite<[string, string, string]>('DELETE FROM search WHERE system = ? AND id = ? AND kind = ?').run(system, id, kind);
};

/** The words of what was typed that are looked for, as they were typed. */
export const searchWords = (typed: string): readonly string[] =>
  (typed.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).slice(0, MAX_WORDS).map((word) => word.slice(0, MAX_WORD_LENGTH));

/**
 * What was typed, as an FTS5 expression: every word must be there, each as the beginning of one, across letters (contracts/domain/fold.ts).
 * Registrations, postcodes and numbers are found with and without their spaces (written-apart.ts), and the short serial of a crime number.
 * Undefined when nothing was typed that can be looked for. Only letters and digits of what was typed go in, each word quoted, so that no
 * operator, column name or quote of FTS5's language can be typed.
 */
export const searchExpression = (typed: string): string | undefined => {
  const telephone = TELEPHONE_TYPED.test(typed.trim()) ? telephoneKey(typed) : '';
  const all = typedPieces(searchWords(typed)).map(termOf).join(' AND ');
  if (all === '') return undefined;
  return telephone === '' ? all : `((${all}) OR "${telephone}"*)`;
};

const termOf = ({ words, others }: TypedPieces): string => {
  const typed = words.map(oneWord).join(' AND ');
  if (others.length === 0) return typed;
  return [`((${typed})`, ...others.map((pieces) => `"${pieces.join(' ')}"*`)].join(' OR ').concat(')');
};

const oneWord = (word: string): string => {
  const serial = SHORT_SERIAL.test(word) ? word.padStart(CRIME_SERIAL_LENGTH, '0') : undefined;
  return serial === undefined ? begins(word) : `("${word}"* OR "${serial}")`;
};

/** The word, and as it compares where that is another one: what was indexed before a change of the fold is still found as it is written. */
const begins = (word: string): string => {
  const folded = fold(word);
  const plain = word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return folded === plain || !ONE_WORD.test(folded) ? `"${word}"*` : `("${word}"* OR "${folded}"*)`;
};
const ONE_WORD = /^[\p{L}\p{N}]+$/u;

/** The serial of 04/22/06127 as it is spoken: "6127". */
const SHORT_SERIAL = /^[1-9]\d{1,3}$/;
const CRIME_SERIAL_LENGTH = 5;
/** As much of a telephone number as tells that it is one: "07700 9", "+44 77". */
const TELEPHONE_TYPED = /^(?:(?:\+|00)44|\(?0)[\d\s().-]{4,20}$/;

/** As the index has a text: folded, and beside it the numbers and names in it that are written in several ways, in their other form. */
const indexed = (text: string): string => {
  const folded = fold(text);
  const numbers = [...text.matchAll(TELEPHONE)].map(([number]) => telephoneKey(number));
  const parted = [...text.matchAll(PARTED)].map(([name]) => fold(name.replaceAll(APOSTROPHE, ' ')));
  return numbers.length + parted.length === 0 ? folded : [folded, ...numbers, ...parted].join('\n');
};
const TELEPHONE = /(?:(?:\+|\b00)44[\s.-]?(?:\(0\)[\s.-]?)?|\(?\b0)\d(?:[\s().-]{0,2}\d){8,9}\b/g;
const APOSTROPHE = new RegExp(`[${APOSTROPHES}]`, 'gu');
/** "O'Brien", which is also looked for as "Brien". */
const PARTED = new RegExp(`\\p{L}{1,40}[${APOSTROPHES}]\\p{L}{1,40}`, 'gu');
