import { lexicon, type Saying, type Term } from './lexicon.ts';
import { readSenses, type Sense } from './senses.ts';

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

/** How well what was typed fits what officers say of each offence, by its code; only those that it fits somewhat. */
export const matchSayings = (typed: readonly string[]): ReadonlyMap<string, Said> => {
  const senses = readSenses(typed);
  const best = new Map<string, Said>();
  for (const saying of lexicon.sayings) {
    const fit = Math.max(...saying.patterns.map((pattern) => fitOf(pattern, senses)));
    if (fit <= 0) continue;
    const score = fit + USE * saying.often;
    if (score > (best.get(saying.code)?.score ?? 0)) best.set(saying.code, { score, plain: saying.plain });
  }
  return best;
};

/** The first plain words of a code: what it means, whatever was typed. */
export const plainWords: ReadonlyMap<string, string> = new Map(
  lexicon.sayings.toReversed().map(({ code, plain }: Saying) => [code, plain]),
);

const fitOf = (pattern: readonly Term[], senses: ReadonlyMap<string, readonly Sense[]>): number => {
  const used = new Set<number>();
  let sum = 0;
  let missing = 0;
  for (const { name, weight } of pattern) {
    const all = senses.get(name);
    if (all === undefined) {
      missing += 1;
      if (missing > 1 || pattern.length === 1) return 0;
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
