import type { OrderSummary } from '../../../contracts/hq/fleet.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { type CmsFault, parseCertificate, verifyCms } from '../../../pki/index.ts';
import type { Trust } from '../../authority/trust.ts';
import type { OrderFault } from '../fault.ts';

/** What a warrant card signed, and whose card it was. */
export interface SignedContent {
  readonly content: Uint8Array;
  readonly signer: OrderSummary['signers'][number];
}

/**
 * Checks one signature of an order (CMS SignedData, DER): by a warrant card's signature key (9C) under the officer authority, unrevoked. Never throws on hostile input.
 */
export const readSignature = async (
  parts: { readonly trust: Trust; readonly force: string },
  der: Uint8Array,
  at: Date,
): Promise<Result<SignedContent, OrderFault>> => {
  const { trust, force } = parts;
  const checked = verifyCms(der, { ...(await trust.material(at, ['officer'])), purpose: 'cardSignature', at });
  if (!checked.ok) return fail(faultOf(checked.code));
  const { userId, commonName, organization } = parseCertificate(checked.signer).subject;
  if (organization !== force) return fail('SignerUntrusted');
  if (userId === undefined || commonName === undefined) return fail('SignerUntrusted');
  return ok({ content: checked.content, signer: { staffId: userId, name: commonName } });
};

const faultOf = (fault: CmsFault): OrderFault => {
  switch (fault) {
    case 'Malformed':
    case 'WrongContentType':
    case 'SignerMissing':
      return 'Malformed';
    case 'BadSignature':
      return 'BadSignature';
    case 'Revoked':
      return 'SignerRevoked';
    case 'RevocationUnknown':
    case 'RevocationStale':
      return 'RevocationUnknown';
    default:
      return 'SignerUntrusted';
  }
};
