import { fold } from '../../../../contracts/domain/fold.ts';
import { areOneName, isGivenName } from './given-names.ts';
import { lettersApart, soundOf } from './letters.ts';

/** A name taken apart, folded. */
export interface NameParts {
  /** Given names in their order; a single letter is an initial. */
  readonly given: readonly string[];
  /** Words of the surname; of a double-barrelled one both. */
  readonly family: readonly string[];
  /** What tells a parent from a child of one name, where it is said. */
  readonly generation: 'senior' | 'junior' | undefined;
}

const TITLES = new Set(['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'sir', 'rev', 'revd', 'prof', 'master', 'lady', 'lord', 'pc', 'ps', 'sgt']);
const SENIOR = new Set(['senior', 'snr', 'sr', 'elder', 'i']);
const JUNIOR = new Set(['junior', 'jnr', 'jr', 'jun', 'younger', 'ii', 'iii']);
/** What belongs to the surname that follows it. */
const PARTICLES = new Set([
  'mc',
  'mac',
  'o',
  'van',
  'von',
  'der',
  'den',
  'de',
  'del',
  'della',
  'di',
  'da',
  'du',
  'la',
  'le',
  'al',
  'el',
  'bin',
  'ibn',
  'ap',
  'ab',
  'st',
]);

/** Reads a name as it is written: "Mr Lewis Tattersall", "TATTERSALL, Lewis J", "William (Bill) O’Brien Snr", "Anne-Marie Jones-Smith". */
export const parseName = (text: string): NameParts => {
  const folded = fold(text).replace(/["“”]/g, ' ');
  const comma = folded.indexOf(',');
  const head = wordsOf(comma < 0 ? folded : folded.slice(0, comma));
  const tail = comma < 0 ? [] : wordsOf(folded.slice(comma + 1));
  const all = [...head, ...tail];
  const generation = all.some((word) => SENIOR.has(word) && word !== 'i')
    ? 'senior'
    : all.some((word) => JUNIOR.has(word))
      ? 'junior'
      : undefined;
  const bare = (words: readonly string[]): string[] =>
    words.filter((word) => !TITLES.has(word) && !SENIOR.has(word) && !JUNIOR.has(word) && word !== 'the');
  const [before, after] = [bare(head), bare(tail)];
  if (after.length > 0) return { given: split(after), family: split(before), generation };
  const from = familyFrom(before);
  return { given: split(before.slice(0, from)), family: split(before.slice(from)), generation };
};

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [];
const split = (words: readonly string[]): readonly string[] => {
  const joined: string[] = [];
  let particle = '';
  for (const word of words.flatMap((one) => one.split('-'))) {
    if (PARTICLES.has(word)) particle += word;
    else {
      joined.push(particle + word);
      particle = '';
    }
  }
  if (particle !== '') joined.push(particle);
  return joined;
};

/** Where the surname begins: with the last word and its particles. */
const familyFrom = (words: readonly string[]): number => {
  let from = Math.max(0, words.length - 1);
  while (from > 1 && PARTICLES.has(words[from - 1] ?? '')) from -= 1;
  return from;
};

/** How two words of a name agree. */
export type Agreement = 'same' | 'form' | 'close' | 'near' | 'initial' | 'other';

/** Two given names. Two that are names of their own are not one mistyped: twins are Amir and Samir. */
export const givenAgree = (one: string, other: string): Agreement => {
  if (one === other) return 'same';
  if (one.length === 1 || other.length === 1) return one[0] === other[0] ? 'initial' : 'other';
  if (areOneName(one, other)) return 'form';
  if (isGivenName(one) && isGivenName(other)) return 'other';
  const apart = wordsAgree(one, other);
  // A short form that is the beginning of the other.
  if (apart === 'other' && Math.min(one.length, other.length) >= 3 && (one.startsWith(other) || other.startsWith(one))) return 'near';
  return apart;
};

/** Two surnames, or any two words: as far apart as one who writes down what was said may come. */
export const wordsAgree = (one: string, other: string): Agreement => {
  if (one === other) return 'same';
  if (one.length === 1 || other.length === 1) return one[0] === other[0] ? 'initial' : 'other';
  const [a, b] = [plainUmlauts(one), plainUmlauts(other)];
  const apart = lettersApart(a, b);
  const longest = Math.max(a.length, b.length);
  const sounds = soundOf(a) === soundOf(b);
  if (apart === 0 || (sounds && apart <= Math.max(1, Math.floor(longest / 3)))) return 'close';
  if ((apart === 1 && longest >= 4) || (apart === 2 && longest >= 8)) return 'close';
  if ((sounds && longest >= 4 && soundOf(a).length >= 3) || (apart === 2 && longest >= 6) || (apart === 1 && longest === 3)) return 'near';
  return 'other';
};

/** Müller is typed as Muller and as Mueller. */
const plainUmlauts = (word: string): string => word.replace(/([aou])e(?=[^aeiou])/g, '$1');
