import type { Selectable } from 'kysely';
import { parseCertificate } from '../../pki/index.ts';
import type { Query } from './database.ts';
import type { CertificateKind, CertificateTable, RevocationReason } from './tables.ts';

export interface CertificateHolder {
  readonly device?: string;
  readonly staffId?: string;
}

/** Registers a certificate that HQ issued or was given. */
export const putCertificate = async (query: Query, kind: CertificateKind, der: Uint8Array, holder: CertificateHolder): Promise<void> => {
  const info = parseCertificate(der);
  await query
    .insertInto('certificate')
    .values({
      kind,
      serial: info.serialHex,
      fingerprint: info.fingerprint,
      subject: info.subject.commonName ?? '',
      device: holder.device ?? null,
      staff_id: holder.staffId ?? null,
      not_after: info.notAfter,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

export const findCertificate = (query: Query, kind: CertificateKind, serial: string): Promise<Selectable<CertificateTable> | undefined> =>
  query.selectFrom('certificate').selectAll().where('kind', '=', kind).where('serial', '=', serial).executeTakeFirst();

/** Revokes what of the holder's is still valid. Returns how many certificates that were. */
export const revokeCertificates = async (
  query: Query,
  kind: CertificateKind,
  holder: CertificateHolder,
  reason: RevocationReason,
  at: Date,
): Promise<number> => {
  let update = query
    .updateTable('certificate')
    .set({ revoked_at: at, reason })
    .where('kind', '=', kind)
    .where('revoked_at', 'is', null)
    .where('not_after', '>', at);
  if (holder.device !== undefined) update = update.where('device', '=', holder.device);
  if (holder.staffId !== undefined) update = update.where('staff_id', '=', holder.staffId);
  const { numUpdatedRows } = await update.executeTakeFirst();
  return Number(numUpdatedRows);
};
