import type { Officer } from '../../../contracts/domain/officer.ts';
import { claimsPurpose, parseCertificate } from '../../../pki/index.ts';
import type { Database, Transaction } from '../../database/database.ts';
import { beginWriting } from '../../database/items.ts';
import { findOfficer } from '../../database/officers.ts';
import { publish } from '../publish.ts';
import { entryWith, listedCertificate, officerEntry } from './officer-entry.ts';

/** Brings the officer's entry in the people feed up to date; the certificate that is listed there stays. beginWriting of people has been called. */
export const publishOfficer = async (transaction: Transaction, officer: Officer): Promise<void> => {
  await publish(transaction, 'people', [await officerEntry(transaction, officer)]);
};

/**
 * Lists what mail to the officer is encrypted to: of a card's verified certificates (DER) the one for key management. In a transaction of its
 * own: who writes a feed holds it before any officer's row. Nothing, where that is listed already, or one that was issued later: which
 * certificates come along is the laptop's word alone.
 */
export const listMailCertificate = async ({ query }: Database, staffId: string, card: readonly Uint8Array[]): Promise<void> => {
  const [der] = card.filter((one) => claimsPurpose('cardKeyManagement', one)).sort((a, b) => issuedAt(b) - issuedAt(a));
  if (der === undefined) return;
  const certificate = Buffer.from(der).toString('base64');
  const listed = await listedCertificate(query, staffId);
  if (listed === certificate || (listed !== undefined && issuedAt(Buffer.from(listed, 'base64')) > issuedAt(der))) return;
  await query.transaction().execute(async (transaction) => {
    await beginWriting(transaction, 'people');
    const entry = await findOfficer(transaction, staffId);
    if (entry !== undefined) await publish(transaction, 'people', [entryWith(entry.officer, certificate)]);
  });
};

const issuedAt = (der: Uint8Array): number => parseCertificate(der).notBefore.getTime();
