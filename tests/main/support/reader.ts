import { createMailReader, type MailReader } from '../../../main/systems/mail/reader/client.ts';

/** A reader of mail in a thread of its own; whoever makes it ends it. */
export const testReader = (): MailReader => createMailReader(new URL('../../../main/systems/mail/reader/entry.ts', import.meta.url));
