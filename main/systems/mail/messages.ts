import { createHash } from 'node:crypto';
import type { ListedHeader } from './reader/messages.ts';

/** What a folder's listing tells of one message; every text is already cut to what contracts/domain/mail.ts allows. */
export interface MessageHeader extends MessageFlags, Omit<ListedHeader, 'sentAt'> {
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** The same as the server gives it: nothing of it has been read. */
export interface RawHeader extends MessageFlags {
  /** When it came to the server, in milliseconds since 1970. */
  readonly arrivedAt: number;
  /** Its header fields, as far as they were asked for. */
  readonly fields: Uint8Array;
}

export interface MessageFlags {
  readonly uid: number;
  readonly seen: boolean;
  readonly flagged: boolean;
}

export type SpecialFolder = 'inbox' | 'sent' | 'drafts' | 'junk' | 'trash' | 'archive';

/** A folder as the server lists it. `modseq` is decimal text: 63 bits, more than a number holds (RFC 7162 §3.1). */
export interface RemoteFolder {
  readonly path: string;
  readonly name: string;
  readonly special: SpecialFolder | undefined;
  readonly uidValidity: number;
  readonly uidNext: number;
  readonly modseq: string | undefined;
  readonly unread: number;
  readonly total: number;
}

/** Bytes of the folder's digest in an id: enough that two of an officer's folders never share one. */
const FOLDER_DIGEST_DIGITS = 16;

/**
 * The message's id on this laptop, e.g. "5f2a09bc11d04e7a-1700000000-42". A UID means nothing without its folder and
 * UIDVALIDITY (RFC 9051 §2.3.1.1), so both are in it; it is safe in a URL.
 */
export const messageId = (folder: string, uidValidity: number, uid: number): string =>
  `${createHash('sha256').update(folder).digest('hex').slice(0, FOLDER_DIGEST_DIGITS)}-${uidValidity}-${uid}`;

/** A sender's clock may run ahead this much before its Date header is disbelieved. */
const CLOCK_SKEW_MS = 24 * 60 * 60 * 1000;
/** The year of RFC 822; an older Date header is not one. */
const EARLIEST = Date.UTC(1982, 0, 1);

/** A line of the list. When the message was sent is told by its own header if that can be believed, else by when it came to the server. */
export const toHeader = ({ uid, seen, flagged, arrivedAt }: RawHeader, { sentAt, ...listed }: ListedHeader): MessageHeader => {
  const believed = sentAt !== undefined && sentAt >= EARLIEST && sentAt <= arrivedAt + CLOCK_SKEW_MS;
  return { ...listed, uid, seen, flagged, at: new Date(believed ? sentAt : arrivedAt).toISOString() };
};
