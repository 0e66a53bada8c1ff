import { sql } from 'kysely';
import { parseCertificate } from '../../pki/index.ts';
import { markListStale } from '../authority/issue-list.ts';
import type { Subject } from '../connections/gate.ts';
import { announceRevocation } from '../database/announce.ts';
import { appendAudit } from '../database/audit.ts';
import { findCertificate, putCertificate, revokeCertificates } from '../database/certificates.ts';
import type { Database, Transaction } from '../database/database.ts';
import { lockOfficer } from '../database/officers.ts';
import type { Log } from '../log.ts';
import type { KeyFolder } from '../shares/key-folder.ts';
import { dropLeases } from '../shares/leases.ts';
import { destroyEndedKeys } from '../shares/share-keys.ts';

/** Something that the register does not know was to be revoked. */
class RegisterError extends Error {
  readonly code: 'OfficerUnknown' | 'DeviceUnknown';
  constructor(code: RegisterError['code']) {
    super(code);
    this.name = 'RegisterError';
    this.code = code;
  }
}

/**
 * The officer gets no certificate and no lease any more; shift certificates end now, live connections are cut in every HQ
 * process. Device shares stay: whoever is restored finds their unsent work. Throws RegisterError OfficerUnknown.
 */
export const revokeOfficer = (database: Database, staffId: string, at: Date = new Date(), actor = 'ict'): Promise<void> =>
  revoking(database, `staff:${staffId}`, async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('officer')
      .set({ state: 'revoked' })
      .where('staff_id', '=', staffId)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new RegisterError('OfficerUnknown');
    await revokeCertificates(transaction, 'shift', { staffId }, 'privilegeWithdrawn', at);
    await markListStale(transaction, 'shift');
    await appendAudit(transaction, { actor, action: 'officerRevoked', subject: staffId }, at);
  });

/**
 * The laptop's certificates end now, and the shift certificates issued for it; its connections are cut. Its device shares stay
 * (dropDeviceLeases destroys them). Throws RegisterError DeviceUnknown.
 */
export const revokeDevice = (database: Database, device: string, at: Date = new Date()): Promise<void> =>
  revoking(database, `device:${device}`, async (transaction) => {
    await cutOffDevice(transaction, device, 'ict', at);
  });

/** revokeDevice within a transaction, by whom the trail is to name. */
export const cutOffDevice = async (transaction: Transaction, device: string, actor: string, at: Date): Promise<void> => {
  const { numUpdatedRows } = await transaction
    .updateTable('device')
    .set({ state: 'revoked' })
    .where('name', '=', device)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new RegisterError('DeviceUnknown');
  await transaction.deleteFrom('enrolment_code').where('device', '=', device).execute();
  await revokeCertificates(transaction, 'device', { device }, 'cessationOfOperation', at);
  await revokeCertificates(transaction, 'shift', { device }, 'cessationOfOperation', at);
  await markListStale(transaction, 'device');
  await markListStale(transaction, 'shift');
  await announceRevocation(transaction, `device:${device}`);
  await appendAudit(transaction, { actor, action: 'deviceRevoked', subject: device }, at);
};

/** A warrant card is lost: its certificate (DER) signs nothing at HQ any more, and shifts begun by the officer end. */
export const revokeCard = async (database: Database, certificate: Uint8Array, at: Date = new Date()): Promise<void> => {
  const { serialHex, subject } = parseCertificate(certificate);
  const staffId = subject.userId;
  if (staffId === undefined) throw new RegisterError('OfficerUnknown');
  await revoking(database, `staff:${staffId}`, async (transaction) => {
    if ((await lockOfficer(transaction, staffId)) === undefined) throw new RegisterError('OfficerUnknown');
    await putCertificate(transaction, 'card', certificate, { staffId });
    await endCard(transaction, { staffId, serial: serialHex, actor: 'ict' }, at);
  });
};

/** revokeCard for a card that HQ has met, by its 9A serial number, and all that it knows of the same card. False when it does not know it. */
export const revokeKnownCard = (
  database: Database,
  card: { readonly staffId: string; readonly serial: string; readonly actor: string },
  at: Date,
): Promise<boolean> =>
  database.query.transaction().execute(async (transaction) => {
    const { staffId, serial } = card;
    await lockOfficer(transaction, staffId); // A shift that is being given waits, or is given before and ends.
    const known = await findCertificate(transaction, 'card', serial);
    if (known?.staff_id !== staffId || known.cards?.includes(serial) !== true) return false;
    await endCard(transaction, card, at);
    await announceRevocation(transaction, `staff:${staffId}`);
    return true;
  });

const endCard = async (
  transaction: Transaction,
  card: { readonly staffId: string; readonly serial: string; readonly actor: string },
  at: Date,
): Promise<void> => {
  const { staffId, serial, actor } = card;
  await transaction
    .updateTable('certificate')
    .set({ revoked_at: at, reason: 'keyCompromise' })
    .where('kind', '=', 'card')
    .where('staff_id', '=', staffId)
    .where((certificate) => certificate.or([certificate('serial', '=', serial), sql<boolean>`${serial} = any(cards)`]))
    .where('revoked_at', 'is', null)
    .execute();
  await revokeCertificates(transaction, 'shift', { staffId }, 'superseded', at);
  await markListStale(transaction, 'officer');
  await markListStale(transaction, 'shift');
  await appendAudit(transaction, { actor, action: 'cardRevoked', subject: staffId, detail: serial }, at);
};

/** Destroys HQ's half of every store key on the laptop: its disk and a card open nothing any more. Returns how many there were. */
export const dropDeviceLeases = async (
  database: Database,
  shares: { readonly keys: KeyFolder; readonly log: Log },
  device: string,
  at: Date = new Date(),
): Promise<number> => {
  const count = await database.query.transaction().execute(async (transaction) => {
    const dropped = await dropLeases(transaction, device, at);
    await appendAudit(transaction, { actor: 'ict', action: 'leasesDropped', subject: device, detail: String(dropped) }, at);
    return dropped;
  });
  await destroyEndedKeys(database, shares);
  return count;
};

const revoking = (database: Database, subject: Subject, work: (transaction: Transaction) => Promise<void>): Promise<void> =>
  database.query.transaction().execute(async (transaction) => {
    await work(transaction);
    await announceRevocation(transaction, subject);
  });
