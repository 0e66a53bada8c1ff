import { readdirSync, readFileSync } from 'node:fs';
import type { Random } from '../../random.ts';
import type { StoredMessage } from '../maildir.ts';

const FOLDER = new URL('../../data/mail/', import.meta.url);
/** Real messages in each mailbox: the rest of the collection goes to other officers. */
const EACH = 26;
/** Of those, how many lie in the inbox; the others were filed years ago. */
const IN_INBOX = 5;

/** Real-life messages of the public collection, bytes as they are, damaged ones and all. They came when their senders' clocks say, or long ago. */
export const realLetters = (random: Random): readonly StoredMessage[] =>
  random
    .shuffle(
      readdirSync(FOLDER)
        .filter((name) => name.endsWith('.eml'))
        .sort(),
    )
    .slice(0, EACH)
    .map((name, index) => {
      const raw = readFileSync(new URL(name, FOLDER));
      return { folder: index < IN_INBOX ? '' : 'Archive', raw, arrived: arrival(raw, index), seen: true, flagged: false } as const;
    });

/** A Maildir cannot hold a time before 1970, and one in the next millennium is a forgery. */
const arrival = (raw: Uint8Array, index: number): Date => {
  const told = /^Date:\s*(.+?)\r?$/im.exec(Buffer.from(raw).toString('latin1'))?.[1];
  const at = new Date(told ?? Number.NaN);
  const believed = at.getTime() > Date.UTC(1990, 0, 1) && at.getTime() < Date.UTC(2015, 0, 1);
  return believed ? at : new Date(Date.UTC(2010, 0, 1 + index));
};
