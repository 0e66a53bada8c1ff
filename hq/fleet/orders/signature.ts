import type { OrderSummary } from '../../../contracts/hq/fleet.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { parseCertificate, readCardSigned } from '../../../pki/index.ts';
import type { Trust } from '../../authority/trust.ts';
import { findCertificate } from '../../database/certificates.ts';
import type { Database } from '../../database/database.ts';
import type { OrderFault } from '../fault.ts';

/** What a warrant card signed, and whose card it was. */
export interface SignedContent {
  readonly content: Uint8Array;
  readonly signer: OrderSummary['signers'][number];
}

/**
 * Checks one signature of an order (CMS SignedData, DER): by a warrant card's signature key (9C) under the officer authority, unrevoked,
 * of this force, and one that HQ has met: its officer began a shift with the same card, which was not cancelled since. Whether the force's
 * list of cards says so too is another matter: it may be somebody else's to keep. Never throws on hostile input.
 */
export const readSignature = async (
  parts: { readonly database: Database; readonly trust: Trust; readonly force: string },
  der: Uint8Array,
  at: Date,
): Promise<Result<SignedContent, OrderFault>> => {
  const { database, trust, force } = parts;
  const signed = readCardSigned(der, { ...(await trust.material(at, ['officer'])), at });
  if (!signed.ok) return fail(signed.code === 'NotASigner' ? 'SignerUntrusted' : signed.code);
  if (signed.force !== force) return fail('SignerUntrusted');
  const { serialHex, fingerprint } = parseCertificate(signed.certificate);
  const registered = await findCertificate(database.query, 'card', serialHex);
  if (registered?.fingerprint !== fingerprint || registered.staff_id !== signed.staffId) return fail('SignerCardUnknown');
  if (registered.revoked_at !== null) return fail('SignerRevoked');
  return ok({ content: signed.content, signer: { staffId: signed.staffId, name: signed.name } });
};
