/** Letters that Unicode does not take apart, as they are typed on a UK keyboard. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ ł: 'l', ø: 'o', đ: 'd', ð: 'd', ħ: 'h', ŧ: 't', ı: 'i', ŋ: 'n', ĸ: 'k', ə: 'e' },
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ŀ: 'l', ŉ: 'n' },
};
const OTHER_LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');

/** The apostrophes that are typed and pasted; in "O'Brien" they part nothing. */
export const APOSTROPHES = "'’‘ʼʻ`´ʹ";
const APOSTROPHE = new RegExp(`[${APOSTROPHES}]`, 'gu');

/**
 * A text by which names compare: no case, no accents, the letters of a UK keyboard, no apostrophes. Search index and search both use it;
 * whoever changes it re-indexes what is stored (main/store/worker/migrations).
 */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(OTHER_LETTER, (letter) => LETTERS[letter] ?? letter)
    .replace(APOSTROPHE, '');
