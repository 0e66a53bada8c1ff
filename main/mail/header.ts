import type { FetchMessageObject, MessageEnvelopeObject, MessageStructureObject } from 'imapflow';
import type { Marking } from '../../contracts/domain/common.ts';
import type { MessageHeader } from './messages.ts';
import { cleanLine } from './text.ts';

/** Limits of contracts/domain/mail.ts: what is longer is cut, not refused. */
export const SUBJECT_LENGTH = 1000;
export const NAME_LENGTH = 300;
export const ADDRESS_LENGTH = 320;

/** A sender's clock may run ahead this much before its Date header is disbelieved. */
const CLOCK_SKEW_MS = 24 * 60 * 60 * 1000;
/** The year of RFC 822; an older Date header is not one. */
const EARLIEST = Date.UTC(1982, 0, 1);
/** Parts of one message whose structure is walked: beyond it, a count says no more. */
const STRUCTURE_NODES = 500;

/** Turns a FETCH answer into a line of the list. Never throws: what the server left out is empty. */
export const toHeader = (message: FetchMessageObject): MessageHeader => {
  const from = message.envelope?.from?.[0];
  const subject = cleanLine(message.envelope?.subject ?? '', SUBJECT_LENGTH);
  return {
    uid: message.uid,
    subject,
    fromName: cleanLine(from?.name ?? '', NAME_LENGTH),
    fromAddress: cleanLine(from?.address ?? '', ADDRESS_LENGTH),
    at: sentAt(message.envelope, message.internalDate),
    seen: message.flags?.has('\\Seen') ?? false,
    flagged: message.flags?.has('\\Flagged') ?? false,
    attachments: countAttachments(message.bodyStructure),
    marking: markingOf(subject, message.headers),
  };
};

/** When the message was sent, by its Date header if that can be believed, else when it came to the server. */
const sentAt = (envelope: MessageEnvelopeObject | undefined, internalDate: Date | string | undefined): string => {
  const arrived = asTime(internalDate) ?? 0;
  const sent = asTime(envelope?.date);
  const believed = sent !== undefined && sent >= EARLIEST && sent <= arrived + CLOCK_SKEW_MS;
  return new Date(believed ? sent : arrived).toISOString();
};

const asTime = (value: Date | string | undefined): number | undefined => {
  if (value === undefined) return undefined;
  const time = new Date(value).getTime();
  return Number.isNaN(time) ? undefined : time;
};

const countAttachments = (structure: MessageStructureObject | undefined): number => {
  let count = 0;
  const waiting = structure === undefined ? [] : [structure];
  for (let walked = 0; waiting.length > 0 && walked < STRUCTURE_NODES; walked += 1) {
    const node = waiting.pop();
    if (node === undefined) break;
    if (node.disposition?.toLowerCase() === 'attachment') count += 1;
    else waiting.push(...(node.childNodes ?? []));
  }
  return count;
};

/** The Government Security Classification, from the force's own header or from a subject that begins or ends with it. */
const markingOf = (subject: string, headers: Uint8Array | undefined): Marking | undefined => {
  const header = headers === undefined ? '' : Buffer.from(headers).toString('latin1');
  const told = /^X-Protective-Marking:\s*(OFFICIAL(?:-SENSITIVE)?)\b/im.exec(header)?.[1]?.toUpperCase();
  const written = /^\W*(OFFICIAL(?:-SENSITIVE)?)\b|\b(OFFICIAL(?:-SENSITIVE)?)\W*$/.exec(subject);
  const found = told ?? written?.[1] ?? written?.[2];
  return found === 'OFFICIAL' || found === 'OFFICIAL-SENSITIVE' ? found : undefined;
};
