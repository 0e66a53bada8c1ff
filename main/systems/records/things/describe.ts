import { parseAddress } from '../../../../contracts/domain/address.ts';
import { fold } from '../../../../contracts/domain/fold.ts';
import type { Thing } from '../../../../contracts/domain/thing.ts';
import { type ThingType, thingTypes } from '../../../../contracts/domain/thing-type.ts';
import type { ItemDescription } from '../../../store/items.ts';
import { thingKey } from '../../told.ts';

/** What a list reads of the record of a thing. */
export interface ThingSummary {
  readonly name: string;
  /** What was learned of it last. */
  readonly detail: string;
  readonly warnings: number;
}

/** One of a type that only a newer HQ knows is an object. */
export const typeOf = ({ type }: Pick<Thing, 'type'>): ThingType => thingTypes.find((one) => one === type) ?? 'object';

/** The record of a thing tells of that thing, as logs and crimes do: all are found as one. */
export const describeThing = (thing: Thing): ItemDescription => {
  const { id, name, details, warnings, createdAt } = thing;
  const type = typeOf(thing);
  const key = thingKey(type, name);
  const at = details.at(-1)?.at ?? createdAt;
  const summary: ThingSummary = { name, warnings: warnings.length, detail: details.findLast(({ kind }) => kind !== 'note')?.text ?? '' };
  return {
    summary,
    links: traitLinks(thing),
    search: undefined,
    tells: [
      { kind: type, id: key, own: true, search: { title: `${id} ${name} ${key}`, body: details.map(({ text }) => text).join('\n'), at } },
    ],
  };
};

/** By what records of perhaps the same thing are found: any of these in common (similar.ts). */
export const traitLinks = (thing: Thing): ItemDescription['links'] => {
  const { name, details } = thing;
  const type = typeOf(thing);
  const identifiers = details.filter(({ kind }) => kind === 'identifier').map(({ text }) => fold(text).replace(/[^\p{L}\p{N}]+/gu, ''));
  return [
    { role: `${type}Read`, value: asRead(thingKey(type, name)) },
    ...(type === 'place' ? homeLinks(name) : []),
    ...[...new Set(identifiers)].filter((text) => text.length >= SHORTEST_IDENTIFIER).map((value) => ({ role: 'identifier', value })),
  ];
};
const SHORTEST_IDENTIFIER = 5;

/** As somebody may read it who takes one character for another that looks like it: O for 0, I for 1, S for 5, B for 8, Z for 2. */
const asRead = (key: string): string => key.toUpperCase().replace(/[OILSBZ]/g, (letter) => LOOKS_LIKE[letter] ?? letter);
const LOOKS_LIKE: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1', S: '5', B: '8', Z: '2' };

/** A house by its number with its street, and by its number with its whole postcode, in however many words it was written. */
export const homeLinks = (address: string): ItemDescription['links'] => {
  const { house, street, postcode } = parseAddress(address);
  if (house === '') return [];
  return [
    ...(street === '' ? [] : [{ role: 'house', value: `${house} ${street}` }]),
    ...(postcode.length < WHOLE_POSTCODE ? [] : [{ role: 'house', value: `${house} ${postcode}` }]),
  ];
};
/** An outward part alone is a town's. */
const WHOLE_POSTCODE = 5;
