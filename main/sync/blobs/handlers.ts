import { type Attachment, attachmentsIn } from '../../../contracts/domain/blob.ts';
import type { Handlers } from '../../../contracts/ipc/index.ts';
import { fail, ok } from '../../../contracts/result.ts';
import type { Journal } from '../../audit/journal.ts';
import type { Store } from '../../store/store.ts';
import { whileOpen } from '../../store/while-open.ts';
import { type AttachmentSource, type Carrier, createFetches, type Fetches } from './fetch.ts';
import type { BlobLimits, Receiver } from './receive.ts';

/** The page's calls about attachments. Each throws LockedError when nobody's work is open. */
export const createBlobHandlers = (ports: {
  readonly store: () => Store | undefined;
  readonly receiverOf: (store: Store) => Receiver;
  readonly limits: () => BlobLimits;
  /** Undefined while HQ's systems cannot be asked. */
  readonly source: () => AttachmentSource | undefined;
  readonly changed: () => void;
  readonly journal: Journal;
}): Handlers['blobs'] => {
  const { store, receiverOf, limits, source, changed, journal } = ports;
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
      });
    all.set(open, known);
    return known;
  };
  return {
    places: ({ hashes }) =>
      whileOpen(store, async (open) => {
        const here = new Set(await open.read('blob.here', { hashes }));
        const fetches = fetchesOf(open);
        return ok({
          places: hashes.map((hash) => (here.has(hash) ? { kind: 'here' as const } : (fetches.place(hash) ?? { kind: 'atHq' as const }))),
        });
      }),
    limits: () => whileOpen(store, async () => ok({ ...limits() })),
    fetch: (asked) =>
      whileOpen(store, async (open) => {
        const found = await carriedBy(open, asked);
        if (found === undefined) return fail('NotFound');
        const isHere = (await open.read('blob.here', { hashes: [asked.hash] })).length > 0;
        if (!isHere) fetchesOf(open).start({ ...asked, id: found.id }, found.attachment);
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
};

/** What an item here names under that hash, and the number that the item has. */
const carriedBy = async (
  store: Store,
  { hash, ...item }: Carrier & { readonly hash: string },
): Promise<{ readonly id: string; readonly attachment: Attachment } | undefined> => {
  const carrier = await store.read('blob.carried', item);
  const attachment = attachmentsIn(carrier?.body).find((one) => one.hash === hash);
  return carrier && attachment && { id: carrier.id, attachment };
};
