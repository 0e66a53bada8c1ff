import type { Incident } from '../../../contracts/domain/incident.ts';
import { telephoneKey } from '../../../contracts/domain/telephone.ts';
import { placeKey, plainSpaces } from '../told.ts';

/** A link of an item: a role, and a value in one form (main/store/items.ts). */
type Link = { readonly role: FoundBy; readonly value: string };
/** By what the logs of a place or of a caller are found. */
export type FoundBy = 'place' | 'postcode' | 'telephone';

/** Shorter ones are internal numbers, which many callers share. */
const SHORTEST_NUMBER = 7;
/** Without its space. An outward part alone ("PR25") is a town's, and no place. */
const WHOLE_POSTCODE = /^[A-Z][A-Z\d]{1,3}\d[A-Z]{2}$/;

/** The links of a log to its place, its whole postcode and its caller's number. Written by 0009-log-history.ts for logs that came before it. */
export const placeLinks = (incident: Pick<Incident, 'place' | 'caller'>): Link[] => {
  const { place, caller } = incident;
  const postcode = plainSpaces(place.postcode ?? '')
    .replaceAll(' ', '')
    .toUpperCase();
  const telephone = caller?.telephone === undefined ? '' : telephoneKey(caller.telephone);
  return [
    { role: 'place', value: placeKey(place.text) },
    ...(WHOLE_POSTCODE.test(postcode) ? [{ role: 'postcode' as const, value: postcode }] : []),
    ...(telephone.length < SHORTEST_NUMBER ? [] : [{ role: 'telephone' as const, value: telephone }]),
  ];
};
