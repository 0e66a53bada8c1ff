import { setTimeout as delay } from 'node:timers/promises';
import type { Store } from '../store/store.ts';
import type { MailReader } from '../systems/mail/reader/client.ts';
import { saveBody } from '../systems/mail/save-body.ts';

/** A slice takes some 20 ms of the store; the officer's own questions come between two. */
const SLICE = 40;
const PAUSE_MS = 100;

/** After an update of the program: indexes for the search what an older one indexed. Rejects when the store closes; goes on at the next opening. */
export const reindex = async (store: Store, reader: MailReader): Promise<void> => {
  while (await store.write('search.reindex', { limit: SLICE })) await delay(PAUSE_MS, undefined, { ref: false });
  for (let next = await store.read('mail.behind', null); next !== undefined; next = await store.read('mail.behind', null)) {
    const { id, raw } = next;
    // What cannot be read stays as it was found before.
    await saveBody(store, reader, id, raw).catch(() => undefined);
    await store.write('search.reindexed', { system: 'mail', kind: 'mail', id });
    await delay(PAUSE_MS, undefined, { ref: false });
  }
};
