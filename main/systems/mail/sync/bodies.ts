import type { Store } from '../../../store/store.ts';
import { PIECE_BYTES, sourceInPieces } from '../adapter/source.ts';
import type { Mailbox } from '../adapter.ts';
import { BODIES_PER_FOLDER, PREFETCHED_BODY_BYTES, STORED_BODY_BYTES } from '../limits.ts';
import type { RemoteFolder } from '../messages.ts';
import type { MailReader } from '../reader/client.ts';
import { saveBody } from '../save-body.ts';

/**
 * Fetches the newest bodies of each folder ahead, some together, so that they read without signal; up to STORED_BODY_BYTES on the
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
    const wanted: Wanted[] = [];
    for (const { id, uid } of absent) {
      const size = sizes.get(uid);
      if (size === undefined || size > PREFETCHED_BODY_BYTES || size > left) continue;
      left -= size;
      wanted.push({ id, uid, size });
    }
    await fetchAll({ store, mailbox, reader, path, wanted, signal });
  }
};

/** While some are read and kept, the next are on their way. */
const fetchAll = async ({
  store,
  mailbox,
  reader,
  path,
  wanted,
  signal,
}: {
  readonly store: Store;
  readonly mailbox: Mailbox;
  readonly reader: MailReader;
  readonly path: string;
  readonly wanted: readonly Wanted[];
  readonly signal: AbortSignal;
}): Promise<void> => {
  const save = async (group: readonly Wanted[], raws: ReadonlyMap<number, Uint8Array>): Promise<void> => {
    try {
      for (const { id, uid } of group) {
        const raw = raws.get(uid);
        if (raw !== undefined && !signal.aborted) await saveBody(store, reader, id, raw);
      }
    } finally {
      for (const raw of raws.values()) raw.fill(0); // The store has its own copy, and nobody reads these.
    }
  };
  let saving: Promise<unknown> = Promise.resolve();
  for (const group of groupsOf(wanted)) {
    if (signal.aborted) break;
    const [raws] = await Promise.all([fetchGroup(mailbox, path, group), saving]);
    saving = save(group, raws);
    // It is awaited with the next group, which takes a while to come.
    saving.catch(() => undefined);
  }
  await saving;
};

interface Wanted {
  readonly id: string;
  readonly uid: number;
  /** Bytes. */
  readonly size: number;
}

/** Together at most PIECE_BYTES, or one alone that is larger: on a link of 300 ms a round trip for each of 200 messages is a minute. */
const groupsOf = (wanted: readonly Wanted[]): readonly (readonly Wanted[])[] => {
  const groups: Wanted[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const one of wanted) {
    bytes += one.size;
    if (bytes > PIECE_BYTES) {
      groups.push([]);
      bytes = one.size;
    }
    groups.at(-1)?.push(one);
  }
  return groups;
};

const fetchGroup = async (mailbox: Mailbox, path: string, group: readonly Wanted[]): Promise<ReadonlyMap<number, Uint8Array>> => {
  const [first] = group;
  if (first === undefined) return new Map();
  if (group.length > 1)
    return mailbox.inFolder(path, (open) =>
      open.sources(
        group.map(({ uid }) => uid),
        PIECE_BYTES,
      ),
    );
  const { uid } = first;
  const raw = await sourceInPieces((work) => mailbox.inFolder(path, work), { uid, maxBytes: PREFETCHED_BODY_BYTES });
  return new Map(raw === undefined ? [] : [[uid, raw]]);
};
