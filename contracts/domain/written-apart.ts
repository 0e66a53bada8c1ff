/** What is written with a space between its halves, and without: a registration since 2001, one from 1963 on, a postcode. */
const FORMS = [/^([a-z]{2}\d{2})([a-z]{3})$/i, /^([a-z]\d{1,3})([a-z]{3})$/i, /^([a-z]{1,2}\d[a-z\d]?)(\d[a-z]{2})$/i];

/** The halves of a registration or a postcode that is written without its space; undefined for any other word. */
export const halvesOf = (word: string): readonly [string, string] | undefined => {
  for (const form of FORMS) {
    const [, first, second] = form.exec(word) ?? [];
    if (first !== undefined && second !== undefined) return [first, second];
  }
  return undefined;
};
