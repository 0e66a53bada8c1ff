import type { Store } from '../../store/store.ts';
import { keepCertificates } from './keep-certificates.ts';
import { STORED_BODY_BYTES } from './limits.ts';
import type { MailReader } from './reader/client.ts';
import type { OpenedMessage } from './reader/messages.ts';

/** Keeps a message's bytes, with what its line in the list and the search show of it. Returns it read. */
export const saveBody = async (store: Store, reader: MailReader, id: string, raw: Uint8Array): Promise<OpenedMessage> => {
  const message = await reader.open(raw);
  const { preview, words, parts, marking } = message;
  const text = [words, ...parts.map(({ name }) => name)].join(' ');
  await store.write('mail.saveBody', { id, raw, preview, text, attachments: parts.length, marking });
  await keepCertificates(store, message);
  return message;
};

/** Keeps bodies within their bound after one that the officer opened came on top. */
export const boundBodies = (store: Store): Promise<void> => store.write('mail.boundBodies', { maxBytes: STORED_BODY_BYTES });
