import type { Marking } from '../../../../contracts/domain/common.ts';
import type { MailAddress, MailMessage } from '../../../../contracts/domain/mail.ts';
import type { ProtectionLayer } from '../../../../contracts/domain/mail-protection.ts';

/** Limit of contracts/domain/mail.ts. */
export const PREVIEW_LENGTH = 300;
/** Characters of a message that can be searched for; a longer one is mostly quotation. */
export const INDEXED_LENGTH = 20_000;

/** What a message's own header says of it; every text is already cut to what contracts/domain/mail.ts allows. */
export interface ListedHeader {
  readonly subject: string;
  readonly fromName: string;
  readonly fromAddress: string;
  /** Whom it goes to, in one line; empty where those fields were not asked for. */
  readonly recipients: string;
  /** As the sender's clock told it, in milliseconds since 1970; undefined when there is none that is a date. */
  readonly sentAt: number | undefined;
  /** When the last relay took it, by its own clock. */
  readonly relayedAt: number | undefined;
  /** Attachments as far as the header tells: 1 for a multipart/mixed message, until it is read whole. */
  readonly attachments: number;
  readonly marking: Marking | undefined;
}

/** What a message adds to its line in the list, and what the list and the search show of it. */
export interface OpenedMessage {
  readonly authors: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly replyTo: readonly MailAddress[];
  readonly text: string;
  readonly hasHtml: boolean;
  readonly remoteContentBlocked: boolean;
  readonly layers: readonly ProtectionLayer[];
  /** That its sender protected with the words (RFC 9788). */
  readonly protectedSubject: string | undefined;
  /** Certificates of an officer who signed it, DER, that answers can be encrypted to: to be verified when they are used. */
  readonly encryptTo: readonly Uint8Array[];
  readonly damaged: boolean;
  readonly cut: boolean;
  /** Attachments, without what the HTML shows. */
  readonly parts: MailMessage['parts'];
  /** That its text begins with. */
  readonly marking: Marking | undefined;
  /** How it begins, in one line, without quotations. */
  readonly preview: string;
  /** What the search index holds of it. */
  readonly words: string;
}
