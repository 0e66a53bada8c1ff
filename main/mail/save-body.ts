import type { Store } from '../store/store.ts';
import { STORED_BODY_BYTES } from './limits.ts';
import { type ReadMessage, readMessage } from './read.ts';
import { cleanLine } from './text.ts';

/** Limit of contracts/domain/mail.ts. */
const PREVIEW_LENGTH = 300;
/** Words of a message that can be searched for; a longer one is mostly quotation. */
const INDEXED_LENGTH = 20_000;

/** Keeps a message's bytes, with what its line in the list and the search show of it. Returns it read. */
export const saveBody = async (store: Store, id: string, raw: Uint8Array): Promise<ReadMessage> => {
  const message = await readMessage(raw);
  const { text, parts } = message;
  await store.write('mail.saveBody', {
    id,
    raw,
    preview: cleanLine(withoutQuotation(text), PREVIEW_LENGTH),
    text: text.slice(0, INDEXED_LENGTH),
    attachments: parts.filter((part) => !part.related).length,
  });
  return message;
};

/** Keeps bodies within their bound after one that the officer opened came on top. */
export const boundBodies = (store: Store): Promise<void> => store.write('mail.boundBodies', { maxBytes: STORED_BODY_BYTES });

const withoutQuotation = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !line.startsWith('>'))
    .join(' ');
