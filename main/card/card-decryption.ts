import { fail, ok, type Result } from '../../contracts/result.ts';
import type { CardCertificate } from '../../native/protocol/index.ts';
import { type OpenedEnvelope, openAnyEnvelope, PkiError, type RecipientKey } from '../../pki/index.ts';
import { LockedError } from '../platform/ipc/locked.ts';
import { CardError, type CardService } from './service.ts';

/**
 * Why the card did not open an envelope. `PinNeeded`: the card asks for the PIN again, which signing in anew gives it. `CardFault` also
 * stands for an encrypted key that was damaged: many modules do not tell the two apart.
 */
export type DecryptionRefusal =
  | 'NotARecipient'
  | 'Tampered'
  | 'Malformed'
  | 'UnsupportedAlgorithm'
  | 'PinNeeded'
  | 'CardRemoved'
  | 'CardFault';

type KeyManagement = Pick<CardService, 'decrypt' | 'derive'>;

/** The key management key (9D) of the officer's card. */
export interface CardDecryption {
  /** DER: what is for this officer's eyes is sealed to it. */
  readonly certificate: Uint8Array;
  /**
   * Opens a CMS message sealed to the certificate: AuthEnvelopedData, or EnvelopedData, which then says that it is not authenticated. The
   * content is the caller's to zero. Rejects with LockedError once the work is closed, also while the card is at it.
   */
  open(envelope: Uint8Array): Promise<Result<OpenedEnvelope, DecryptionRefusal>>;
}

/** The 9D key of a card that somebody is signed in to. `closed` aborts with the work: what comes later is zeroed and given to nobody. */
export const cardDecryption = (
  service: KeyManagement,
  cardId: string,
  certificate: CardCertificate,
  closed: AbortSignal,
): CardDecryption => ({
  certificate: certificate.der,
  async open(envelope) {
    if (closed.aborted) throw new LockedError();
    const opening = answered(openAnyEnvelope(envelope, keyManagementKey(service, cardId, certificate)));
    const lock = Promise.withResolvers<never>();
    const onLock = (): void => {
      void opening.then(
        (late) => late.ok && late.value.content.fill(0),
        () => undefined,
      );
      lock.reject(new LockedError());
    };
    closed.addEventListener('abort', onLock, { once: true });
    try {
      return await Promise.race([opening, lock.promise]);
    } finally {
      closed.removeEventListener('abort', onLock);
    }
  },
});

/** The same key for messages of other programs, whose padding and curves are theirs. What it answers is the caller's to zero. */
export interface CardMailKey {
  /** DER. */
  readonly certificate: Uint8Array;
  decryptRaw(ciphertext: Uint8Array): Promise<Uint8Array>;
  derive(point: Uint8Array): Promise<Uint8Array>;
}

export const cardMailKey = (
  service: Pick<CardService, 'decryptRaw' | 'derive'>,
  cardId: string,
  { der, keyId }: CardCertificate,
): CardMailKey => ({
  certificate: der,
  decryptRaw: (ciphertext) => service.decryptRaw(cardId, keyId, ciphertext),
  derive: (point) => service.derive(cardId, keyId, point),
});

/** The card's key management key (9D) as pki wants a recipient's key. */
export const keyManagementKey = (service: KeyManagement, cardId: string, { der, keyId }: CardCertificate): RecipientKey => ({
  certificate: der,
  decrypt: (ciphertext) => service.decrypt(cardId, keyId, ciphertext),
  derive: (point) => service.derive(cardId, keyId, point),
});

const answered = async (opening: Promise<OpenedEnvelope>): Promise<Result<OpenedEnvelope, DecryptionRefusal>> => {
  try {
    return ok(await opening);
  } catch (error) {
    if (error instanceof PkiError) return fail(refusalOfEnvelope(error.code));
    if (error instanceof CardError) return fail(refusalOfCard(error.code));
    throw error;
  }
};

const refusalOfEnvelope = (code: PkiError['code']): DecryptionRefusal =>
  code === 'NotARecipient' || code === 'Tampered' || code === 'UnsupportedAlgorithm' ? code : 'Malformed';

const refusalOfCard = (code: CardError['code']): DecryptionRefusal => {
  switch (code) {
    case 'PinNeeded':
    case 'NotSignedIn':
      return 'PinNeeded';
    case 'CardRemoved':
    case 'NoSuchCard':
      return 'CardRemoved';
    default:
      return 'CardFault';
  }
};
