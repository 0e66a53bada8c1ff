import type { signatureErrors } from '../../contracts/ipc/pin.ts';
import type { CardCertificate } from '../../native/protocol/index.ts';
import { CardError, type CardService } from './service.ts';

/** The signature key (9C) of the card in the reader: it asks the PIN for every signature. */
export interface CardSignature {
  /** DER. */
  readonly certificate: Uint8Array;
  /** Over SHA-256 of `data`. Rejects with CardError. `pin` is the caller's to zero. */
  sign(data: Uint8Array, pin: Uint8Array): Promise<Uint8Array>;
}

/** Why the card did not sign. */
export type SignatureRefusal = (typeof signatureErrors)[number];

/**
 * The 9C key of a card. A wrong PIN ends the card's login, so the next signature finds the card signed out: it is then signed in again
 * with the PIN just typed, which also gives the open session its card back. Never more than one try for one wrong PIN.
 */
export const cardSignature = (service: CardService, cardId: string, { keyId, der }: CardCertificate): CardSignature => ({
  certificate: der,
  async sign(data, pin) {
    const once = () => service.sign(cardId, keyId, data, Uint8Array.from(pin));
    try {
      return await once();
    } catch (error) {
      // Said before the PIN reaches the card: no try is used by it.
      if (!(error instanceof CardError) || error.code !== 'NotSignedIn') throw error;
      await service.login(cardId, Uint8Array.from(pin));
      return once();
    }
  },
});

/** What a refusal of the card means to whoever signs. */
export const signatureRefusalOf = (error: unknown): SignatureRefusal => {
  if (!(error instanceof CardError)) return 'CardFault';
  switch (error.code) {
    case 'PinIncorrect':
    case 'PinFinalTry':
    case 'PinBlocked':
    case 'PinLength':
    case 'PinExpired':
    case 'PinCancelled':
    case 'CardRemoved':
      return error.code;
    case 'PinInvalid':
      return 'PinLength';
    case 'NoSuchCard':
      return 'CardRemoved';
    case 'NoSuchKey':
      return 'NoSignatureKey';
    default:
      return 'CardFault';
  }
};
