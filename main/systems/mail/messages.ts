import { createHash } from 'node:crypto';
import type { MailFolder } from '../../../contracts/domain/mail.ts';
import type { ListedHeader } from './reader/messages.ts';

/** What a folder's listing tells of one message; every text is already cut to what contracts/domain/mail.ts allows. */
export interface MessageHeader extends MessageFlags, Omit<ListedHeader, 'sentAt' | 'relayedAt'> {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly messageId?: string | undefined;
}

/** The same as the server gives it: nothing of it has been read. */
export interface RawHeader extends MessageFlags {
  /** When it came to the server, in milliseconds since 1970. */
  readonly arrivedAt: number;
  /** Its header fields, as far as they were asked for. */
  readonly fields: Uint8Array;
  readonly messageId?: string | undefined;
}

export interface MessageFlags {
  readonly uid: number;
  readonly seen: boolean;
  readonly flagged: boolean;
}

export type SpecialFolder = NonNullable<MailFolder['special']>;

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

const DAY_MS = 24 * 60 * 60 * 1000;
/** A sender's clock may run ahead this much before its Date header is disbelieved. */
const CLOCK_SKEW_MS = DAY_MS;
/** Relays try for five days (RFC 5321 §4.5.4.1); a message that claims to be older when it comes has a wrong clock behind it. */
const LONGEST_DELIVERY_MS = 7 * DAY_MS;

/** A line of the list, in its place by the time at which the message was sent. */
export const toHeader = (
  { uid, seen, flagged, arrivedAt, messageId: called }: RawHeader,
  { sentAt, relayedAt, ...listed }: ListedHeader,
): MessageHeader => ({
  ...listed,
  ...{ uid, seen, flagged, messageId: called, at: new Date(timeOf({ sentAt, relayedAt, arrivedAt })).toISOString() },
});

/**
 * When a message was sent, as far as its sender's clock can be believed; else when it came. `arrivedAt`: at the server, which is later by
 * years for a message that was moved there from another. All in milliseconds since 1970.
 */
export const timeOf = ({
  sentAt,
  relayedAt,
  arrivedAt,
}: Pick<ListedHeader, 'sentAt' | 'relayedAt'> & { readonly arrivedAt: number }): number => {
  const came = relayedAt !== undefined && relayedAt <= arrivedAt + CLOCK_SKEW_MS ? relayedAt : arrivedAt;
  return sentAt !== undefined && sentAt >= came - LONGEST_DELIVERY_MS && sentAt <= came + CLOCK_SKEW_MS ? sentAt : came;
};
