/** The words of a text in order, in small letters without marks: "Nan's E-bike, 13yr" is nans, e, bike, 13, yr; "would not" is wouldnt. */
export const wordsIn = (text: string): readonly string[] =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/['’`\p{M}]/gu, '')
    .replace(/\bwill not\b/g, 'wont')
    .replace(/\b(would|could|did|was|is|has|had|does|do) not\b/g, '$1nt')
    .match(/\p{L}+|\d+/gu) ?? [];

const VOWEL = /[aeiouy]/;
/** What is left of a word keeps a vowel and three letters: "shed" and "ring" are no endings. */
const strip = (word: string, ending: string): string | undefined => {
  if (!word.endsWith(ending)) return undefined;
  const rest = word.slice(0, -ending.length);
  return rest.length >= 3 && VOWEL.test(rest) ? rest : undefined;
};
const single = (word: string): string => (/([bdfglmnprtvz])\1$/.test(word) ? word.slice(0, -1) : word);

/** A word without its English endings, the same for all its forms: kick, kicks, kicked and kicking. Not always a word itself. */
export const stem = (word: string): string => {
  const one = /(ss|us|is)$/.test(word) ? word : (strip(word, 'ies')?.concat('y') ?? strip(word, 's') ?? word);
  const root = strip(one, 'ing') ?? strip(one, 'ed');
  const bare = root === undefined ? one : single(root);
  return bare.length > 3
    ? single(bare)
        .replace(/e$/, '')
        .replace(/(.{3})y$/, '$1i')
    : bare;
};
