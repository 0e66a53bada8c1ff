import type { OpenFolder } from './adapter/open-folder.ts';
import { sourceInPieces } from './adapter/source.ts';
import { type Mailbox, type MailboxOptions, openMailbox } from './adapter.ts';
import { MailError } from './errors.ts';
import { MESSAGE_BYTES } from './limits.ts';

/** Where a message lies at the server. */
export interface MessagePlace {
  readonly folder: string;
  readonly uidValidity: number;
  readonly uid: number;
}

/**
 * The force's mail as the rest of main asks it. One connection for everything, opened when it is first wanted and again after it
 * broke: on a thin link a second one would only take from the first.
 */
export interface MailService {
  /** The connection, opened if there is none. Rejects with MailError. */
  mailbox(): Promise<Mailbox>;
  /**
   * A message's bytes, at most MESSAGE_BYTES + 1 of them so that a longer one shows; undefined when it is gone. `onPiece` is
   * told whenever some of them have come. Rejects with MailError.
   */
  source(place: MessagePlace, onPiece?: () => void): Promise<Uint8Array | undefined>;
  /** Runs `work` in a folder, and gives what it gives; undefined when there is no such folder. Rejects with MailError. */
  inFolder<Value>(path: string, work: (open: OpenFolder) => Promise<Value>): Promise<Value | undefined>;
  /** Ends the connection, or the opening of one, for good and at once: a lock waits for no server. Never rejects. */
  close(): Promise<void>;
}

/** Opens nothing yet. `options.identity` is the shift's: made anew at each sign-in, and so is this. */
export const createMailService = (options: MailboxOptions): MailService => {
  let current: Promise<Mailbox> | undefined;
  const ended = new AbortController();

  const open = async (): Promise<Mailbox> => {
    try {
      const mailbox = await openMailbox({ ...options, signal: ended.signal });
      mailbox.onClosed(() => {
        current = undefined;
      });
      return mailbox;
    } catch (error) {
      current = undefined;
      throw error;
    }
  };
  const mailbox = (): Promise<Mailbox> => {
    if (ended.signal.aborted) return Promise.reject(new MailError('Unreachable'));
    current ??= open();
    return current;
  };

  const inFolder = async <Value>(path: string, work: (open: OpenFolder) => Promise<Value>): Promise<Value | undefined> => {
    try {
      return await (await mailbox()).inFolder(path, work);
    } catch (error) {
      if (error instanceof MailError && error.code === 'FolderGone') return undefined;
      throw error;
    }
  };

  /** undefined when the folder is gone or has been made anew: then the message is gone too. */
  const atPlace = <Value>({ folder, uidValidity }: MessagePlace, work: (open: OpenFolder) => Promise<Value>): Promise<Value | undefined> =>
    inFolder(folder, async (open) => (open.uidValidity === uidValidity ? work(open) : undefined));

  return {
    mailbox,
    inFolder,
    source: (place, onPiece) => sourceInPieces((work) => atPlace(place, work), { uid: place.uid, maxBytes: MESSAGE_BYTES + 1, onPiece }),
    async close() {
      ended.abort();
    },
  };
};
