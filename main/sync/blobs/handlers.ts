import { type Attachment, attachmentsIn } from '../../../contracts/domain/blob.ts';
import type { Handlers } from '../../../contracts/ipc/index.ts';
import { fail, ok } from '../../../contracts/result.ts';
import type { Journal } from '../../audit/journal.ts';
import type { Store } from '../../store/store.ts';
import { whileOpen } from '../../store/while-open.ts';
import { type AttachmentSource, createFetches, type Fetches } from './fetch.ts';
import type { BlobLimits, Receiver } from './receive.ts';
import type { FetchedBlob } from './repository.ts';

export interface BlobDesk {
  /** The page's calls about attachments. Each throws LockedError when nobody's work is open. */
  readonly handlers: Handlers['blobs'];
  /** Work has opened: what was coming from HQ when it was closed goes on. Never rejects. */
  readonly goOn: () => Promise<void>;
}

/** What the page and HQ have to do with the attachments of the work that is open. */
export const createBlobDesk = (ports: {
  readonly store: () => Store | undefined;
  readonly receiverOf: (store: Store) => Receiver;
  readonly limits: () => BlobLimits;
  /** Undefined while HQ's systems cannot be asked. */
  readonly source: () => AttachmentSource | undefined;
  readonly changed: () => void;
  readonly journal: Journal;
  readonly againMs?: number;
}): BlobDesk => {
  const { store, receiverOf, limits, source, changed, journal, ...timing } = ports;
  const all = new WeakMap<Store, Fetches>();
  const fetchesOf = (open: Store): Fetches => {
    const isOpen = (): boolean => store() === open;
    const known =
      all.get(open) ??
      createFetches({
        receiver: receiverOf(open),
        source: () => (isOpen() ? source() : undefined),
        changed: () => {
          if (isOpen()) changed();
        },
        ...timing,
      });
    all.set(open, known);
    return known;
  };
  const handlers: Handlers['blobs'] = {
    places: ({ hashes }) =>
      whileOpen(store, async (open) => {
        const here = new Set(await open.read('blob.here', { hashes }));
        const fetches = fetchesOf(open);
        return ok({
          places: hashes.map((hash) => (here.has(hash) ? { kind: 'here' as const } : (fetches.place(hash) ?? { kind: 'atHq' as const }))),
        });
      }),
    limits: () => whileOpen(store, async () => ok({ ...limits() })),
    fetch: ({ system, kind, hash, id }) =>
      whileOpen(store, async (open) => {
        const found = await carriedBy(open, { system, kind, hash, id });
        if (found === undefined) return fail('NotFound');
        const isHere = (await open.read('blob.here', { hashes: [hash] })).length > 0;
        if (!isHere) fetchesOf(open).start({ system, kind, hash, id: found.id }, found.attachment);
        return ok(null);
      }),
    view: (asked) =>
      whileOpen(store, async (open) => {
        const found = await carriedBy(open, asked);
        if (found === undefined) return fail('NotFound');
        await journal({ action: 'view', subject: found.id, detail: 'attachment' });
        return ok(null);
      }),
    stop: ({ hash }) =>
      whileOpen(store, async (open) => {
        await fetchesOf(open).stop(hash);
        return ok(null);
      }),
  };
  return {
    handlers,
    goOn: async () => {
      const open = store();
      if (open === undefined) return;
      const coming = await open.read('blob.coming', null).catch(() => []); // It has closed again.
      for (const { system, kind, id, hash, ...blob } of coming) fetchesOf(open).start({ system, kind, id, hash }, blob);
    },
  };
};

/** What an item here names under that hash, and the number that the item has. */
const carriedBy = async (
  store: Store,
  { hash, ...item }: FetchedBlob,
): Promise<{ readonly id: string; readonly attachment: Attachment } | undefined> => {
  const carrier = await store.read('blob.carried', item);
  const attachment = attachmentsIn(carrier?.body).find((one) => one.hash === hash);
  return carrier && attachment && { id: carrier.id, attachment };
};
