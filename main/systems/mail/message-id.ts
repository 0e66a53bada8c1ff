import { messageIdText } from '../../../contracts/domain/mail.ts';

/** Header fields of a message stand in its first bytes; relays' traces before them take some thousand. */
const HEADER_BYTES = 64 * 1024;
const FIELD = /^message-id:[ \t]{0,20}(?:\r?\n[ \t]{1,20})?(<[!-;=?-~]{1,996}>)/im;

/** What the message is called by all servers, with its angle brackets; undefined where its header says nothing of the kind. `raw`: it, or its header fields. */
export const messageIdIn = (raw: Uint8Array): string | undefined => {
  const text = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, HEADER_BYTES)).toString('latin1');
  const end = text.search(/\r?\n\r?\n/);
  return messageIdText.safeParse(FIELD.exec(end < 0 ? text : text.slice(0, end + 1))?.[1]).data;
};
