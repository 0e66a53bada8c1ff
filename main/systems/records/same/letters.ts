/**
 * How many letters two words are apart: one is left out, added, another, or two neighbours are exchanged (optimal string alignment). Words
 * are cut to MOST_LETTERS, so that the work is bounded.
 */
export const lettersApart = (one: string, other: string): number => {
  const [a, b] = [one.slice(0, MOST_LETTERS), other.slice(0, MOST_LETTERS)];
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
};

/** Longer than any name or street. */
const MOST_LETTERS = 60;

/**
 * How a name sounds to somebody in Britain who writes it down: consonants only, those that are confused as one letter; a vowel at the
 * beginning is A. Folded names (contracts/domain/fold.ts): Tattersall and Tatersal are TTRSL, Nowak and Novak NFK, Hussain and Hussein HSN.
 */
export const soundOf = (name: string): string => {
  let sound = name;
  for (const [from, to] of SPOKEN) sound = sound.replace(from, to);
  const first = /^[aeiouy]/.test(name) ? 'A' : '';
  return `${first}${sound.replace(/[aeiouy]/g, '').replace(/(.)\1+/g, '$1')}`.toUpperCase();
};

const SPOKEN: readonly (readonly [RegExp, string])[] = [
  [/[^a-z]/g, ''],
  [/^(?:kn|gn|pn)/, 'n'],
  [/^wr/, 'r'],
  [/^wh/, 'w'],
  [/^ps/, 's'],
  [/^x/, 's'],
  [/^mac|^mc/, 'mk'],
  [/ph|bh|mh/g, 'f'],
  [/gh(?=t|$)/g, ''],
  [/gh/g, 'g'],
  [/(?:tch|cz|ch|tsh)/g, 'c'],
  [/(?:sch|sz|sh|ss)/g, 's'],
  [/c(?=[eiy])/g, 's'],
  [/ck|c(?=[^s]|$)|q|kh/g, 'k'],
  [/dge?(?=[eiy]|$)|dj/g, 'j'],
  [/x/g, 'ks'],
  [/z/g, 's'],
  [/th/g, 't'],
  [/[vw](?=[aeiouy]|$)/g, 'f'],
  [/w/g, ''],
  [/(?<=[a-z])h/g, ''],
  [/d(?=t)/g, ''],
];
