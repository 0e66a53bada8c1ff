import { PkiError, readProtectedMail, sealMail } from '../../../../pki/index.ts';
import type { TrustMaterial } from '../../../device/trust/trust.ts';
import type { Reason } from '../reasons.ts';
import { findRecipient, type KnownCertificates } from '../smime/recipients.ts';
import { type Letter, recipientsOf } from './compose.ts';
import { type HeaderProtection, payloadOf, sealedEntity, signedEntity, withContent } from './protected.ts';

/** What letters are encrypted with. */
export interface Encryption {
  /** The sender's own certificate (9D), DER: what was sent can be read again. */
  readonly own: Uint8Array;
  readonly trust: () => Pick<TrustMaterial, 'anchors' | 'intermediates' | 'crls'>;
  readonly known: (addresses: readonly string[]) => Promise<readonly KnownCertificates[]>;
  readonly now: () => Date;
}

export type ProtectedLetter =
  | { readonly kind: 'message'; readonly message: Uint8Array }
  | { readonly kind: 'refused'; readonly reason: Reason; readonly words?: string };

/** Whether the fields of a letter's header are also encrypted with it. */
export const headerProtectionOf = ({ encrypt }: Pick<Letter, 'encrypt'>): HeaderProtection => (encrypt === true ? 'cipher' : 'clear');

/**
 * A written letter with the protection that its writer chose: signed, then encrypted to everybody to whom it goes and to its sender
 * (AES-256-GCM). It is refused, and never goes out with less: where a signature is over other words, and where somebody has no certificate
 * that holds now. Encrypted anew each time, since a card may be revoked between two tries.
 */
export const protectLetter = async (letter: Letter, message: Uint8Array, encryption: Encryption | undefined): Promise<ProtectedLetter> => {
  const { signed, encrypt } = letter;
  if (signed === undefined && encrypt !== true) return { kind: 'message', message };
  const payload = payloadOf(message, headerProtectionOf(letter));
  const signature = signed && new Uint8Array(Buffer.from(signed.cms, 'base64'));
  if (signature !== undefined && !isOver(signature, payload)) return { kind: 'refused', reason: 'SignatureStale' };
  const entity = signature === undefined ? payload : await signedEntity(payload, signature);
  if (encrypt !== true) return { kind: 'message', message: withContent(message, entity) };
  // Who may open an envelope stands on it, for everybody to see.
  if (letter.bcc.length > 0) return { kind: 'refused', reason: 'EncryptedBlindCopy' };
  if (encryption === undefined) return { kind: 'refused', reason: 'NotEncrypted' };
  const found = (await encryption.known(recipientsOf(letter))).map((known) => findRecipient(known, encryption.trust(), encryption.now()));
  const certificates = found.flatMap((one) => (one.state === 'ready' ? [one.certificate] : []));
  const without = found.flatMap(({ address, state }) => (state === 'ready' ? [] : [`${address} (${whyNot[state]})`]));
  if (without.length > 0) return { kind: 'refused', reason: 'NotEncrypted', words: without.join(', ') };
  const envelope = await sealed(entity, [encryption.own, ...certificates]);
  if (envelope === undefined) return { kind: 'refused', reason: 'NotEncrypted' };
  return { kind: 'message', message: withContent(message, await sealedEntity(envelope)) };
};

/** Undefined where a certificate cannot be encrypted to: tried again it would be no other. */
const sealed = async (entity: Uint8Array, certificates: readonly Uint8Array[]): Promise<Uint8Array | undefined> => {
  try {
    return await sealMail(entity, certificates);
  } catch (error) {
    if (error instanceof PkiError) return undefined;
    throw error;
  }
};

const whyNot = {
  none: 'no certificate',
  revoked: 'card revoked',
  expired: 'card out of date',
  revocationUnknown: 'not known whether the card was revoked',
  untrusted: 'no certificate of this force',
} as const;

/** The card's signature is over exactly this content. */
const isOver = (signature: Uint8Array, payload: Uint8Array): boolean => {
  try {
    const read = readProtectedMail(signature, [payload], []);
    return read.kind === 'signed' && read.signatures.length > 0 && read.signatures.every(({ integrity }) => integrity === 'intact');
  } catch (error) {
    if (error instanceof PkiError) return false;
    throw error;
  }
};
