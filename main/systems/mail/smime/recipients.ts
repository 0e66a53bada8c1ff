import type { RecipientState } from '../../../../contracts/domain/mail.ts';
import { type CertificateInfo, type PathFault, PkiError, type PurposeContext, parseCertificate, verifyFor } from '../../../../pki/index.ts';
import { speaksFor } from './addresses.ts';

/** Whether a letter can be encrypted to an address, and to which certificate (DER): there is one where it is `ready`, and nowhere else. */
export type MailRecipient =
  | { readonly address: string; readonly state: 'ready'; readonly certificate: Uint8Array }
  | { readonly address: string; readonly state: Exclude<RecipientState, 'ready'> };

/** What was heard of that an address's mail may be encrypted to, DER: nothing of it is trusted. */
export interface KnownCertificates {
  readonly address: string;
  readonly certificates: readonly Uint8Array[];
}

/**
 * The newest certificate of the address that holds now: the key management certificate (9D) of a warrant card of this force that names it,
 * with revocation. Where none does, what is wrong with the newest of those that name it. Never throws on hostile input.
 */
export const findRecipient = (
  { address, certificates }: KnownCertificates,
  trust: Pick<PurposeContext, 'anchors' | 'intermediates' | 'crls'>,
  at: Date,
): MailRecipient => {
  const theirs = certificates
    .flatMap((der) => readable(der))
    .filter(({ info }) => speaksFor(info.mailAddresses, [address]))
    .sort((a, b) => b.info.notBefore.getTime() - a.info.notBefore.getTime());
  const judged = theirs.map(({ der, info }): MailRecipient => {
    // No card of the force's has another key than the envelope takes (sealMail).
    if (info.publicKey.kind === 'other') return { address, state: 'untrusted' };
    const path = verifyFor('cardKeyManagement', der, { ...trust, at });
    return path.ok ? { address, state: 'ready', certificate: der } : { address, state: stateOf[path.code] ?? 'untrusted' };
  });
  return judged.find(({ state }) => state === 'ready') ?? judged[0] ?? { address, state: 'none' };
};

const readable = (der: Uint8Array): readonly { readonly der: Uint8Array; readonly info: CertificateInfo }[] => {
  try {
    return [{ der, info: parseCertificate(der) }];
  } catch (error) {
    if (error instanceof PkiError) return [];
    throw error;
  }
};

const stateOf: Partial<Record<PathFault, Exclude<RecipientState, 'ready' | 'none'>>> = {
  Revoked: 'revoked',
  Expired: 'expired',
  RevocationUnknown: 'revocationUnknown',
  RevocationStale: 'revocationUnknown',
};
