import { fold } from '../../contracts/domain/fold.ts';
import type { Piece } from './text.ts';

/** A character with where it stood. */
interface Letter {
  readonly text: string;
  readonly at: number;
}

/**
 * Splits a text around the words of a search as the search itself compares them: across accents and letters of other alphabets' Latin, with and
 * without the spaces of a registration or a number. A word counts where one begins.
 */
export const foundPieces = (text: string, search: string): readonly Piece[] => {
  const letters: readonly Letter[] = Array.from(text.matchAll(/./gsu), (match) => ({ text: match[0], at: match.index }));
  const folded = letters.flatMap((letter) =>
    [...fold(letter.text)].map((plain) => ({ plain, at: letter.at, end: letter.at + letter.text.length })),
  );
  const words = search
    .split(/[^\p{L}\p{N}\p{M}'’]+/u)
    .map(fold)
    .filter((word) => word.length > 1);
  const joined = fold(search).replace(/[^\p{L}\p{N}]+/gu, '');
  const marked: { from: number; to: number }[] = [];
  for (let at = 0; at < folded.length; at += 1) {
    if (at > 0 && isLetter(folded[at - 1]?.plain) && folded[at - 1]?.at !== folded[at]?.at) continue;
    const end = [...words.map((word) => endOf(folded, at, word, false)), endOf(folded, at, joined, true)].reduce(
      (a, b) => Math.max(a, b),
      -1,
    );
    const from = folded[at]?.at;
    if (end > 0 && from !== undefined) marked.push({ from, to: folded[end - 1]?.end ?? from });
  }
  const pieces: Piece[] = [];
  let done = 0;
  for (const { from, to } of marked) {
    if (from < done) continue;
    if (from > done) pieces.push({ text: text.slice(done, from), hit: false, at: done });
    pieces.push({ text: text.slice(from, to), hit: true, at: from });
    done = to;
  }
  if (done < text.length || pieces.length === 0) pieces.push({ text: text.slice(done), hit: false, at: done });
  return pieces;
};

const isLetter = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}]/u.test(character);

/** Where the word that begins at `at` ends; -1 where another stands. `apart`: what is no letter or digit may stand between. */
const endOf = (folded: readonly { readonly plain: string }[], at: number, word: string, apart: boolean): number => {
  if (word.length < 2) return -1;
  let from = at;
  for (const character of word) {
    while (apart && from > at && from < folded.length && !isLetter(folded[from]?.plain)) from += 1;
    if (folded[from]?.plain !== character) return -1;
    from += 1;
  }
  return from;
};
