import { fold } from '../../contracts/domain/fold.ts';
import { telephoneKey } from '../../contracts/domain/telephone.ts';
import { type TypedPieces, typedPieces } from '../../contracts/domain/written-apart.ts';

const MOST_WORDS = 12;

/** What was typed, for to_tsquery: every word, each as the beginning of one. Letters and digits alone go in. Undefined where there are none. */
export const wordsOf = (typed: string): string | undefined => {
  const telephone = /^[+(]?\d[\d\s().-]{5,20}$/.test(typed.trim()) ? telephoneKey(typed) : '';
  const words = (fold(typed).match(/[\p{L}\p{N}]{1,40}/gu) ?? []).slice(0, MOST_WORDS);
  if (words.length === 0) return undefined;
  const all = typedPieces(words).map(termOf).join(' & ');
  return telephone === '' ? all : `(${all}) | ${telephone}:*`;
};

const termOf = ({ words, others }: TypedPieces): string => {
  const ways = [words.map(begins), ...others.map((pieces) => pieces.map((piece, at) => (at === pieces.length - 1 ? `${piece}:*` : piece)))];
  return `(${ways.map((way) => `(${way.join(' & ')})`).join(' | ')})`;
};

/** The serial of a crime as it is spoken, "6127", is that of 04/22/06127. */
const begins = (word: string): string => (/^[1-9]\d{1,3}$/.test(word) ? `(${word}:* | ${word.padStart(5, '0')})` : `${word}:*`);
