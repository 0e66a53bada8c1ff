import { join } from 'node:path';
import type { CertificateOrder } from './certificates.ts';

/** The folders of a force that `init` makes. */
export interface Places {
  readonly folder: string;
  /** HQ's certificates and keys, and the revocation lists that it reads. */
  readonly pki: string;
  /** What is taken away from HQ: the keys of root, officer and server authority, policy, releases and recovery. */
  readonly safe: string;
  /** Requests for the force's own authority, where it issues. */
  readonly requests: string;
}

export const placesIn = (folder: string): Places => ({
  folder,
  pki: join(folder, 'pki'),
  safe: join(folder, 'safe'),
  requests: join(folder, 'requests'),
});

/** Where the key of this one lies, and its certificate beside it. */
export const placeOf = (places: Places, { keyIn }: Pick<CertificateOrder, 'keyIn'>): string => places[keyIn];

/** Every folder in which its certificate lies, that of its key first. */
export const certificatePlaces = (places: Places, order: Pick<CertificateOrder, 'keyIn' | 'handedOn'>): readonly string[] => [
  ...new Set([placeOf(places, order), ...(order.handedOn ? [places.pki] : [])]),
];

/** Where key and certificate lie of whoever issues; `orders` are all of the force's. */
export const placeOfIssuer = (places: Places, issuer: CertificateOrder['issuer'], orders: readonly CertificateOrder[]): string => {
  const order = orders.find(({ name }) => name === issuer);
  return order === undefined ? places.safe : placeOf(places, order); // The root is none of them.
};
