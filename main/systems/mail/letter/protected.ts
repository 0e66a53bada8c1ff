import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

/** Whether the header of a protected message says that its fields were also encrypted (RFC 9788 §2.1.1). */
export type HeaderProtection = 'clear' | 'cipher';

/**
 * The part of a message that is signed and encrypted: its body with the header fields of its content, and all other fields once more, so that
 * who, whom, when and what about are under the signature (RFC 9788). The same bytes for the same message.
 */
export const payloadOf = (message: Uint8Array, how: HeaderProtection): Uint8Array => {
  const { content, others, body } = split(message);
  const marked = content.map((field) => (/^content-type:/i.test(field) ? `${field};\r\n hp="${how}"` : field));
  // What stood outside of the encryption is written inside, too: a reader can tell what was added on the way (RFC 9788 §2.2).
  const outside = how === 'cipher' ? others.map((field) => `HP-Outer: ${field}`) : [];
  return joined([...marked, ...others, ...outside], body);
};

/** The payload with its signature (CMS, DER) as one entity (RFC 8551 §3.5.3). */
export const signedEntity = async (payload: Uint8Array, signature: Uint8Array): Promise<Uint8Array> => {
  // Made of what it stands around: it cannot stand in it.
  const boundary = `----=_signed_${createHash('sha256').update(payload).digest('hex').slice(0, 32)}`;
  const type = `Content-Type: multipart/signed; protocol="application/pkcs7-signature";\r\n micalg=sha-256; boundary="${boundary}"`;
  const attached = joined(fieldsOf('application/pkcs7-signature; name="smime.p7s"', 'smime.p7s'), await lines(signature));
  const between = `\r\n--${boundary}\r\n`;
  return joined([type], Buffer.concat([ascii(between.slice(2)), payload, ascii(between), attached, ascii(`\r\n--${boundary}--\r\n`)]));
};

/** What is encrypted (CMS AuthEnvelopedData, DER) as one entity (RFC 8551 §3.4). */
export const sealedEntity = async (envelope: Uint8Array): Promise<Uint8Array> =>
  joined(fieldsOf('application/pkcs7-mime; smime-type=authEnveloped-data; name="smime.p7m"', 'smime.p7m'), await lines(envelope));

/** The message with another content: its own fields stay, and the entity's take the place of those of its content. */
export const withContent = (message: Uint8Array, entity: Uint8Array): Uint8Array => {
  const { content, body } = split(entity);
  return joined([...split(message).others, 'MIME-Version: 1.0', ...content], body);
};

interface Split {
  /** Fields of the content, each without its last line end. */
  readonly content: readonly string[];
  /** All others but MIME-Version. */
  readonly others: readonly string[];
  readonly body: Uint8Array;
}

const CRLF = Uint8Array.of(0x0d, 0x0a);
const END = Buffer.from('\r\n\r\n');

/** Of a message that this program wrote: CRLF, and a header. */
const split = (message: Uint8Array): Split => {
  const bytes = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  const end = bytes.indexOf(END);
  if (end < 0) throw new TypeError('a message has a header and a body');
  // A line that begins with white space goes on with the one before it (RFC 5322 §2.2.3).
  const fields = bytes.toString('latin1', 0, end).split(/\r\n(?![ \t])/);
  return {
    content: fields.filter(isContent),
    others: fields.filter((field) => !isContent(field) && !/^mime-version:/i.test(field)),
    body: message.subarray(end + END.length),
  };
};

const isContent = (field: string): boolean => /^content-/i.test(field);

const joined = (fields: readonly string[], body: Uint8Array): Uint8Array => {
  const header = ascii(`${fields.join('\r\n')}\r\n\r\n`);
  const whole = new Uint8Array(header.length + body.length);
  whole.set(header);
  whole.set(body, header.length);
  return whole;
};

const ascii = (text: string): Uint8Array => Buffer.from(text, 'latin1');

const fieldsOf = (type: string, name: string): readonly string[] => [
  `Content-Type: ${type}`,
  'Content-Transfer-Encoding: base64',
  `Content-Disposition: attachment; filename="${name}"`,
];

/** Of a line of base64 (RFC 2045 §6.8), and of the bytes in it. */
const LINE = 76;
const LINE_BYTES = 57;
/** Encoded in one turn: main has others to serve while a letter of 25 MB is written. */
const TURN_BYTES = LINE_BYTES * 8192;

/** Base64 in lines. */
const lines = async (der: Uint8Array): Promise<Uint8Array> => {
  const bytes = Buffer.from(der.buffer, der.byteOffset, der.byteLength);
  const out = new Uint8Array(Math.ceil(der.length / 3) * 4 + Math.ceil(der.length / LINE_BYTES) * 2);
  let at = 0;
  for (let from = 0; from < bytes.length; from += TURN_BYTES) {
    if (from > 0) await setImmediate();
    const text = ascii(bytes.toString('base64', from, from + TURN_BYTES));
    for (let start = 0; start < text.length; start += LINE) {
      const line = text.subarray(start, start + LINE);
      out.set(line, at);
      out.set(CRLF, at + line.length);
      at += line.length + CRLF.length;
    }
  }
  return out;
};
