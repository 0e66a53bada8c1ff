import type { RsaPadding } from '../../../../pki/index.ts';
import type { MessageAppearance } from '../html/document.ts';
import type { ListedHeader, OpenedMessage } from './messages.ts';

/** What signatures are judged by, as bytes. */
export interface TrustBytes {
  /** DER. */
  readonly anchors: readonly Uint8Array[];
  readonly intermediates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
}

/** An operation of the officer's card, asked for in the midst of a job. */
export type CardOperation =
  | { readonly op: 'decrypt'; readonly data: Uint8Array; readonly padding: RsaPadding }
  | { readonly op: 'derive'; readonly data: Uint8Array };

/** What the reader can be asked. The bytes' memory is handed over, not copied. */
export interface ReaderJobs {
  /** What signatures are judged by from now on; before, nobody who signed is known. */
  readonly trust: { readonly request: TrustBytes; readonly answer: null };
  /** The header fields of messages as the server gave them: what a folder's list shows of each, in the same order. */
  readonly headers: { readonly request: readonly Uint8Array<ArrayBuffer>[]; readonly answer: readonly ListedHeader[] };
  /** A message, whole. */
  readonly open: { readonly request: Opening; readonly answer: OpenedMessage };
  /** A message's HTML as the document that its frame shows, UTF-8; undefined when it has none. */
  readonly document: {
    readonly request: Opening & { readonly appearance: MessageAppearance };
    readonly answer: Uint8Array<ArrayBuffer> | undefined;
  };
  /** An attachment by its place in the message, as the document that its frame shows; undefined when it cannot be shown. */
  readonly attachment: {
    readonly request: Opening & { readonly index: number; readonly appearance: MessageAppearance };
    readonly answer: Uint8Array<ArrayBuffer> | undefined;
  };
  /** An attached PDF by its place in the message, as it was attached; undefined when there is none that may be opened. */
  readonly pdf: { readonly request: Opening & { readonly index: number }; readonly answer: Uint8Array<ArrayBuffer> | undefined };
  /** Its attachments as bytes, to go on with another message; none of one that was changed after it was signed, or is encrypted. */
  readonly files: { readonly request: Opening; readonly answer: readonly MessageFile[] };
}

/** One attachment, as its sender named it. */
export interface MessageFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** `certificate`: DER, of the card that may open what is encrypted; absent where none is to. */
export interface Opening {
  readonly raw: Uint8Array<ArrayBuffer>;
  readonly certificate?: Uint8Array | undefined;
  /** The time that the message is shown with, milliseconds since 1970. */
  readonly shownAt?: number | undefined;
}

export type JobName = keyof ReaderJobs;

/** One at a time: the next goes out when the last is answered. `end`: overwrite what is dead, then end. */
export type ReaderRequest =
  | { readonly name: 'card'; readonly answer: Uint8Array | undefined }
  | { readonly [Name in JobName]: { readonly name: Name; readonly request: ReaderJobs[Name]['request'] } }[JobName]
  | 'end';

/** `ready`: once, when it can be asked. `failed`: the message was too much for what reads it. Nothing else is told, for an error may quote it. */
export type ReaderReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'card'; readonly operation: CardOperation }
  | { readonly kind: 'answer'; readonly answer: unknown }
  | { readonly kind: 'failed' };

/** The thread's workerData: 1 from the moment at which nobody wants an answer any more, so that no words reach main after a lock. */
export type ReaderEnding = Int32Array<SharedArrayBuffer>;
