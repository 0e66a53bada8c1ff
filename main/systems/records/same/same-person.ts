import { parseAddress } from '../../../../contracts/domain/address.ts';
import { telephoneKey } from '../../../../contracts/domain/telephone.ts';
import type { SameReason } from '../../../../contracts/ipc/records.ts';
import { compareBorn } from './born.ts';
import { compareNames } from './compare-names.ts';
import { compareAddresses, compareTelephones } from './contacts.ts';
import { parseName } from './name.ts';
import { type Compared, heaviest, NOTHING, type PersonTraits } from './traits.ts';

export interface Sameness {
  /** Weight of evidence: 0 and above, one person is the likelier. Weights are those of docs/decisions/0023-records.md. */
  readonly score: number;
  /** What speaks for it and against it, the heaviest first. */
  readonly reasons: readonly SameReason[];
}

/** Before anything is compared, two records are of two people. */
const BEFORE = -6;

/**
 * How likely two records are of one person, by their names, dates of birth, addresses and telephones: each agreement and each difference has
 * a weight, and what is not known has none. Pure; nobody is merged by it: it is what the page suggests by, and what is evaluated.
 */
export const samePerson = (one: PersonTraits, other: PersonTraits): Sameness => {
  const name = heaviest(one.names.map(parseName).flatMap((a) => other.names.map(parseName).map((b) => compareNames(a, b))));
  const born = compareBorn(one, other);
  const address = compareAddresses(one.addresses.map(parseAddress), other.addresses.map(parseAddress));
  const telephone = compareTelephones(one.telephones.map(telephoneKey), other.telephones.map(telephoneKey));
  const sex: Compared = one.sex !== undefined && other.sex !== undefined && one.sex !== other.sex ? { weight: -3, reasons: [] } : NOTHING;
  const parts = [name, born, address, telephone, sex];
  return {
    score: parts.reduce((sum, { weight }) => sum + weight, BEFORE),
    reasons: parts.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).flatMap(({ reasons }) => reasons),
  };
};
