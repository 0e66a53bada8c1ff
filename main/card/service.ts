import type { CardCertificate, CardErrorCode, CardPresence, TokenFlags } from '../../native/protocol/index.ts';

/** The card as the rest of main sees it. Every call has a deadline and may reject with CardError. */
export interface CardService {
  /** The cards now in readers; the last list the service told. */
  readonly cards: readonly CardPresence[];
  /** Why no card can be seen at all, if so. */
  readonly fault: 'ModuleMissing' | 'ModuleBroken' | 'ReaderServiceDown' | undefined;
  /** Called with every change of `cards` or `fault`; returns the way to stop. */
  onChange(listener: () => void): () => void;
  certificates(cardId: string): Promise<readonly CardCertificate[]>;
  /** Zeroes `pin` before it returns, whatever happens. Never tries twice. */
  login(cardId: string, pin: Uint8Array): Promise<void>;
  logout(cardId: string): Promise<void>;
  sign(cardId: string, keyId: Uint8Array, data: Uint8Array, pin?: Uint8Array): Promise<Uint8Array>;
  decrypt(cardId: string, keyId: Uint8Array, data: Uint8Array): Promise<Uint8Array>;
  /** RSA alone: the block with its padding, to be zeroed by the caller. */
  decryptRaw(cardId: string, keyId: Uint8Array, data: Uint8Array): Promise<Uint8Array>;
  derive(cardId: string, keyId: Uint8Array, point: Uint8Array): Promise<Uint8Array>;
  /** Zeroes both. Costs a try when `oldPin` is wrong, and then ends the login. */
  changePin(cardId: string, oldPin: Uint8Array, newPin: Uint8Array): Promise<void>;
  /** Zeroes both. A new PIN by the unblocking code; NotSupported where the card's module has no way to it. */
  unblockPin(cardId: string, puk: Uint8Array, newPin: Uint8Array): Promise<void>;
  /**
   * Called when a login has ended for good by wrong PINs: the card is asked to use a key and refuses, or a PIN that is given for something
   * else blocks it. Returns the way to stop.
   */
  onSignedOut(listener: (cardId: string) => void): () => void;
  /**
   * Puts a fresh process in the place of one that a PIN has passed through, or that has grown too large: its memory, with copies that
   * nobody can zero, goes with it. Cards keep their names, a login does not last: call it when no work is open. When a PIN is given
   * after the call, nothing is replaced. Resolves when it is done or was not needed; never rejects.
   */
  renew(): Promise<void>;
  close(): Promise<void>;
}

/** A refusal by card, module or service. `detail` is a CKR name or a cause for the journal; it never holds data. */
export class CardError extends Error {
  readonly code: CardErrorCode;
  readonly flags: TokenFlags | undefined;
  constructor(code: CardErrorCode, detail = '', flags?: TokenFlags) {
    super(`${code}${detail ? ` (${detail})` : ''}`);
    this.name = 'CardError';
    this.code = code;
    this.flags = flags;
  }
}
