import type { Offence } from '../../../../contracts/domain/crime.ts';
import { guessWord } from './spelling.ts';
import { stem, wordsIn } from './stem.ts';

/** The words of the law's own texts: which offences have them. */
export interface LawIndex {
  /** 0 to 1 for each code: how much of what was typed, by the rareness of its words, is in the offence's text or category. */
  match(typed: readonly string[]): ReadonlyMap<string, number>;
}

const LINKING = new Set(
  'a an and any as at by for from had has his her in into is it not of off on or s that the to was were with'.split(' '),
);

export const indexLaw = (offences: readonly Offence[]): LawIndex => {
  const having = new Map<string, Set<number>>();
  for (const [at, { text, category }] of offences.entries())
    for (const word of wordsIn(`${text} ${category}`).map(stem)) {
      const known = having.get(word);
      if (known === undefined) having.set(word, new Set([at]));
      else known.add(at);
    }
  const uses = new Map([...having].map(([word, all]) => [word, all.size]));
  const rareness = (word: string): number => Math.log(1 + offences.length / (having.get(word)?.size ?? 0.5));
  return {
    match(typed) {
      const words = typed.filter((word) => !LINKING.has(word)).map(stem);
      const sums = new Map<number, number>();
      let whole = 0;
      for (const word of words) {
        whole += rareness(word);
        const meant = having.has(word) ? { word, sure: 1 } : guessWord(word, uses, true);
        if (meant === undefined) continue;
        const worth = Math.min(rareness(word), rareness(meant.word)) * meant.sure;
        for (const offence of having.get(meant.word) ?? []) sums.set(offence, (sums.get(offence) ?? 0) + worth);
      }
      return new Map([...sums].flatMap(([at, sum]) => (offences[at] === undefined ? [] : [[offences[at].code, sum / whole] as const])));
    },
  };
};
