import type { Store } from '../../../store/store.ts';
import { sourceInPieces } from '../adapter/source.ts';
import type { Mailbox } from '../adapter.ts';
import { BODIES_PER_FOLDER, PREFETCHED_BODY_BYTES, STORED_BODY_BYTES } from '../limits.ts';
import type { RemoteFolder } from '../messages.ts';
import type { MailReader } from '../reader/client.ts';
import { saveBody } from '../save-body.ts';

/**
 * Fetches the newest bodies of each folder ahead, one at a time, so that they read without signal; up to STORED_BODY_BYTES on the
 * laptop. A message that vanishes meanwhile is passed over.
 */
export const fetchBodies = async ({
  store,
  mailbox,
  reader,
  folders,
  signal,
}: {
  readonly store: Store;
  readonly mailbox: Mailbox;
  readonly reader: MailReader;
  readonly folders: readonly RemoteFolder[];
  readonly signal: AbortSignal;
}): Promise<void> => {
  let left = STORED_BODY_BYTES - (await store.read('mail.bodyBytes', null));
  for (const { path } of folders) {
    const absent = await store.read('mail.withoutBody', { folder: path, limit: BODIES_PER_FOLDER });
    if (absent.length === 0) continue;
    const sizes = await mailbox.inFolder(path, (open) => open.sizes(absent.map(({ uid }) => uid)));
    for (const { id, uid } of absent) {
      const size = sizes.get(uid);
      if (signal.aborted) return;
      if (size === undefined || size > PREFETCHED_BODY_BYTES || size > left) continue;
      const raw = await sourceInPieces((work) => mailbox.inFolder(path, work), { uid, maxBytes: PREFETCHED_BODY_BYTES });
      if (raw === undefined) continue;
      left -= raw.byteLength;
      await saveBody(store, reader, id, raw);
      raw.fill(0); // The store has its own copy, and nobody reads this one.
    }
  }
};
