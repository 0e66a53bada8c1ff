import type { Selectable } from 'kysely';
import type { CertificateInfo } from '../../pki/index.ts';
import type { Query, Transaction } from './database.ts';
import type { DeviceTable } from './tables.ts';

export const findDevice = (query: Query, name: string): Promise<Selectable<DeviceTable> | undefined> =>
  query.selectFrom('device').selectAll().where('name', '=', name).executeTakeFirst();

/**
 * The laptop's row, held until the transaction ends: everything that changes its orders or its standing, or issues something to it,
 * takes it first, so that two ICT officers, or an order and a lease, come one after the other. With an officer's row: that one before.
 */
export const lockDevice = (transaction: Transaction, name: string): Promise<Selectable<DeviceTable> | undefined> =>
  transaction.selectFrom('device').selectAll().where('name', '=', name).forUpdate().executeTakeFirst();

/** Makes a laptop known, waiting for its enrolment; leaves one that is known as it is. */
export const expectDevice = async (query: Query, name: string, pool: string): Promise<void> => {
  await query
    .insertInto('device')
    .values({ name, pool, state: 'expected' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

/** The laptop has this certificate now. How it stands is another matter (activateDevice). */
export const setDeviceCertificate = async (query: Query, name: string, certificate: CertificateInfo): Promise<void> => {
  await query
    .updateTable('device')
    .set({ certificate_fingerprint: certificate.fingerprint, certificate_serial: certificate.serialHex })
    .where('name', '=', name)
    .execute();
};

/** An expected or wiped laptop is at work: for ICT's own registration and for an enrolment with ICT's code, and for nothing else. */
export const activateDevice = async (query: Query, name: string): Promise<void> => {
  await query
    .updateTable('device')
    .set({ state: 'active', wiped_at: null })
    .where('name', '=', name)
    .where('state', 'in', ['expected', 'wiped'])
    .execute();
};

/** The laptop spoke to HQ. `version` is what its program says of itself, if it does. */
export const sawDevice = async (query: Query, name: string, at: Date, version: string | undefined): Promise<void> => {
  await query
    .updateTable('device')
    .set({ last_seen: at, ...(version === undefined ? {} : { version }) })
    .where('name', '=', name)
    .execute();
};
