import { type Selectable, sql } from 'kysely';
import type { CertificateInfo } from '../../pki/index.ts';
import type { Query } from './database.ts';
import type { DeviceTable } from './tables.ts';

export const findDevice = (query: Query, name: string): Promise<Selectable<DeviceTable> | undefined> =>
  query.selectFrom('device').selectAll().where('name', '=', name).executeTakeFirst();

/** Makes a laptop known, waiting for its enrolment; leaves one that is known as it is. */
export const expectDevice = async (query: Query, name: string, pool: string): Promise<void> => {
  await query
    .insertInto('device')
    .values({ name, pool, state: 'expected' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

/** The laptop has this certificate now, and is at work unless an order holds it. */
export const activateDevice = async (query: Query, name: string, certificate: CertificateInfo): Promise<void> => {
  await query
    .updateTable('device')
    .set({
      state: sql`case when state in ('expected', 'wiped') then 'active' else state end`,
      wiped_at: null,
      certificate_fingerprint: certificate.fingerprint,
      certificate_serial: certificate.serialHex,
    })
    .where('name', '=', name)
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
