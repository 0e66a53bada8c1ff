import { createMailReader, type MailReader, type ReaderPorts } from '../../../main/systems/mail/reader/client.ts';

/** A reader of mail in a thread of its own; whoever makes it ends it. */
export const testReader = (ports?: ReaderPorts): MailReader =>
  createMailReader(new URL('../../../main/systems/mail/reader/entry.ts', import.meta.url), ports);
