import type { ImapFlow } from 'imapflow';
import { cleanLine } from '../text.ts';

/** The server's NO to a command: its response code (RFC 5530) where it gave one, and its words, cut and cleaned. */
export interface Refusal {
  readonly code: string | undefined;
  readonly words: string;
}

/** imapflow, which keeps to itself why a server said NO, with the last NO kept. */
export interface RefusingImapFlow extends ImapFlow {
  refusal: Refusal | undefined;
}

/** Words of a server for a person: a line. */
const WORDS_LENGTH = 200;

/** Of an error of imapflow's: undefined when it is no NO. */
export const refusalIn = (error: unknown): Refusal | undefined => {
  if (!(error instanceof Error) || !('responseStatus' in error) || error.responseStatus !== 'NO') return undefined;
  const { response, responseText } = error as { response?: Response; responseText?: unknown };
  const code = typeof response === 'object' ? response.attributes?.[0]?.section?.[0]?.value : undefined;
  return {
    code: typeof code === 'string' && /^[A-Z-]{1,40}$/i.test(code) ? code.toUpperCase() : undefined,
    words: cleanLine(typeof responseText === 'string' ? responseText : '', WORDS_LENGTH),
  };
};

interface Response {
  readonly attributes?: readonly { readonly section?: readonly { readonly value?: unknown }[] }[];
}
