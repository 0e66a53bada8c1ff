/** Why a certificate is refused. Closed: every switch over it ends in a never-check, and each code has its words in explain.ts. */
export const pathFaults = [
  'Malformed',
  'UntrustedAnchor',
  'BadSignature',
  'NameChaining',
  'NotCa',
  'PathTooLong',
  'PathLength',
  'KeyUsage',
  'ExtendedKeyUsage',
  'Expired',
  'NotYetValid',
  'Revoked',
  'RevocationUnknown',
  'RevocationStale',
  'WeakKey',
  'WeakHash',
  'UnknownCriticalExtension',
  'NameConstraints',
  'Policy',
] as const;

export type PathFault = (typeof pathFaults)[number];

/** Why a signed message is refused: its signer's certificate is, or the message itself. */
export type CmsFault = PathFault | 'WrongContentType' | 'SignerMissing';

/** Why an envelope does not open. `Tampered` also stands for a key that does not fit: the two cannot be told apart. */
export type EnvelopeFault = 'Malformed' | 'NotARecipient' | 'Tampered' | 'UnsupportedAlgorithm';

/**
 * Thrown inside the room; at its walls `verifyFor` and `verifyCms` turn it into a value. The message holds no name, no key and no
 * content: it may be logged.
 */
export class PkiError<Code extends CmsFault | EnvelopeFault = CmsFault | EnvelopeFault> extends Error {
  readonly code: Code;

  constructor(code: Code, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PkiError';
    this.code = code;
  }
}

/** The refusal at the wall of the room. `detail` may be logged, as a PkiError's message. */
export interface Refusal<Code extends string> {
  readonly ok: false;
  readonly code: Code;
  readonly detail: string;
}

/** Runs a check and turns a PkiError with one of these codes into a refusal; everything else is thrown on. */
export function refusing<Value, Code extends CmsFault>(codes: readonly Code[], check: () => Value): Value | Refusal<Code> {
  try {
    return check();
  } catch (error) {
    const code = error instanceof PkiError ? codes.find((known) => known === error.code) : undefined;
    if (code === undefined || !(error instanceof PkiError)) throw error;
    return { ok: false, code, detail: error.message };
  }
}
