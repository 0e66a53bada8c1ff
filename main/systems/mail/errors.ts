/**
 * Why the force's mail could not be asked. Unreachable: no link, or it broke. Untrusted: the server is not HQ's.
 * Refused: HQ does not take this certificate. FolderGone: no such folder any more.
 */
export type MailErrorCode = 'Unreachable' | 'Untrusted' | 'Refused' | 'FolderGone';

export class MailError extends Error {
  readonly code: MailErrorCode;
  constructor(code: MailErrorCode, cause?: unknown) {
    super(code, { cause });
    this.name = 'MailError';
    this.code = code;
  }
}

/** Whatever breaks below becomes one of our codes; the cause stays attached and is never logged. */
export const asMailError = async <Value>(work: () => Promise<Value>): Promise<Value> => {
  try {
    return await work();
  } catch (error) {
    throw error instanceof MailError ? error : new MailError('Unreachable', error);
  }
};
