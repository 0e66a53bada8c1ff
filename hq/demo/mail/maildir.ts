import { chownSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MailAccounts } from './accounts.ts';

/** A message as it lies in a mailbox before the demonstration begins. */
export interface StoredMessage {
  /** "" is the inbox. */
  readonly folder: '' | 'Sent' | 'Archive' | 'Drafts' | 'Junk' | 'Trash';
  readonly raw: Uint8Array;
  /** When it came: its INTERNALDATE. */
  readonly arrived: Date;
  readonly seen: boolean;
  readonly flagged: boolean;
}

/**
 * Fills a new mailbox: Maildir files, as a mail server that was there before would have left them, so that flags and times of
 * arrival are in the past. Nothing parses a message here, so a damaged one harms nobody.
 */
export const fillMailbox = (home: string, letters: readonly StoredMessage[], accounts: MailAccounts): void => {
  const own = (path: string): void => {
    if (accounts.root) chownSync(path, accounts.mailUid, accounts.mailGid);
  };
  const makeFolder = (path: string): void => {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    own(path);
  };
  const maildir = join(home, 'Maildir');
  for (const path of [home, maildir]) makeFolder(path);
  const made = new Set<string>();
  letters.forEach((letter, index) => {
    // Maildir++: folders below the inbox begin with a dot.
    const folder = letter.folder === '' ? maildir : join(maildir, `.${letter.folder}`);
    if (!made.has(folder)) for (const part of ['', 'cur', 'new', 'tmp']) makeFolder(join(folder, part));
    made.add(folder);
    const file = join(folder, 'cur', `${nameOf(letter, index)}:2,${letter.flagged ? 'F' : ''}${letter.seen ? 'S' : ''}`);
    writeFileSync(file, letter.raw, { mode: 0o600 });
    utimesSync(file, letter.arrived, letter.arrived);
    own(file);
  });
};

/** Unique in its folder; the first number orders the UIDs. */
const nameOf = ({ arrived }: StoredMessage, index: number): string => `${Math.floor(arrived.getTime() / 1000)}.D${index}.demonstration`;
