import { NOTHING, readLexiconOnce } from './lexicon.ts';
import { guessWord } from './spelling.ts';
import { stem } from './stem.ts';

/** A term that is in what was typed: how sure (0 to 1), and which of the words say so. */
export interface Sense {
  readonly sure: number;
  readonly words: ReadonlySet<number>;
}

/** The terms that are in what was typed. */
export type Senses = ReadonlyMap<string, readonly Sense[]>;

/** A typed word, as it stands and by the stem of the word that is meant. */
interface Read {
  readonly word: string;
  readonly stem: string;
  readonly sure: number;
}
interface Found {
  readonly term: string;
  readonly words: readonly number[];
  readonly sure: number;
}

/** A word inside a longer phrase that says something itself may still be meant alone: the "door" of "back door". */
const INSIDE_A_PHRASE = 0.45;
/** A phrase with other words between: "kicked the front door in". */
const TORN_APART = 0.85;

/** The terms of the lexicon in words that were typed, in which words that nobody knows are guessed, or in words that stand `as spelt`. */
export const readSenses = (typed: readonly string[], spelling: 'guessed' | 'as spelt' = 'guessed'): Senses => {
  const read = typed.map((word, at) =>
    spelling === 'guessed' ? meantBy(word, at === typed.length - 1) : { word, stem: stem(word), sure: 1 },
  );
  const present = new Set(read.flatMap(({ word, stem: own }) => [own, `=${word}`]));
  const found = read.flatMap((_, at) => phrasesAt(read, at, present));
  const phrases = found.filter(({ words }) => words.length > 1);
  const senses = new Map<string, Sense[]>();
  const add = (term: string, sense: Sense): void => {
    const others = senses.get(term);
    if (others === undefined) senses.set(term, [sense]);
    else others.push(sense);
  };
  for (const { term, words, sure } of found) {
    const within = phrases.filter((other) => other.words.length > words.length && words.every((word) => other.words.includes(word)));
    if (term === MALE_VICTIM && doneBy(typed, words[0])) continue;
    if (within.some((other) => other.term === NOTHING || (words.length === 1 && denies(read, other)))) continue;
    add(term, { sure: within.length > 0 ? sure * INSIDE_A_PHRASE : sure, words: new Set(words) });
  }
  for (const { terms, at } of agesIn(typed)) for (const term of terms) add(term, { sure: 1, words: new Set([at]) });
  return senses;
};

/** Of "raped by a boy" the boy is not the victim. */
const MALE_VICTIM = 'malevictim';
const doneBy = (typed: readonly string[], at = 0): boolean =>
  typed[at - 1] === 'by' || (typed[at - 2] === 'by' && ARTICLES.has(typed[at - 1] ?? ''));

const DENIALS = new Set(['no', 'not', 'without', 'never', 'wasnt', 'didnt', 'un']);
/** "No injury" speaks of no injury. */
const denies = (read: readonly Read[], { words: [first = 0] }: Found): boolean => DENIALS.has(read[first]?.word ?? '');

const meantBy = (word: string, last: boolean): Read => {
  const own = stem(word);
  const { known } = readLexiconOnce();
  if (known.has(own) || /\d/.test(word)) return { word, stem: own, sure: 1 };
  const guess = guessWord(own, known, last);
  return { word, stem: guess?.word ?? own, sure: guess?.sure ?? 1 };
};

const phrasesAt = (read: readonly Read[], at: number, present: ReadonlySet<string>): readonly Found[] => {
  const one = read[at];
  if (one === undefined) return [];
  const { phrases } = readLexiconOnce();
  return [...(phrases.get(one.stem) ?? []), ...(phrases.get(`=${one.word}`) ?? [])].flatMap(({ words, term }) => {
    const places = words.every((word) => present.has(word)) ? placesOf(words, read, at) : undefined;
    if (places === undefined) return [];
    const torn = (places.at(-1) ?? at) - at >= words.length;
    const sure = Math.min(...places.map((place) => read[place]?.sure ?? 0));
    return [{ term, words: places, sure: torn ? sure * TORN_APART : sure }];
  });
};

const ARTICLES = new Set('a an the my his her their our your some this that'.split(' '));
/** The second half of "kick in", which may come after what was kicked. */
const PARTICLES = new Set('in off up out down through over away alone round apart'.split(' '));
const FURTHEST = 3;

/** Where the words of a phrase that begins at `at` stand; undefined where they do not. */
const placesOf = (words: readonly string[], read: readonly Read[], at: number): readonly number[] | undefined => {
  const places = [at];
  let next = at + 1;
  for (const word of words.slice(1)) {
    const particle = words.length === 2 && PARTICLES.has(word);
    const end = Math.min(read.length, next + (particle ? FURTHEST : 1));
    while (next < end && !fits(word, read[next])) next += 1;
    if (next === end && !particle && ARTICLES.has(read[next - 1]?.word ?? '') && fits(word, read[next])) {
      places.push(next);
      next += 1;
      continue;
    }
    if (next >= end) return undefined;
    places.push(next);
    next += 1;
  }
  return places;
};

const fits = (word: string, read: Read | undefined): boolean => read !== undefined && (read.stem === word || `=${read.word}` === word);

const YEARS = /^(?:y|yr|yrs|yo|year|years)$/;
const CHILD = /^(?:girl|girls|boy|boys|kid|child|lad|lass|daughter|son|stepdaughter|stepson|pupil|aged|age|shes|hes)$/;

/** Ages of children: "13yr old", "girl 12", "boy of 8", "aged 15". */
const agesIn = (typed: readonly string[]) =>
  typed.flatMap((word, at) => {
    const age = /^\d{1,2}$/.test(word) ? Number(word) : Number.NaN;
    const before = typed[at - 1] === 'of' ? typed[at - 2] : typed[at - 1];
    if (!(age < 18) || !(YEARS.test(typed[at + 1] ?? '') || CHILD.test(before ?? '') || CHILD.test(typed[at + 1] ?? ''))) return [];
    return [{ at, terms: age < 13 ? ['under13', 'child'] : age < 16 ? ['under16', 'child', 'kids'] : ['under18', 'kids'] }];
  });
