import { isProvisional } from '../../contracts/domain/provisional.ts';
import { strings } from '../strings/index.ts';

/** "412 KB", "1.1 MB", "2.4 GB" */
export const bytes = (size: number): string => {
  if (size < 1000) return `${size} bytes`;
  if (size < 1_000_000) return `${Math.round(size / 1000)} KB`;
  if (size < 1_000_000_000) return `${(size / 1_000_000).toFixed(1)} MB`;
  return `${(size / 1_000_000_000).toFixed(1)} GB`;
};

/** The serial that officers say: "1587" of "LC-20210518-1587"; of a log that HQ has not numbered, that it has none. */
export const serialOf = (incidentId: string): string =>
  isProvisional(incidentId) ? strings.app.withoutNumber : incidentId.slice(incidentId.lastIndexOf('-') + 1);

/** With the one stop at its end that it may have or not, so that what is read out pauses there. */
export const sentence = (text: string): string => (/[.!?…]$/.test(text.trimEnd()) ? text.trimEnd() : `${text.trimEnd()}.`);

/** Initials of a name, at most two letters; "?" for none. */
export const initials = (name: string): string => {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const chosen = words.length > 2 ? [words.at(-2), words.at(-1)] : words;
  return chosen.map((word) => word?.charAt(0).toUpperCase() ?? '').join('') || '?';
};

export interface Piece {
  readonly text: string;
  readonly hit: boolean;
  /** Where it begins in the whole text. */
  readonly at: number;
}

/** Splits a text around every place where one of the words of a search stands; one-letter words find nothing. */
export const matches = (text: string, search: string): readonly Piece[] => {
  const words = search
    .split(/\s+/)
    .filter((word) => word.length > 1)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (words.length === 0) return [{ text, hit: false, at: 0 }];
  let at = 0;
  const pieces: Piece[] = [];
  for (const [index, piece] of text.split(new RegExp(`(${words.join('|')})`, 'giu')).entries()) {
    if (piece !== '') pieces.push({ text: piece, hit: index % 2 === 1, at });
    at += piece.length;
  }
  return pieces;
};

/** "Domestic, repeat victim": words in a row, only the first with its capital. */
export const listed = (texts: readonly string[]): string =>
  texts.map((text, index) => (index === 0 ? text : text.charAt(0).toLowerCase() + text.slice(1))).join(', ');

/** What stands for a value that this version knows; undefined for a newer HQ's. */
export const known = <Value>(table: Readonly<Record<string, Value>>, value: string): Value | undefined =>
  Object.hasOwn(table, value) ? table[value] : undefined;

/** The words for a value that is known; a newer HQ's as it came. */
export const wordOf = (words: Readonly<Record<string, string>>, value: string): string => known(words, value) ?? value;

/** A field's name in words: "Call back number" of "callBackNumber" or "call_back_number"; a number stays one. */
export const humanised = (name: string): string => {
  const words = name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/[\s_-]+/g, ' ')
    .trim();
  const lower = words.replace(/\p{Lu}(?=\p{Ll})/gu, (letter) => letter.toLowerCase());
  return lower.charAt(0).toUpperCase() + lower.slice(1);
};

/** Joins class names; what is false or missing is left out. */
export const classes = (...names: readonly (string | false | undefined)[]): string => names.filter(Boolean).join(' ');

/** On one line, the longest text of the form that is not as it was at first: free text is longer than a code, a number or a date. */
export const longestText = (fields: object, initial: object): string => {
  const before = new Map(Object.entries(initial));
  let longest = '';
  for (const [name, value] of Object.entries(fields))
    if (typeof value === 'string' && value !== before.get(name) && value.trim().length > longest.length) longest = value.trim();
  return longest.replace(/\s+/g, ' ');
};
