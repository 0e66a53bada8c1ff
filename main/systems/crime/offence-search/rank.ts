import type { Offence } from '../../../../contracts/domain/crime.ts';
import { matchExamples, readExamplesOnce } from './examples.ts';
import { indexLaw } from './law.ts';
import { readLexiconOnce } from './lexicon.ts';
import { matchSayings } from './sayings.ts';
import { readSenses } from './senses.ts';
import { wordsIn } from './stem.ts';

export interface Ranked {
  readonly code: string;
  readonly score: number;
  /** The offence in the plain words that fit best; undefined where only the law's own text fits. */
  readonly plain: string | undefined;
}
/** Ranks the offences of one list. */
export interface OffenceRanking {
  /** The offences that what was typed may mean, the likeliest first. */
  rank(typed: string): readonly Ranked[];
}

/** More words than anyone types; each costs a look through the lexicon. */
const MOST_WORDS = 24;
/** What a text of the law that has every word is worth, beside a saying's two terms or so. */
const LAW = 3;
/** Of an offence that people have sayings for, its law's text counts less. */
const LAW_BESIDE_SAYING = 0.3;
/** What one example that says the very same is worth, beside a saying's two terms or so. */
const EXAMPLES = 4;
/** "Use this code only if you are unable to determine which": a code that says less than its neighbours. */
const UNSPECIFIC = 0.6;
/** What fits so much worse than the best is no answer. */
const FAR = 0.2;

/** Indexes the list, and the lexicon and the examples when it is called first: some 400 ms of processor, which no search then waits for. */
export const rankOffences = (offences: readonly Offence[]): OffenceRanking => {
  readExamplesOnce();
  const { plainWords } = readLexiconOnce();
  const law = indexLaw(offences);
  const unspecific = new Set(offences.filter(({ text }) => text.includes('[Use this code only if')).map(({ code }) => code));
  const listed = new Set(offences.map(({ code }) => code));
  return {
    rank(typed) {
      const words = wordsIn(typed).slice(0, MOST_WORDS);
      const senses = readSenses(words);
      const said = matchSayings(senses);
      const scores = new Map([...said].filter(([code]) => listed.has(code)).map(([code, { score }]) => [code, score]));
      for (const [code, part] of law.match(words)) {
        const worth = LAW * part * part * (plainWords.has(code) ? 1 : 0.9) * (unspecific.has(code) ? UNSPECIFIC : 1);
        const own = scores.get(code);
        scores.set(code, own === undefined ? worth : Math.max(own, worth) + LAW_BESIDE_SAYING * Math.min(own, worth));
      }
      for (const [code, alike] of matchExamples(words, senses))
        if (listed.has(code)) scores.set(code, (scores.get(code) ?? 0) + EXAMPLES * alike);
      const ranked = [...scores]
        .map(([code, score]) => ({ code, score, plain: said.get(code)?.plain }))
        .sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1));
      return ranked.filter(({ score }) => score > FAR * (ranked[0]?.score ?? 0));
    },
  };
};
