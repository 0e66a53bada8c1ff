import { fold } from '../../contracts/domain/fold.ts';
import { telephoneKey } from '../../contracts/domain/telephone.ts';
import { halvesOf } from '../../contracts/domain/written-apart.ts';

const MOST_WORDS = 12;

/** What was typed, for to_tsquery: every word, each as the beginning of one. Letters and digits alone go in. Undefined where there are none. */
export const wordsOf = (typed: string): string | undefined => {
  const telephone = /^[+(]?\d[\d\s().-]{5,20}$/.test(typed.trim()) ? telephoneKey(typed) : '';
  const words = (fold(typed).match(/[\p{L}\p{N}]{1,40}/gu) ?? []).slice(0, MOST_WORDS);
  if (words.length === 0) return undefined;
  const terms: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const next = words[at + 1];
    const halves = halvesOf(word);
    if (next !== undefined && halvesOf(`${word}${next}`)?.[0] === word) {
      terms.push(`((${word}:* & ${next}:*) | ${word}${next}:*)`);
      at += 1;
    } else terms.push(halves === undefined ? begins(word) : `(${word}:* | (${halves[0]} & ${halves[1]}:*))`);
  }
  const all = terms.join(' & ');
  return telephone === '' ? all : `(${all}) | ${telephone}:*`;
};

/** The serial of a crime as it is spoken, "6127", is that of 04/22/06127. */
const begins = (word: string): string => (/^[1-9]\d{1,3}$/.test(word) ? `(${word}:* | ${word.padStart(5, '0')})` : `${word}:*`);
