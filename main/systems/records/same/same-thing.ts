import { fold } from '../../../../contracts/domain/fold.ts';
import type { Thing } from '../../../../contracts/domain/thing.ts';
import type { SameReason } from '../../../../contracts/ipc/records.ts';
import { thingKey } from '../../told.ts';
import { traitLinks, typeOf } from '../things/describe.ts';

/**
 * Whether two records are likely of one thing: of one type, and of one registration, number or mark, or one that is easily read for the
 * other, of one house, or with one identifier. From 0 on likely; -1 where they have nothing in common.
 */
export const sameThing = (one: Thing, other: Thing): { readonly score: number; readonly reasons: readonly SameReason[] } => {
  const type = typeOf(one);
  if (type !== typeOf(other)) return { score: -1, reasons: [] };
  const reasons: SameReason[] = [];
  if (thingKey(type, fold(one.name)) === thingKey(type, fold(other.name))) reasons.push('sameKey');
  else if (shares(one, other, `${type}Read`)) reasons.push('misread');
  else if (shares(one, other, 'house')) reasons.push('sameAddress');
  if (shares(one, other, 'identifier')) reasons.push('sameIdentifier');
  return { score: reasons.length - 1, reasons };
};

const shares = (one: Thing, other: Thing, role: string): boolean => {
  const of = (thing: Thing): string[] => traitLinks(thing).flatMap((link) => (link.role === role ? [link.value] : []));
  const there = new Set(of(other));
  return of(one).some((value) => there.has(value));
};
