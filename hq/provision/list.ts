import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Crl, issueCrl, parseCertificate, parseCrl, type Signer } from '../../pki/index.ts';
import { readCertificate, readRevocationList, readSigner } from '../authority/files.ts';
import { ConfigError } from '../config.ts';
import { type ListedIssuer, listedIssuers } from './certificates.ts';
import { replaceFile, writeList, writeSecret } from './files.ts';
import type { Places } from './places.ts';

/** What was revoked and when: as `card cancelled` prints it, and as it is noted beside the key, for a list cannot be told apart into its entries. */
const revokedEntries = z
  .array(z.strictObject({ serialHex: z.string().regex(/^(?:[0-9a-f]{2}){1,21}$/), at: z.iso.datetime() }))
  .max(100_000);
type Revoked = z.infer<typeof revokedEntries>;

interface ListToIssue {
  readonly days: number;
  /** PEM file of one more certificate to be revoked. */
  readonly revoke?: string;
  /** File of cards that HQ's register has cancelled, as `card cancelled` prints it. */
  readonly cancelled?: string;
  readonly now: Date;
}

const DAY_MS = 86_400_000;
/** The list begins a day early: the clocks of a laptop and of HQ differ. */
const EARLY_MS = DAY_MS;

/**
 * Issues the next revocation list of an authority whose key is in the safe, with what is revoked now on it and on all that follow. Throws
 * ConfigError, and leaves the list as it is, where key or list cannot be read, for a certificate that this authority has not issued, and where
 * the list in force has entries that nobody has noted: they would be lost.
 */
export const issueList = async (places: Places, name: string, { days, revoke, cancelled, now }: ListToIssue): Promise<void> => {
  const listed = listedIssuers.find((one) => one === name);
  if (listed === undefined) throw new ConfigError(`NAME: one of ${listedIssuers.join(', ')}; of all others HQ issues the lists`);
  if (cancelled !== undefined && listed !== 'officer-ca') throw new ConfigError('--cancelled: cards are on the list of officer-ca');
  const issuer = readSigner(listed, { certificate: join(places.safe, `${listed}.pem`), key: join(places.safe, `${listed}.key`) });
  const noted = readNoted(places, listed);
  const before = listInForce(places, listed, noted);
  const revoked = revoke === undefined ? [] : [entryOf(revoke, issuer, now)];
  const entries = joined([...(noted ?? []), ...revoked, ...(cancelled === undefined ? [] : readRevoked(cancelled))]);
  const list = await issueCrl({
    issuer,
    revoked: entries.map(({ serialHex, at }) => ({ serialHex, at: new Date(Math.min(Date.parse(at), now.getTime())) })),
    thisUpdate: new Date(now.getTime() - EARLY_MS),
    nextUpdate: new Date(now.getTime() + days * DAY_MS),
    number: (before?.number ?? 0n) + 1n,
  });
  // First: an entry that is noted and not yet listed is on the next list, one that is listed and not noted would be lost.
  writeSecret(notesOf(places, listed), `${JSON.stringify(entries, undefined, 2)}\n`);
  writeList(places.pki, `${listed}.new`, list);
  replaceFile(join(places.pki, `${listed}.new.crl`), join(places.pki, `${listed}.crl`));
};

const notesOf = ({ safe }: Places, name: ListedIssuer): string => join(safe, `${name}.revoked.json`);

const readNoted = (places: Places, name: ListedIssuer): Revoked | undefined =>
  existsSync(notesOf(places, name)) ? readRevoked(notesOf(places, name)) : undefined;

const readRevoked = (file: string): Revoked => {
  try {
    return revokedEntries.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new ConfigError(`${file}: damaged, or no list of what is revoked`);
  }
};

/** Undefined where nothing was ever issued. */
const listInForce = ({ pki }: Places, name: ListedIssuer, noted: Revoked | undefined): Crl | undefined => {
  const file = join(pki, `${name}.crl`);
  if (noted === undefined && !existsSync(file)) return undefined;
  const before = parseCrl(readRevocationList(`${name}.crl`, file));
  if ((noted ?? []).filter(({ serialHex }) => before.lookup(serialHex) !== undefined).length !== before.size)
    throw new ConfigError(
      `${name}.crl: has other entries than ${name}.revoked.json in the safe; issue the list by the means that issued it`,
    );
  return before;
};

const entryOf = (file: string, issuer: Signer, now: Date): Revoked[number] => {
  const certificate = readCertificate('--revoke', file);
  if (!isIssuedBy(certificate, issuer.certificate)) throw new ConfigError('--revoke: not a certificate that this authority has issued');
  return { serialHex: parseCertificate(certificate).serialHex, at: now.toISOString() };
};

/** Each once, as it was noted first. */
const joined = (entries: Revoked): Revoked => {
  const first = new Map(entries.toReversed().map((entry) => [entry.serialHex, entry]));
  return entries.filter((entry) => first.get(entry.serialHex) === entry);
};

const isIssuedBy = (certificate: Uint8Array, authority: Uint8Array): boolean => {
  try {
    const [leaf, issuer] = [new X509Certificate(certificate), new X509Certificate(authority)];
    return leaf.checkIssued(issuer) && leaf.verify(issuer.publicKey);
  } catch {
    return false;
  }
};
