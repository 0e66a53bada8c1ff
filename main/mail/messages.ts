import { createHash } from 'node:crypto';
import type { Marking } from '../../contracts/domain/common.ts';

/** What a folder's listing tells of one message; every text is already cut to what contracts/domain/mail.ts allows. */
export interface MessageHeader {
  readonly uid: number;
  readonly subject: string;
  readonly fromName: string;
  readonly fromAddress: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly seen: boolean;
  readonly flagged: boolean;
  readonly attachments: number;
  readonly marking: Marking | undefined;
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
