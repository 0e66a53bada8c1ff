/**
 * How many letters must be added, left out, changed or swapped with their neighbour to make `b` of `a`; more than `most` is answered
 * as `most + 1` (optimal string alignment).
 */
export const distance = (a: string, b: string, most: number): number => {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    if (Math.min(...row) > most) return most + 1;
    before = above;
    above = row;
  }
  return Math.min(above[b.length] ?? most + 1, most + 1);
};

/** The letters of a word, a bit each: one letter added, left out or swapped changes one bit, one changed two. */
const lettersOf = (word: string): number => {
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
};
const bitsIn = (bits: number): number => {
  let number = 0;
  for (let left = bits; left !== 0; left &= left - 1) number += 1;
  return number;
};

/** Shorter words are too near to others to be guessed. */
const SHORTEST = 4;
const LONG = 8;
/** People seldom mistype the first letter; of a shorter word nothing is left without it. */
const SURE_OF_ITS_BEGINNING = 6;
/** So many letters of a word say which it will be. */
const BEGINNING = 3;

/** A word that is known, and how sure it is that it was meant (0 to 1). */
export interface Meant {
  readonly word: string;
  readonly sure: number;
}

/**
 * Guesses which word was meant by one that nobody knows: one that it begins, where it is the last and may be unfinished, else the nearest
 * in spelling. `known` holds each word with how often it is used: of two that are as near the commoner is taken.
 */
export const guessWord = (typed: string, known: ReadonlyMap<string, number>, unfinished: boolean): Meant | undefined => {
  let best: Meant | undefined;
  let bestScore = 0;
  const most = typed.length >= LONG ? 2 : 1;
  const letters = lettersOf(typed);
  const near = (word: string): boolean =>
    typed.length >= SHORTEST &&
    word.length >= SHORTEST &&
    Math.abs(word.length - typed.length) <= most &&
    (word[0] === typed[0] || typed.length >= SURE_OF_ITS_BEGINNING) &&
    bitsIn(letters ^ lettersOf(word)) <= 2 * most;
  for (const [word, uses] of known) {
    const begun = unfinished && typed.length >= BEGINNING && word.startsWith(typed);
    const away = begun ? 0 : near(word) ? distance(typed, word, most) : most + 1;
    if (away > most) continue;
    const sure = begun ? 0.85 : (word[0] === typed[0] ? 0.85 : 0.55) - 0.1 * (away - 1);
    const score = sure + Math.min(uses, 50) / 1000;
    if (score > bestScore) {
      best = { word, sure };
      bestScore = score;
    }
  }
  return best;
};
