import type { AddressParts } from '../../../../contracts/domain/address.ts';
import { lettersApart } from './letters.ts';
import { type Compared, heaviest, NOTHING } from './traits.ts';

/** The nearest of all addresses of both. People move: another address says little. */
export const compareAddresses = (ones: readonly AddressParts[], others: readonly AddressParts[]): Compared =>
  heaviest(ones.flatMap((one) => others.map((other) => compareAddress(one, other))));

const compareAddress = (one: AddressParts, other: AddressParts): Compared => {
  if (isEmpty(one) || isEmpty(other)) return NOTHING;
  const sameHouse = one.house !== '' && one.house.split('/')[0] === other.house.split('/')[0];
  const flatsDiffer = one.house.includes('/') && other.house.includes('/') && one.house !== other.house;
  const whole = one.postcode.length > 4 && one.postcode === other.postcode;
  const street = sameStreet(one.street, other.street);
  if (sameHouse && !flatsDiffer && (street || whole)) return { weight: 3, reasons: ['sameAddress'] };
  if (whole || (street && (one.house === '' || other.house === ''))) return { weight: 1, reasons: [] };
  if (street && sameHouse) return { weight: 0.5, reasons: [] };
  return { weight: -0.7, reasons: ['addressApart'] };
};

/** Nothing that two people could share: nobody lives with somebody of no fixed abode. */
const isEmpty = ({ house, street, postcode }: AddressParts): boolean =>
  (house === '' && street === '' && postcode === '') || NO_ADDRESS.test(street);
const NO_ADDRESS = /^(?:no fixed (?:abode|address)|nfa|homeless|not known|unknown)/;

/** Written a letter or two otherwise, or with the town behind it, or without its kind. */
const sameStreet = (one: string, other: string): boolean => {
  if (one === '' || other === '') return false;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long === short || long.startsWith(`${short} `)) return true;
  const apart = lettersApart(one, other);
  return apart <= (short.length >= 10 ? 2 : short.length >= 6 ? 1 : 0) || withoutKind(one) === withoutKind(other);
};
const withoutKind = (street: string): string => street.split(' ').slice(0, -1).join(' ') || street;

/** One number of all of them; people have several, so other numbers say nothing. A number that is typed wrong in one digit is likelier than a near one by chance. */
export const compareTelephones = (ones: readonly string[], others: readonly string[]): Compared => {
  const known = [ones, others].map((numbers) => numbers.filter((number) => number.length >= SHORTEST_NUMBER));
  const [a = [], b = []] = known;
  if (a.length === 0 || b.length === 0) return NOTHING;
  if (a.some((number) => b.includes(number))) return { weight: 4, reasons: ['sameTelephone'] };
  if (a.some((number) => b.some((other) => number.length === other.length && lettersApart(number, other) === 1)))
    return { weight: 1, reasons: [] };
  return NOTHING;
};

/** Shorter ones are internal numbers, which many share. */
const SHORTEST_NUMBER = 7;
