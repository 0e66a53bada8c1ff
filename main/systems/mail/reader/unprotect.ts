import type { ProtectionLayer } from '../../../../contracts/domain/mail-protection.ts';
import { parseDate } from '../mime/date.ts';
import { type Entity, fieldOf, parseEntity, TooManyEntities } from '../mime/entity.ts';
import { addressesOf, textOf, wordsOf } from '../mime/fields.ts';
import { decodeTransfer } from '../mime/transfer.ts';
import { type ReadMessage, readMessage } from '../read.ts';
import { isProtected, type SmimeEntity } from '../smime/entity.ts';
import { openSmime, type SmimeOptions } from '../smime/open.ts';
import { cleanLine, SUBJECT_LENGTH } from '../text.ts';

/** What protection is judged and opened by. */
export type Unprotecting = Pick<SmimeOptions, 'trust' | 'at' | 'keys' | 'shownAt'>;

/** A message out of whatever protects it. */
export interface UnprotectedMessage extends ReadMessage {
  /** The outermost first; none for a message without protection. */
  readonly layers: readonly ProtectionLayer[];
  /** That its sender protected with the words (RFC 9788); the header's own may be another. */
  readonly protectedSubject: string | undefined;
  /** What answers can be encrypted to (smime/open.ts). */
  readonly encryptTo: readonly Uint8Array[];
}

/** Of one header; more are nobody's. */
const AUTHORS = 100;

/**
 * Reads a message, opening what protects it by S/MIME (RFC 8551). What is inside is read alone, with the header of the message around it:
 * nothing that stands beside an encrypted part is joined to it. Where the card gives nothing, the message stays closed.
 */
export const readUnprotected = async (raw: Uint8Array, unprotecting: Unprotecting): Promise<UnprotectedMessage> => {
  const bytes = Uint8Array.from(raw);
  const message = entityOf(bytes);
  const smime = message && smimeEntityOf(message);
  if (message === undefined || smime === undefined || !isProtected(smime))
    return { ...readMessage(bytes), layers: [], protectedSubject: undefined, encryptTo: [] };
  const options: SmimeOptions = {
    ...unprotecting,
    from: addressesOf(
      message.fields.filter(({ name }) => name === 'from'),
      AUTHORS,
    ).map(({ address }) => address),
    sentAt: parseDate(textOf(fieldOf(message, 'date'))),
    entityOf: (inner) => {
      const entity = entityOf(Uint8Array.from(inner));
      return entity && smimeEntityOf(entity);
    },
  };
  const opened = await openSmime(smime, options).catch(() => openSmime(smime, { ...options, keys: undefined }));
  const { layers, content, plainTextOnly, encryptTo } = opened;
  const header = readMessage(headerOf(message));
  // What is encrypted and stays so is no file to open; a signed envelope that cannot be read may be one for another program.
  if (content === undefined)
    return { ...header, parts: isClosed(layers) ? [] : readMessage(bytes).parts, layers, protectedSubject: undefined, encryptTo };
  const inside = Uint8Array.from(content);
  const { authors, to, cc, replyTo } = header;
  const read = readMessage(inside);
  return {
    ...{ ...read, authors, to, cc, replyTo, layers, protectedSubject: protectedSubjectOf(inside), encryptTo },
    html: plainTextOnly ? undefined : read.html,
    // What no HTML shows is listed.
    parts: plainTextOnly ? read.parts.map((part) => ({ ...part, related: false })) : read.parts,
  };
};

const isClosed = (layers: readonly ProtectionLayer[]): boolean => layers.some(({ kind }) => kind === 'encrypted');

const entityOf = (bytes: Uint8Array<ArrayBuffer>): Entity | undefined => {
  try {
    return parseEntity(bytes);
  } catch (error) {
    if (error instanceof TooManyEntities) return undefined;
    throw error;
  }
};

const smimeEntityOf = ({ type, parameters, filename, body, encoding, children }: Entity): SmimeEntity => ({
  type,
  parameters: filename === undefined ? parameters : new Map([...parameters, ['name', filename]]),
  body: type.startsWith('multipart/') ? new Uint8Array() : decodeTransfer(body, encoding),
  parts: children.map((child) => ({ type: child.type, raw: child.whole, body: decodeTransfer(child.body, child.encoding) })),
});

/** The message's header alone. */
const headerOf = ({ whole, body }: Entity): Uint8Array => whole.subarray(0, whole.byteLength - body.byteLength);

/** RFC 9788 §2.1.1, and the draft before it. */
const protectedSubjectOf = (inside: Uint8Array<ArrayBuffer>): string | undefined => {
  const entity = entityOf(inside);
  const marks = entity?.parameters.has('hp') === true || entity?.parameters.get('protected-headers') === 'v1';
  const subject = entity === undefined || !marks ? undefined : fieldOf(entity, 'subject');
  return subject === undefined ? undefined : cleanLine(wordsOf(subject), SUBJECT_LENGTH);
};
