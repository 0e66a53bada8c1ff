import { createMailReader, type MailReader } from '../../../main/mail/reader/client.ts';

/** A reader of mail in a thread of its own; whoever makes it ends it. */
export const testReader = (): MailReader => createMailReader(new URL('../../../main/mail/reader/entry.ts', import.meta.url));
