import { issueCertificate, issueCrl, issueRoot, type Signer, signerFromKey } from '../../pki/index.ts';
import { type CertificateOrder, type IssuerName, listedIssuers, ROOT_DAYS } from './certificates.ts';
import { writeCertificate, writeKey, writeList } from './files.ts';
import { makeKey, spkiOf } from './keys.ts';
import { certificatePlaces, type Places, placeOf } from './places.ts';

const DAY_MS = 86_400_000;
/** Certificates begin a day early: the clocks of a laptop and of HQ differ. */
const EARLY_MS = DAY_MS;
/** Of the authorities whose keys are in a safe: their lists are issued anew by hand. */
const LIST_DAYS = 365;

/** Makes the force's root and all that is below it, each with its key, and the first revocation lists of those whose keys are in the safe. */
export const issueAll = async (places: Places, force: string, orders: readonly CertificateOrder[], now: Date): Promise<void> => {
  // Side by side: two of them take long.
  const [rootKey, ...keys] = await Promise.all([makeKey('rsa-3072'), ...orders.map(({ keyKind }) => makeKey(keyKind))]);
  const notBefore = new Date(now.getTime() - EARLY_MS);
  const subject = { organization: force, commonName: `${force} Root` };
  const rootCertificate = await issueRoot({ subject, key: rootKey, notBefore, notAfter: daysAfter(now, ROOT_DAYS) });
  writeKey(places.safe, 'root', rootKey);
  for (const folder of new Set([places.safe, places.pki])) writeCertificate(folder, 'root', rootCertificate);
  const issuers = new Map<string, Signer>([['root', signerFromKey(rootCertificate, rootKey)]]);
  for (const [index, order] of orders.entries()) {
    const key = keys[index];
    if (key === undefined) throw new Error('a key for each');
    const { subject: name, profile, days } = order;
    const issuer = issuerOf(issuers, order.issuer);
    const life = { notBefore, notAfter: daysAfter(now, days) };
    const certificate = await issueCertificate({ issuer, subject: name, profile, spki: spkiOf(key), ...life });
    writeKey(placeOf(places, order), order.name, key);
    for (const folder of certificatePlaces(places, order)) writeCertificate(folder, order.name, certificate);
    issuers.set(order.name, signerFromKey(certificate, key));
  }
  const list = { revoked: [], thisUpdate: notBefore, nextUpdate: daysAfter(now, LIST_DAYS), number: 1 };
  for (const name of listedIssuers) writeList(places.pki, name, await issueCrl({ issuer: issuerOf(issuers, name), ...list }));
};

const issuerOf = (issuers: ReadonlyMap<string, Signer>, name: IssuerName): Signer => {
  const issuer = issuers.get(name);
  if (issuer === undefined) throw new Error(`${name} is issued before what is below it`);
  return issuer;
};

const daysAfter = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY_MS);
