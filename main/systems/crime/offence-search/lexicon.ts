import sayings from './sayings.json' with { type: 'json' };
import { stem, wordsIn } from './stem.ts';
import words from './words.json' with { type: 'json' };

/** What an officer may say of one offence, in terms; every term of one pattern is to be there. */
export interface Saying {
  readonly code: string;
  /** 0 to 9: how often the code is used in practice. */
  readonly often: number;
  /** The offence in plain words. */
  readonly plain: string;
  readonly patterns: readonly (readonly Term[])[];
}
export interface Term {
  readonly name: string;
  /** 0.2 to 2.9: the fewer patterns have the term, the more it says; most where it makes another offence of what else is said (`+`). */
  readonly weight: number;
  /** Without it the pattern means nothing. */
  readonly decisive: boolean;
}
/** Words in a row that mean a term. A word is its stem, or `=word` where that very form is meant: "bottled" is no bottle. */
interface Phrase {
  readonly words: readonly string[];
  readonly term: string;
}
interface Lexicon {
  readonly sayings: readonly Saying[];
  /** The first plain words of a code: what it means, whatever was typed. */
  readonly plainWords: ReadonlyMap<string, string>;
  /** For each code the terms of its patterns: their weight, more for those that many of the patterns have. */
  readonly termsOf: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** By their first word. */
  readonly phrases: ReadonlyMap<string, readonly Phrase[]>;
  /** The stem of every word of a phrase, with the number of phrases that have it. */
  readonly known: ReadonlyMap<string, number>;
}

/** The term of words that every description has: they mean nothing by themselves, and are no misspelling of another. */
export const NOTHING = 'nothing';
const DECISIVE = '+';
const DECIDES = 1.3;
const EXACTLY = '=';
/** The weight of a term that every pattern has, and what is added to it for one that only one has. */
const COMMON = 0.2;
const RARE = 2;

/**
 * Reads what people say (words.json: a term and its words) and what they mean by it (sayings.json: an offence and the terms together
 * that mean it). A term that words.json does not have is a word itself. docs/decisions/0022-offence-search.md.
 */
const readLexicon = (): Lexicon => {
  const split = sayings.map(({ said, ...saying }) => ({ ...saying, patterns: said.split('; ').map((pattern) => pattern.split(' ')) }));
  const patterns = split.flatMap((saying) => saying.patterns);
  const uses = new Map<string, number>();
  for (const name of patterns.flat().map(nameOf)) uses.set(name, (uses.get(name) ?? 0) + 1);
  const rareness = (name: string): number =>
    COMMON + (RARE * Math.log(patterns.length / (uses.get(name) ?? 1))) / Math.log(patterns.length);
  const terms = new Map(
    [...new Set(patterns.flat())].map((term) => [
      term,
      { name: nameOf(term), weight: rareness(nameOf(term)) * (term.endsWith(DECISIVE) ? DECIDES : 1), decisive: term.endsWith(DECISIVE) },
    ]),
  );
  const read = split.map(({ patterns: names, ...saying }) => ({
    ...saying,
    patterns: names.map((pattern) => pattern.flatMap((term) => terms.get(term) ?? [])),
  }));
  return {
    sayings: read,
    plainWords: new Map(read.toReversed().map(({ code, plain }) => [code, plain])),
    termsOf: new Map([...Map.groupBy(read, ({ code }) => code)].map(([code, all]) => [code, termsIn(all)])),
    ...readPhrases([
      ...Object.entries(words).flatMap(([term, list]) => list.split(', ').map((phrase) => [term, phrase] as const)),
      ...[...uses.keys()].filter((name) => !Object.hasOwn(words, name)).map((name) => [name, name] as const),
    ]),
  };
};

const termsIn = (sayings: readonly Saying[]): ReadonlyMap<string, number> => {
  const patterns = sayings.flatMap((saying) => saying.patterns);
  const byName = Map.groupBy(patterns.flat(), ({ name }) => name);
  return new Map([...byName].map(([name, terms]) => [name, (terms[0]?.weight ?? 0) * Math.sqrt(terms.length / patterns.length)]));
};

const nameOf = (term: string): string => (term.endsWith(DECISIVE) ? term.slice(0, -1) : term);

const readPhrases = (said: readonly (readonly [term: string, phrase: string])[]): Pick<Lexicon, 'phrases' | 'known'> => {
  const phrases = new Map<string, Phrase[]>();
  const known = new Map<string, number>();
  for (const [term, phrase] of said) {
    const plain = wordsIn(phrase);
    const form = phrase.startsWith(EXACTLY) ? plain.map((word) => `${EXACTLY}${word}`) : plain.map(stem);
    // "Push bike" is written in one word as well.
    for (const list of plain.length === 2 ? [form, [stem(plain.join(''))]] : [form]) {
      const [first] = list;
      if (first === undefined) continue;
      const others = phrases.get(first);
      if (others === undefined) phrases.set(first, [{ words: list, term }]);
      else others.push({ words: list, term });
      for (const word of list.map((one) => (one.startsWith(EXACTLY) ? stem(one.slice(1)) : one)))
        known.set(word, (known.get(word) ?? 0) + 1);
    }
  }
  return { phrases, known };
};

let lexicon: Lexicon | undefined;

/** What people say, read by the first call: the laptop has more to do as it starts than to read a hundred thousand words. */
export const readLexiconOnce = (): Lexicon => {
  lexicon ??= readLexicon();
  return lexicon;
};
