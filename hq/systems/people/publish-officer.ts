import { listedOfficer, type Officer } from '../../../contracts/domain/officer.ts';
import { claimsPurpose } from '../../../pki/index.ts';
import type { Database, Query, Transaction } from '../../database/database.ts';
import { beginWriting, findItem } from '../../database/items.ts';
import { findOfficer } from '../../database/officers.ts';
import { publish } from '../publish.ts';

/** Brings the officer's entry in the people feed up to date; the certificate that is listed there stays. beginWriting of people has been called. */
export const publishOfficer = async (transaction: Transaction, officer: Officer): Promise<void> =>
  publishWith(transaction, officer, await listedCertificate(transaction, officer.staffId));

/**
 * Lists what mail to the officer is encrypted to: of a card's verified certificates (DER) the one for key management. In a transaction of its
 * own: who writes a feed holds it before any officer's row. Nothing, where it is listed already.
 */
export const listMailCertificate = async ({ query }: Database, staffId: string, card: readonly Uint8Array[]): Promise<void> => {
  const der = card.find((one) => claimsPurpose('cardKeyManagement', one));
  const certificate = der && Buffer.from(der).toString('base64');
  if (certificate === undefined || certificate === (await listedCertificate(query, staffId))) return;
  await query.transaction().execute(async (transaction) => {
    await beginWriting(transaction, 'people');
    const entry = await findOfficer(transaction, staffId);
    if (entry !== undefined) await publishWith(transaction, entry.officer, certificate);
  });
};

const listedCertificate = async (query: Query, staffId: string): Promise<string | undefined> => {
  const item = await findItem(query, { system: 'people', kind: 'officer', owner: '', id: staffId });
  return listedOfficer.safeParse(item?.body).data?.mailCertificate;
};

const publishWith = async (transaction: Transaction, officer: Officer, mailCertificate: string | undefined): Promise<void> => {
  const body = { ...officer, ...(mailCertificate === undefined ? {} : { mailCertificate }) };
  await publish(transaction, 'people', [{ kind: 'officer', id: officer.staffId, body }]);
};
