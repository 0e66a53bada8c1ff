import { lettersApart } from './letters.ts';
import { type Compared, NOTHING, type PersonTraits } from './traits.ts';

type Born = Pick<PersonTraits, 'born' | 'age'>;

/** A parent is at least so much older. */
const GENERATION_YEARS = 14;

/** Dates of birth: one that is typed with digits exchanged or day and month exchanged is likely the same; a generation apart is another person. */
export const compareBorn = (one: Born, other: Born): Compared => {
  if (one.born !== undefined && other.born !== undefined) return compareDays(one.born, other.born);
  const [known, said] = one.born === undefined ? [other, one] : [one, other];
  if (said.age === undefined) return NOTHING;
  if (known.born !== undefined) {
    const year = Number(known.born.slice(0, 4));
    return byRange(said.age.inYear - year, said.age);
  }
  if (known.age === undefined) return NOTHING;
  return byRange(known.age.from + said.age.inYear - known.age.inYear, said.age, known.age.to - known.age.from);
};

/** How far an age is out of what somebody guessed; guesses are some years out. */
const byRange = (age: number, { from, to }: { readonly from: number; readonly to: number }, wide = 0): Compared => {
  const out = Math.max(from - age - wide, age - to - 1, 0);
  if (out <= 3) return { weight: 0.5, reasons: [] };
  return out <= 8 ? { weight: -1, reasons: ['bornDiffers'] } : { weight: -5, reasons: ['bornApart'] };
};

const compareDays = (one: string, other: string): Compared => {
  const [a, b] = [parts(one), parts(other)];
  const years = Math.abs(Number(a.year) - Number(b.year));
  if (a.rest === '' || b.rest === '') return years === 0 ? { weight: 1.5, reasons: ['sameBorn'] } : apart(years);
  if (one === other) return { weight: 5, reasons: ['sameBorn'] };
  if (a.year === b.year && a.month === b.day && a.day === b.month) return { weight: 3, reasons: ['bornDiffers'] };
  const letters = lettersApart(`${a.year}${a.month}${a.day}`, `${b.year}${b.month}${b.day}`);
  // One digit of the year is far: another decade is a typing error only where day and month agree.
  if (letters === 1) return { weight: 2.5, reasons: ['bornDiffers'] };
  if (a.rest === b.rest && years <= 1) return { weight: 2.5, reasons: ['bornDiffers'] };
  if (a.year === b.year && (a.month === b.month || a.day === b.day)) return { weight: -1, reasons: ['bornDiffers'] };
  return apart(years);
};

const apart = (years: number): Compared =>
  years >= GENERATION_YEARS ? { weight: -11, reasons: ['bornApart'] } : { weight: -6, reasons: ['bornApart'] };

const parts = (born: string) => {
  const [year = '', month = '', day = ''] = born.split('-');
  return { year, month, day, rest: `${month}${day}` };
};
