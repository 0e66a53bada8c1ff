/**
 * What main and the card service say to each other. Plain data only: buffers cross as Uint8Array with exact backing
 * (never a view of a pool). Every request gets exactly one reply with the same id; events come unasked.
 */

/** PKCS#11 outcomes that mean something to an officer; all else is CardFault with the CKR name for the journal. */
export type CardErrorCode =
  | 'ModuleMissing'
  | 'ModuleBroken'
  | 'ReaderServiceDown'
  | 'CardRemoved'
  | 'NoSuchCard'
  | 'NoSuchKey'
  | 'NotSignedIn'
  /** Somebody is signed in, and the key asks for the PIN again: no news of the login. */
  | 'PinNeeded'
  | 'PinIncorrect'
  | 'PinFinalTry'
  | 'PinBlocked'
  | 'PinLength'
  | 'PinInvalid'
  /** It must be changed before anything opens with it (CKR_PIN_EXPIRED). */
  | 'PinExpired'
  /** Nobody has set one yet (CKR_USER_PIN_NOT_INITIALIZED). */
  | 'PinNotSet'
  /** The officer pressed Cancel at the reader's own keypad, or took too long. */
  | 'PinCancelled'
  | 'PukIncorrect'
  | 'PukBlocked'
  | 'UnblockFailed'
  | 'NotSupported'
  | 'TooLarge'
  | 'DeadlinePassed'
  | 'ServiceCrashed'
  /** Another program has the card for itself alone. */
  | 'CardBusy'
  | 'CardFault';

/** Tries left as PKCS#11 tells them: flags (CKF_USER_PIN_COUNT_LOW, _FINAL_TRY, _LOCKED), and whether a PIN pad is used (CKF_PROTECTED_AUTHENTICATION_PATH). */
export interface TokenFlags {
  readonly pinLow: boolean;
  readonly pinFinalTry: boolean;
  readonly pinLocked: boolean;
  readonly pinPad: boolean;
}

/**
 * A card in a reader. `cardId` names this presence: the same card put in again has another one. A card that cannot be read has neither
 * label nor serial number, and every operation on it is a CardFault.
 */
export interface CardPresence {
  readonly cardId: string;
  readonly reader: string;
  /** Where the module shows several readers by one name: which of them, from 0; absent for the first. */
  readonly nth?: number;
  readonly label: string;
  readonly serial: string;
  readonly minPin: number;
  readonly maxPin: number;
  readonly flags: TokenFlags;
  /** What the token says that it can do, asked once when it came; absent where it does not say, or cannot be read. */
  readonly mechanisms?: readonly CardMechanism[];
}

/**
 * PKCS#11's names, without CKM_, of what a warrant card's keys are used by: signing, decrypting, agreeing on a key. Raw RSA is two, for a
 * token may have it for the one and not for the other.
 */
export const cardMechanisms = [
  'RSA_PKCS',
  'SHA256_RSA_PKCS',
  'ECDSA',
  'ECDSA_SHA256',
  'RSA_PKCS_OAEP',
  'RSA_X_509_SIGN',
  'RSA_X_509_DECRYPT',
  'ECDH1_DERIVE',
  'ECDH1_COFACTOR_DERIVE',
] as const;
export type CardMechanism = (typeof cardMechanisms)[number];

/**
 * A certificate on the card, and whether its private key is there too. keyId is CKA_ID. Before login most modules hide private
 * keys: hasKey is then true (nothing says that it is missing) and pinEachTime false.
 */
export interface CardCertificate {
  readonly keyId: Uint8Array;
  readonly label: string;
  readonly der: Uint8Array;
  readonly hasKey: boolean;
  /** CKA_ALWAYS_AUTHENTICATE: the PIN is asked for each signature (9C). */
  readonly pinEachTime: boolean;
}

export type CardRequest =
  | { readonly op: 'cards' }
  | { readonly op: 'certificates'; readonly cardId: string }
  /** The PIN's bytes are zeroed by the service after use. Empty with pinPad: the reader asks. */
  | { readonly op: 'login'; readonly cardId: string; readonly pin: Uint8Array }
  | { readonly op: 'logout'; readonly cardId: string }
  /**
   * Signature over SHA-256 of data: RSA PKCS#1 v1.5, or ECDSA as DER (RFC 3279). `pin` for keys that ask each time; the card checks it
   * for every key. A wrong one ends the login, as a PIV card does, and the next right one brings it back.
   */
  | { readonly op: 'sign'; readonly cardId: string; readonly keyId: Uint8Array; readonly data: Uint8Array; readonly pin?: Uint8Array }
  /**
   * RSAES-OAEP with SHA-256 and MGF1-SHA-256 (RFC 8017); falls back to raw RSA and unpadding in the service where the module lacks it.
   * `raw`: the block with whatever padding it has, for messages of other programs.
   */
  | { readonly op: 'decrypt'; readonly cardId: string; readonly keyId: Uint8Array; readonly data: Uint8Array; readonly raw?: true }
  /** ECDH with a P-256 point (65 bytes, uncompressed): the 32-byte shared x-coordinate (SP 800-56A §5.7.1.2). */
  | { readonly op: 'derive'; readonly cardId: string; readonly keyId: Uint8Array; readonly point: Uint8Array }
  /** Signed in afterwards only if it was before. Both empty with pinPad. */
  | { readonly op: 'changePin'; readonly cardId: string; readonly oldPin: Uint8Array; readonly newPin: Uint8Array }
  /**
   * A new PIN by the unblocking code, and all tries again. NotSupported, and no try used, where the module has no known way to it;
   * UnblockFailed where it refuses without saying that the code is wrong or blocked.
   */
  | { readonly op: 'unblockPin'; readonly cardId: string; readonly puk: Uint8Array; readonly newPin: Uint8Array };

/** What each operation answers when it works. */
export interface CardReplies {
  readonly cards: readonly CardPresence[];
  readonly certificates: readonly CardCertificate[];
  readonly login: null;
  readonly logout: null;
  readonly sign: Uint8Array;
  readonly decrypt: Uint8Array;
  readonly derive: Uint8Array;
  readonly changePin: null;
  readonly unblockPin: null;
}

export type CardEvent =
  /** The module works: the first word after a start, and after a fault that is over. */
  | { readonly event: 'ready' }
  | { readonly event: 'fault'; readonly code: 'ModuleMissing' | 'ModuleBroken' | 'ReaderServiceDown' }
  /** Its memory has grown by more than a card's work takes: the module leaks. Told once; a fresh process is wanted when that is no loss. */
  | { readonly event: 'worn' }
  /** The whole list after every change, so that a lost event cannot leave a stale card. */
  | { readonly event: 'cards'; readonly cards: readonly CardPresence[] };

export type ToService = { readonly id: number; readonly request: CardRequest };
export type FromService =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly code: CardErrorCode; readonly detail: string; readonly flags?: TokenFlags }
  | CardEvent;

/** No card answers more than this; a longer message is a fault, not data. */
export const MAX_FRAME_BYTES = 1024 * 1024;
