import { messageIdText } from '../../../contracts/domain/mail.ts';

/** Header fields of a message stand in its first bytes; relays' traces before them take some thousand. */
const HEADER_BYTES = 64 * 1024;
const FIELD = /^message-id:[ \t]{0,20}(?:\r?\n[ \t]{1,20})?(<[!-;=?-~]{1,996}>)/im;

/** A field with the lines that go on with it. */
const REFERENCES = /^references:((?:[^\n]|\n[ \t])*)/im;
const IN_REPLY_TO = /^in-reply-to:((?:[^\n]|\n[ \t])*)/im;
const ID = /<[!-;=?-~]{1,996}>/g;
const MOST_REFERENCES = 100;

/** What the message is called by all servers, with its angle brackets; undefined where its header says nothing of the kind. `raw`: it, or its header fields. */
export const messageIdIn = (raw: Uint8Array): string | undefined => {
  return messageIdText.safeParse(FIELD.exec(headerOf(raw))?.[1]).data;
};

/**
 * What a message names as what it answers, the oldest first (RFC 5322 §3.6.4): its References, then its In-Reply-To where that is none of
 * them. Of more than MOST_REFERENCES the first and the last: each is the answer to the one before it.
 */
export const referencesIn = (raw: Uint8Array): readonly string[] => {
  const header = headerOf(raw);
  const named = [REFERENCES, IN_REPLY_TO].flatMap((field) => [...(field.exec(header)?.[1] ?? '').matchAll(ID)].map(([id]) => id));
  const all = [...new Set(named)].filter((id) => messageIdText.safeParse(id).success);
  return all.length <= MOST_REFERENCES ? all : [...all.slice(0, 1), ...all.slice(1 - MOST_REFERENCES)];
};

const headerOf = (raw: Uint8Array): string => {
  const text = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, HEADER_BYTES)).toString('latin1');
  const end = text.search(/\r?\n\r?\n/);
  return end < 0 ? text : text.slice(0, end + 1);
};
