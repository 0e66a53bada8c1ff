import { fold } from '../../../contracts/domain/fold.ts';
import { searchWords } from '../../store/search.ts';

/** Words before what was found, and in all: one line of a row. */
const BEFORE = 40;
const LENGTH = 140;

/** Of the lines of what was found the one that has most of the words that its row does not show; undefined when the row shows all, or no line has any. */
export const matchOf = (lines: readonly string[], shown: string, typed: string): string | undefined => {
  const row = plain(shown);
  const words = searchWords(typed)
    .map(plain)
    .filter((word) => word !== '' && !row.includes(word));
  if (words.length === 0) return undefined;
  let best: { readonly line: string; readonly score: number } | undefined;
  for (const line of lines) {
    const text = plain(line);
    const score = words.filter((word) => text.includes(word)).length;
    if (score > (best?.score ?? 0)) best = { line, score };
  }
  return best === undefined ? undefined : around(best.line, words);
};

/** A long line from a little before the first word on. */
const around = (line: string, words: readonly string[]): string => {
  if (line.length <= LENGTH) return line;
  const lower = [...line].map(letter).join('');
  const first = Math.min(...words.map((word) => lower.indexOf(word)).filter((at) => at >= 0));
  if (!Number.isFinite(first) || first <= BEFORE) return `${line.slice(0, LENGTH).toWellFormed()}…`;
  const from = line.indexOf(' ', first - BEFORE) + 1;
  const end = from + LENGTH;
  return `… ${line.slice(from, end).toWellFormed()}${end < line.length ? '…' : ''}`;
};

/** A character as it compares, as long as it was. */
const letter = (character: string): string => {
  const bare = fold(character);
  return bare.length === character.length ? bare : character;
};

/** As texts compare, without the spaces of registrations and postcodes. */
const plain = (text: string): string => fold(text).replace(/\s/g, '');
