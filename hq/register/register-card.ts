import { fail, ok, type Result } from '../../contracts/result.ts';
import { parseCertificate, verifyFor } from '../../pki/index.ts';
import type { Trust } from '../authority/trust.ts';
import { appendAudit } from '../database/audit.ts';
import { findCertificate, putCertificate } from '../database/certificates.ts';
import type { Database } from '../database/database.ts';
import { lockOfficer } from '../database/officers.ts';
import { listMailCertificate } from '../systems/people/publish-officer.ts';

/** A card's certificates, DER. */
export interface CardToRegister {
  readonly authentication: Uint8Array;
  readonly signature?: Uint8Array;
  readonly keyManagement?: Uint8Array;
}

/** Untrusted9A and so on: not that certificate of a card that laptops take. Mixed: not all of one officer of this force. */
export type CardFault = 'Untrusted9A' | 'Untrusted9C' | 'Untrusted9D' | 'Mixed' | 'OfficerUnknown' | 'CardRevoked';

/**
 * Makes a warrant card known before its first use: mail is encrypted to it, and it can be revoked in Fleet. Returns the officer's staff id.
 * A card that is not registered is met at its first sign-in.
 */
export const registerCard = async (
  { database, trust, force }: { readonly database: Database; readonly trust: Trust; readonly force: string },
  card: CardToRegister,
  at: Date,
): Promise<Result<string, CardFault>> => {
  const rules = { ...(await trust.material(at, ['officer'])), at };
  const slots = [
    ['cardAuthentication', card.authentication, 'Untrusted9A'],
    ['cardSignature', card.signature, 'Untrusted9C'],
    ['cardKeyManagement', card.keyManagement, 'Untrusted9D'],
  ] as const;
  const present = slots.flatMap(([purpose, der, code]) => (der === undefined ? [] : [{ purpose, der, code }]));
  for (const { purpose, der, code } of present) if (!verifyFor(purpose, der, rules).ok) return fail(code);
  const [first, ...others] = present.map(({ der }) => parseCertificate(der));
  const staffId = first?.subject.userId;
  if (first === undefined || staffId === undefined || first.subject.organization !== force) return fail('Mixed');
  if (others.some(({ subject }) => subject.userId !== staffId || subject.organization !== force)) return fail('Mixed');
  const registered = await database.query.transaction().execute(async (transaction): Promise<Result<string, CardFault>> => {
    if ((await lockOfficer(transaction, staffId)) === undefined) return fail('OfficerUnknown');
    const known = await findCertificate(transaction, 'card', first.serialHex);
    if (known?.revoked_at != null) return fail('CardRevoked');
    for (const { der } of present) await putCertificate(transaction, 'card', der, { staffId, card: first.serialHex });
    await appendAudit(transaction, { actor: 'ict', action: 'cardRegistered', subject: staffId, detail: first.serialHex }, at);
    return ok(staffId);
  });
  if (registered.ok) {
    await listMailCertificate(
      database,
      staffId,
      present.map(({ der }) => der),
    );
  }
  return registered;
};
