import { type Selectable, sql } from 'kysely';
import { parseCertificate } from '../../pki/index.ts';
import type { Query } from './database.ts';
import type { CertificateKind, CertificateTable, RevocationReason } from './tables.ts';

export interface CertificateHolder {
  readonly device?: string;
  readonly staffId?: string;
  /** Of a certificate that came with a card: the serial number of the card's 9A certificate. */
  readonly card?: string;
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
      cards: kind === 'card' ? [holder.card ?? info.serialHex] : null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

export const findCertificate = (query: Query, kind: CertificateKind, serial: string): Promise<Selectable<CertificateTable> | undefined> =>
  query.selectFrom('certificate').selectAll().where('kind', '=', kind).where('serial', '=', serial).executeTakeFirst();

/**
 * Revokes what of the holder's is not revoked yet, ended or not: a clock that is ahead must not leave one valid for when it is right
 * again. Returns how many certificates that were.
 */
export const revokeCertificates = async (
  query: Query,
  kind: CertificateKind,
  holder: CertificateHolder,
  reason: RevocationReason,
  at: Date,
): Promise<number> => {
  let update = query.updateTable('certificate').set({ revoked_at: at, reason }).where('kind', '=', kind).where('revoked_at', 'is', null);
  if (holder.device !== undefined) update = update.where('device', '=', holder.device);
  if (holder.staffId !== undefined) update = update.where('staff_id', '=', holder.staffId);
  const { numUpdatedRows } = await update.executeTakeFirst();
  return Number(numUpdatedRows);
};

/** A warrant card as it signed for a shift: its 9A certificate, and what else of the same card came with it. DER, verified. */
export interface MetCard {
  readonly authentication: Uint8Array;
  readonly companions: readonly Uint8Array[];
}

/** Registers a card's certificates, and that it was used. Together they are revoked when the card is. */
export const meetCard = async (query: Query, card: MetCard, staffId: string, at: Date): Promise<void> => {
  const { serialHex } = parseCertificate(card.authentication);
  for (const der of [card.authentication, ...card.companions]) {
    await putCertificate(query, 'card', der, { staffId, card: serialHex });
    // Whoever brought it first does not keep it from the card that it is on.
    await query
      .updateTable('certificate')
      .set({ cards: sql`array_append(cards, ${serialHex})` })
      .where('kind', '=', 'card')
      .where('serial', '=', parseCertificate(der).serialHex)
      .where(sql<boolean>`not ${serialHex} = any(cards)`)
      .execute();
  }
  await query.updateTable('certificate').set({ last_used: at }).where('kind', '=', 'card').where('serial', '=', serialHex).execute();
};
