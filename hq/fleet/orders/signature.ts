import type { OrderSummary } from '../../../contracts/hq/fleet.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { readCardSigned } from '../../../pki/index.ts';
import type { Trust } from '../../authority/trust.ts';
import type { OrderFault } from '../fault.ts';

/** What a warrant card signed, and whose card it was. */
export interface SignedContent {
  readonly content: Uint8Array;
  readonly signer: OrderSummary['signers'][number];
}

/**
 * Checks one signature of an order (CMS SignedData, DER): by a warrant card's signature key (9C) under the officer authority, unrevoked,
 * of this force. Never throws on hostile input.
 */
export const readSignature = async (
  parts: { readonly trust: Trust; readonly force: string },
  der: Uint8Array,
  at: Date,
): Promise<Result<SignedContent, OrderFault>> => {
  const { trust, force } = parts;
  const signed = readCardSigned(der, { ...(await trust.material(at, ['officer'])), at });
  if (!signed.ok) return fail(signed.code === 'NotASigner' ? 'SignerUntrusted' : signed.code);
  if (signed.force !== force) return fail('SignerUntrusted');
  return ok({ content: signed.content, signer: { staffId: signed.staffId, name: signed.name } });
};
