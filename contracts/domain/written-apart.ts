/** What is written in one piece and with spaces, also begun: registrations since 2001, 1983 and 1963 and without a date (Northern Ireland's among them), a postcode, a National Insurance number, an IMEI, a log's number. */
const FORMS: readonly RegExp[] = [
  ...[/^([a-z]{2}\d{2})([a-z]{1,3})$/i, /^([a-z]\d{1,3})([a-z]{1,3})$/i, /^([a-z]{1,3})(\d{1,3}[a-z])$/i],
  ...[/^([a-z]{1,3})(\d{1,4})$/i, /^(\d{1,4})([a-z]{1,3})$/i],
  /^([a-z]{1,2}\d[a-z\d]?)(\d[a-z]{0,2})$/i,
  ...[/^([a-z]{2})(\d{2})(\d{2})(\d{2})([a-z]?)$/i, /^([a-z]{2})(\d{6})([a-z]?)$/i],
  /^(\d{2})(\d{6})(\d{6})(\d?)$/,
  /^([a-z]{2})(\d{8})(\d{4})$/i,
];
/** A UK telephone number as it is dialled at home, which is how it is indexed in one piece; and with the country's code, its "+" left out. */
const AT_HOME = /^0[1-9]\d{8,9}$/;
const FROM_ABROAD = /^(?:00)?440?([1-9]\d{8,9})$/;
/** "QQ 12 34 56 C" */
const MOST_PIECES = 5;

/** One or several of the words that were typed, and all other ways in which the same may be written, each as its words. */
export interface TypedPieces {
  readonly words: readonly string[];
  readonly others: readonly (readonly string[])[];
}

/** Words that were typed, by what belongs together: registrations, postcodes and numbers are typed, and written, with and without spaces. */
export const typedPieces = (words: readonly string[]): readonly TypedPieces[] => {
  const typed: TypedPieces[] = [];
  for (let at = 0; at < words.length; ) {
    const next = longestOf(words.slice(at, at + MOST_PIECES));
    typed.push(next);
    at += next.words.length;
  }
  return typed;
};

const longestOf = (following: readonly string[]): TypedPieces => {
  for (let count = following.length; count > 1; count -= 1) {
    const words = following.slice(0, count);
    const ends = endsOf(words);
    const joined = words.join('');
    const ways = waysOf(joined);
    const isOne = ways.some((way) => way.length === 1 || [...endsOf(way)].every((end) => ends.has(end)));
    if (isOne) return { words, others: otherThan(words, [[joined], ...ways]) };
  }
  const words = following.slice(0, 1);
  return { words, others: otherThan(words, waysOf(words.join(''))) };
};

const waysOf = (joined: string): (readonly string[])[] => {
  if (AT_HOME.test(joined)) return telephoneWays(joined);
  const [, rest] = FROM_ABROAD.exec(joined) ?? [];
  if (rest !== undefined) return telephoneWays(`0${rest}`);
  return FORMS.flatMap((form) => {
    const pieces = (form.exec(joined) ?? []).slice(1).filter((piece) => piece !== '');
    return pieces.length === 0 ? [] : [pieces];
  });
};

/** "07700 900127", "07700 900 127", "0161 496 0123", "020 7946 0958", each also with the country's code. */
const telephoneWays = (number: string): (readonly string[])[] => {
  const cut = [[5], [5, 8], [4], [4, 7], [3, 7]].map((ends) => [0, ...ends].map((from, at) => number.slice(from, ends[at])));
  return [[number], ...cut, ...[[number], ...cut].map(([first = '', ...others]) => ['44', first.slice(1), ...others])];
};

/** After how many characters each piece ends. */
const endsOf = (pieces: readonly string[]): ReadonlySet<number> => new Set(pieces.map((_, at) => pieces.slice(0, at + 1).join('').length));

const otherThan = (words: readonly string[], ways: readonly (readonly string[])[]): readonly (readonly string[])[] => {
  const unlike = new Map(ways.map((way) => [way.join(' '), way]));
  unlike.delete(words.join(' '));
  return [...unlike.values()];
};
