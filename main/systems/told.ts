import type { Place } from '../../contracts/domain/common.ts';
import { fold } from '../../contracts/domain/fold.ts';
import { telephoneKey } from '../../contracts/domain/telephone.ts';
import type { ThingType } from '../../contracts/domain/thing-type.ts';
import { assertNever } from '../../contracts/result.ts';
import type { ToldThing } from '../store/items.ts';

interface Vehicle {
  readonly plate?: string | undefined;
  readonly description: string;
}

/** The vehicles that a log or a crime of `at` tells of, by their registrations without spaces; one that nobody could read is none. */
export const vehiclesTold = (vehicles: readonly Vehicle[], at: string): readonly ToldThing[] =>
  vehicles.flatMap(({ plate = '', description }) => {
    const id = vehicleKey(plate);
    return id === '' ? [] : [{ kind: 'vehicle', id, search: { title: `${plate} ${id}`, body: description, at } }];
  });

/** The place of a log or a crime of `at`. Logs have the link as well for their history (storm/found-by.ts). */
export const placeTold = ({ text, postcode = '' }: Place, at: string): readonly ToldThing[] => {
  const id = placeKey(text);
  return id === '' ? [] : [{ kind: 'place', id, search: { title: `${text} ${postcode}`, body: '', at } }];
};

/** The telephone numbers of a log, a crime or a person of `at`; what is no number, as an e-mail address, is none. */
export const telephonesTold = (numbers: readonly (string | undefined)[], at: string): readonly ToldThing[] =>
  numbers.flatMap((number = '') => {
    const id = thingKey('telephone', number);
    return TELEPHONE.test(id) ? [{ kind: 'telephone', id, search: { title: `${number} ${id}`, body: '', at } }] : [];
  });
/** Shorter ones are internal numbers, which many share. */
const TELEPHONE = /^\d{7,15}$/;

/** The things of a crime of `at` that are known again by a mark; without one a thing is like many others. */
export const objectsTold = (property: readonly { readonly text: string; readonly marks?: string | undefined }[], at: string) =>
  property.flatMap(({ text, marks = '' }): readonly ToldThing[] => {
    const id = thingKey('object', marks);
    return id === '' ? [] : [{ kind: 'object', id, search: { title: `${marks} ${id}`, body: text, at } }];
  });

/** A thing in one form, so that all that tell of it tell of one: without spaces, and of an object's mark without what parts it. */
export const thingKey = (type: ThingType, name: string): string => {
  switch (type) {
    case 'vehicle':
      return vehicleKey(name);
    case 'place':
      return placeKey(name);
    case 'telephone':
      return telephoneKey(name);
    case 'object':
      return fold(name).replace(/[^\p{L}\p{N}]+/gu, '');
    default:
      return assertNever(type);
  }
};

const vehicleKey = (plate: string): string => plate.replace(/\s/g, '').toUpperCase();
export const placeKey = (text: string): string => asciiLower(plainSpaces(text).replace(/^ +| +$/g, ''));
/** As SQLite's lower(), by which a migration wrote it. */
export const asciiLower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
/** What is copied from a document has spaces that do not break, tabs and line ends where others have spaces. */
export const plainSpaces = (text: string): string => text.replace(/[\t\n\u00a0\u202f]/g, ' ');
