import type { Place } from '../../contracts/domain/common.ts';
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

export const vehicleKey = (plate: string): string => plate.replace(/\s/g, '').toUpperCase();
export const placeKey = (text: string): string => asciiLower(plainSpaces(text).replace(/^ +| +$/g, ''));
/** As SQLite's lower(), by which a migration wrote it. */
export const asciiLower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
/** What is copied from a document has spaces that do not break, tabs and line ends where others have spaces. */
export const plainSpaces = (text: string): string => text.replace(/[\t\n\u00a0\u202f]/g, ' ');
