import type { OpenFolder } from './adapter/open-folder.ts';
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
  /** A message's bytes, at most MESSAGE_BYTES + 1 of them so that a longer one shows; undefined when it is gone. Rejects with MailError. */
  source(place: MessagePlace): Promise<Uint8Array | undefined>;
  /** Sets or clears \Seen; saying it twice does no harm, and a message that is gone needs nothing. Rejects with MailError. */
  setSeen(place: MessagePlace, seen: boolean): Promise<void>;
  /** Ends the connection for good, at once: a lock does not wait for a server's goodbye. Never rejects. */
  close(): Promise<void>;
}

/** Opens nothing yet. `options.identity` is the shift's: made anew at each sign-in, and so is this. */
export const createMailService = (options: MailboxOptions): MailService => {
  let current: Promise<Mailbox> | undefined;
  let closed = false;

  const open = async (): Promise<Mailbox> => {
    try {
      const mailbox = await openMailbox(options);
      mailbox.onClosed(() => {
        current = undefined;
      });
      if (closed) mailbox.close();
      return mailbox;
    } catch (error) {
      current = undefined;
      throw error;
    }
  };
  const mailbox = (): Promise<Mailbox> => {
    if (closed) return Promise.reject(new MailError('Unreachable'));
    current ??= open();
    return current;
  };

  /** undefined when the folder is gone or has been made anew: then the message is gone too. */
  const atPlace = async <Value>(
    { folder, uidValidity }: MessagePlace,
    work: (open: OpenFolder) => Promise<Value>,
  ): Promise<Value | undefined> => {
    try {
      return await (await mailbox()).inFolder(folder, async (open) => (open.uidValidity === uidValidity ? work(open) : undefined));
    } catch (error) {
      if (error instanceof MailError && error.code === 'FolderGone') return undefined;
      throw error;
    }
  };

  return {
    mailbox,
    source: (place) => atPlace(place, (open) => open.source(place.uid, MESSAGE_BYTES + 1)),
    setSeen: (place, seen) => atPlace(place, (open) => open.setSeen(place.uid, seen)),
    async close() {
      closed = true;
      (await current?.catch(() => undefined))?.close();
    },
  };
};
