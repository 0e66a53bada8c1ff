import { type ListedOfficer, listedOfficer, type Officer } from '../../../contracts/domain/officer.ts';
import { claimsPurpose } from '../../../pki/index.ts';
import type { Query, Transaction } from '../../database/database.ts';
import { beginWriting, findItem } from '../../database/items.ts';
import { publish } from '../publish.ts';

/** The officer's entry in the people feed: as the directory has them, with the certificate of the card that HQ met last. */
const listed = async (query: Query, officer: Officer, mailCertificate?: string): Promise<ListedOfficer> => {
  const item = await findItem(query, { system: 'people', kind: 'officer', owner: '', id: officer.staffId });
  const known = mailCertificate ?? listedOfficer.safeParse(item?.body).data?.mailCertificate;
  return { ...officer, ...(known === undefined ? {} : { mailCertificate: known }) };
};

/** Brings the officer's entry up to date. beginWriting of people has been called. */
export const publishOfficer = async (transaction: Transaction, officer: Officer): Promise<void> => {
  await publish(transaction, 'people', [{ kind: 'officer', id: officer.staffId, body: await listed(transaction, officer) }]);
};

/** Lists what mail to the officer is encrypted to: of a card's verified certificates (DER) the one for key management. Nothing, where it is listed. */
export const publishMailCertificate = async (transaction: Transaction, officer: Officer, card: readonly Uint8Array[]): Promise<void> => {
  const certificate = card.find((der) => claimsPurpose('cardKeyManagement', der));
  if (certificate === undefined) return;
  await beginWriting(transaction, 'people');
  const before = await listed(transaction, officer);
  const body = await listed(transaction, officer, Buffer.from(certificate).toString('base64'));
  if (body.mailCertificate === before.mailCertificate) return;
  await publish(transaction, 'people', [{ kind: 'officer', id: officer.staffId, body }]);
};
