import { cleanLine, cutText, printable } from '../text.ts';
import { INDEXED_LENGTH, type OpenedMessage, PREVIEW_LENGTH } from './messages.ts';

/** Looked through for the end of the header. */
const HEADER_BYTES = 1024 * 1024;
/** A few screens of words: what is left of a message that cannot be read. */
const SHOWN_LENGTH = 64 * 1024;

/** The last resort for a message that cannot be read: what follows its header, as if it were text. */
export const beginningOf = (raw: Uint8Array): OpenedMessage => {
  const whole = Buffer.from(raw.subarray(0, HEADER_BYTES)).toString('utf8');
  const headerEnd = /\r?\n\r?\n/.exec(whole);
  const body = headerEnd === null ? whole : whole.slice(headerEnd.index + headerEnd[0].length);
  const text = printable(body, SHOWN_LENGTH);
  return {
    ...{ layers: [], protectedSubject: undefined, encryptTo: [] },
    ...{ authors: [], to: [], cc: [], replyTo: [], parts: [], text, words: cutText(text, INDEXED_LENGTH) },
    ...{
      marking: undefined,
      hasHtml: false,
      remoteContentBlocked: false,
      damaged: true,
      cut: body.length > SHOWN_LENGTH || raw.byteLength > HEADER_BYTES,
    },
    preview: cleanLine(text, PREVIEW_LENGTH),
  };
};
