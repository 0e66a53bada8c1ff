import type { SameReason } from '../../../../contracts/ipc/records.ts';
import { isCommonGivenName, isCommonSurname } from './common-names.ts';
import { type Agreement, givenAgree, type NameParts, wordsAgree } from './name.ts';
import type { Compared } from './traits.ts';

/** Compares two names, as they stand and with given name and surname exchanged in either; a generation that both say and that differs is another person. */
export const compareNames = (one: NameParts, other: NameParts): Compared => {
  const straight = compareOrder(one, other);
  const turned = [turn(one), turn(other)];
  const swapped = [compareOrder(turned[0] ?? one, other), compareOrder(one, turned[1] ?? other)].map(
    ({ weight, reasons }): Compared => ({
      weight: weight - 0.5,
      reasons: [...reasons.filter((reason) => reason !== 'sameName'), 'nameOrder'],
    }),
  );
  const best = swapped.reduce((most, next) => (next.weight > most.weight ? next : most), straight);
  if (one.generation === other.generation) return best;
  const both = one.generation !== undefined && other.generation !== undefined;
  return { weight: best.weight - (both ? 12 : 6), reasons: [...best.reasons, 'generation'] };
};

/** "Tattersall Lewis" for Lewis Tattersall. */
const turn = ({ given, family, generation }: NameParts): NameParts =>
  given.length === 0 ? { given, family, generation } : { given: [...given.slice(1), ...family], family: given.slice(0, 1), generation };

const compareOrder = (one: NameParts, other: NameParts): Compared => {
  const family = bestFamily(one.family, other.family);
  const given = bestGiven(one.given, other.given);
  const common = isCommonSurname(one.family.at(-1) ?? '') ? 1.5 : 0;
  const reasons: SameReason[] = [];
  const apart = family === 'other' || given === 'other';
  if (apart) reasons.push('nameApart');
  else if (family === 'same' && given === 'same') reasons.push('sameName');
  if (given === 'form') reasons.push('nickname');
  return {
    weight: FAMILY[family] - (family === 'other' ? 0 : common) + GIVEN[given] - commonGiven(one, given) + middle(one, other, given),
    reasons,
  };
};

const FAMILY: Readonly<Record<Agreement, number>> = { same: 4, form: 3, close: 3, near: 1, initial: -1, other: -3.5 };
const GIVEN: Readonly<Record<Agreement, number>> = { same: 3, form: 2.5, close: 2.5, near: 0, initial: 1, other: -12 };
/** One of several given names is used, or the first of one is the second of the other. */
const SECOND_NAME = 1.5;

const commonGiven = ({ given: [first = ''] }: NameParts, agreement: Agreement): number =>
  (agreement === 'same' || agreement === 'form') && isCommonGivenName(first) ? 0.8 : 0;

/** Of double-barrelled names one half may be all that was given. */
const bestFamily = (one: readonly string[], other: readonly string[]): Agreement => {
  if (one.length === 0 || other.length === 0) return 'initial';
  const whole = wordsAgree(one.join(''), other.join(''));
  if (whole === 'same' || (one.length === 1 && other.length === 1)) return whole;
  const halves = one.flatMap((a) => other.map((b) => wordsAgree(a, b)));
  return halves.includes('same') ? 'form' : halves.includes('close') ? 'near' : whole;
};

/** The first given names; where they differ, the first of either among all of the other's. */
const bestGiven = (one: readonly string[], other: readonly string[]): Agreement => {
  const [a, b] = [one[0], other[0]];
  if (a === undefined || b === undefined) return 'initial';
  const first = givenAgree(a, b);
  if (first !== 'other') return first;
  const joined = givenAgree(one.join(''), other.join(''));
  if (joined === 'same' || joined === 'close') return joined;
  const elsewhere = [...other.slice(1).map((name) => givenAgree(a, name)), ...one.slice(1).map((name) => givenAgree(name, b))];
  return elsewhere.some((agreement) => agreement === 'same' || agreement === 'form') ? 'near' : 'other';
};

/** Second names that agree add a little, that differ take more: a parent and a child often differ in them. */
const middle = (one: NameParts, other: NameParts, first: Agreement): number => {
  if (first === 'other' || first === 'near') return first === 'near' && one.given.length + other.given.length > 2 ? SECOND_NAME : 0;
  const [a, b] = [one.given.slice(1), other.given.slice(1)];
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 0) return 0;
  const agree = short.every((name) => long.some((second) => givenAgree(name, second) !== 'other'));
  return agree ? 1.5 : -3;
};
