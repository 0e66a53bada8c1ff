import type { CardErrorCode, TokenFlags } from '../protocol/index.ts';

/** A refusal inside the module thread: crosses to the program as `{ok: false, code, detail, flags}`. */
export class CardFailure extends Error {
  readonly code: CardErrorCode;
  /** A CKR name or a cause in words; never data. */
  readonly detail: string;
  readonly flags: TokenFlags | undefined;

  constructor(code: CardErrorCode, detail = '', flags?: TokenFlags) {
    super(`${code} ${detail}`);
    this.name = 'CardFailure';
    this.code = code;
    this.detail = detail;
    this.flags = flags;
  }
}

/** What PKCS#11 return values (v2.40, 5.1) mean to an officer; all others are CardFault. */
const CODES: Readonly<Record<string, CardErrorCode>> = {
  CKR_DEVICE_REMOVED: 'CardRemoved',
  CKR_TOKEN_NOT_PRESENT: 'CardRemoved',
  // Our own sessions stay open while the card is in: one that is invalid went with its card.
  CKR_SESSION_HANDLE_INVALID: 'CardRemoved',
  CKR_SESSION_CLOSED: 'CardRemoved',
  CKR_SLOT_ID_INVALID: 'CardRemoved',
  CKR_PIN_INCORRECT: 'PinIncorrect',
  CKR_PIN_LOCKED: 'PinBlocked',
  CKR_PIN_LEN_RANGE: 'PinLength',
  CKR_PIN_INVALID: 'PinInvalid',
  CKR_PIN_EXPIRED: 'PinExpired',
  CKR_USER_PIN_NOT_INITIALIZED: 'PinNotSet',
  CKR_FUNCTION_CANCELED: 'PinCancelled',
  CKR_TOKEN_WRITE_PROTECTED: 'NotSupported',
  CKR_USER_NOT_LOGGED_IN: 'NotSignedIn',
  CKR_FUNCTION_NOT_SUPPORTED: 'NotSupported',
  CKR_USER_TYPE_INVALID: 'NotSupported',
  CKR_MECHANISM_INVALID: 'NotSupported',
  CKR_MECHANISM_PARAM_INVALID: 'NotSupported',
  CKR_KEY_FUNCTION_NOT_PERMITTED: 'NotSupported',
  CKR_KEY_TYPE_INCONSISTENT: 'NotSupported',
};

/** The CKR name of an error from pkcs11js (some of its calls wrap it, some do not), or `unknown`. */
export function reasonOf(error: unknown): string {
  return (error instanceof Error && /\bCKR_\w+/.exec(error.message)?.[0]) || 'unknown';
}

export function asFailure(error: unknown): CardFailure {
  if (error instanceof CardFailure) return error;
  const reason = reasonOf(error);
  return new CardFailure(CODES[reason] ?? 'CardFault', reason);
}

/** How modules say that they have no such mechanism after all, or not with these parameters. */
const NOT_HERE = ['CKR_MECHANISM_INVALID', 'CKR_MECHANISM_PARAM_INVALID', 'CKR_ARGUMENTS_BAD', 'CKR_FUNCTION_NOT_SUPPORTED'];

export function isNotHere(error: unknown): boolean {
  return !(error instanceof CardFailure) && NOT_HERE.includes(reasonOf(error));
}
