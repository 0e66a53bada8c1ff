import { readLexiconOnce, type Term } from './lexicon.ts';
import type { Sense, Senses } from './senses.ts';

export interface Said {
  readonly score: number;
  readonly plain: string;
}

/** A use more or less decides between offences that the words fit equally, no more. */
const USE = 0.05;
/** One word cannot say two things as surely as two words. */
const SAME_WORD = 0.1;
/** A pattern of which one term is missing. */
const NEARLY = 0.3;
/** Every other word that has to do with the offence. */
const BESIDES = 0.3;

/** How well what was typed fits what officers say of each offence, by its code; only those that it fits somewhat. */
export const matchSayings = (senses: Senses): ReadonlyMap<string, Said> => {
  const best = new Map<string, Said>();
  for (const { code, often, plain, patterns } of readLexiconOnce().sayings) {
    const fit = Math.max(...patterns.map((pattern) => fitOf(pattern, senses)));
    const score = fit + USE * often;
    if (fit > 0 && score > (best.get(code)?.score ?? 0)) best.set(code, { score, plain });
  }
  return new Map([...best].map(([code, said]) => [code, { ...said, score: said.score + BESIDES * nearnessOf(code, senses) }]));
};

/** The weights of the terms that are there, each said by words of its own. */
const fitOf = (pattern: readonly Term[], senses: Senses): number => {
  const used = new Set<number>();
  let sum = 0;
  let missing = 0;
  for (const { name, weight, decisive } of pattern) {
    const all = senses.get(name);
    if (all === undefined) {
      missing += 1;
      if (decisive || missing > 1 || pattern.length === 1) return 0;
      continue;
    }
    let worth = 0;
    let chosen: Sense | undefined;
    for (const sense of all) {
      const fresh = [...sense.words].some((word) => !used.has(word));
      const value = sense.sure * (fresh ? 1 : SAME_WORD);
      if (value > worth) {
        worth = value;
        chosen = sense;
      }
    }
    for (const word of chosen?.words ?? []) used.add(word);
    sum += worth * weight;
  }
  return missing === 0 ? sum : (sum * NEARLY * (pattern.length - 1)) / pattern.length;
};

/** What all the typed words together have to do with an offence, each counted once. */
const nearnessOf = (code: string, senses: Senses): number => {
  const byWord = new Map<number, number>();
  for (const [name, weight] of readLexiconOnce().termsOf.get(code) ?? [])
    for (const { words, sure } of senses.get(name) ?? [])
      for (const word of words) byWord.set(word, Math.max(byWord.get(word) ?? 0, (weight * sure) / words.size));
  return [...byWord.values()].reduce((sum, worth) => sum + worth, 0);
};
