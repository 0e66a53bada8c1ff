import { attachmentsIn } from '../../../contracts/domain/blob.ts';
import type { Handlers } from '../../../contracts/ipc/index.ts';
import { fail, ok } from '../../../contracts/result.ts';
import type { Store } from '../../store/store.ts';
import { whileOpen } from '../../store/while-open.ts';
import { type AttachmentSource, createFetches, type Fetches } from './fetch.ts';
import type { BlobLimits, Receiver } from './receive.ts';

/** The page's calls about attachments. Each throws LockedError when nobody's work is open. */
export const createBlobHandlers = (ports: {
  readonly store: () => Store | undefined;
  readonly receiverOf: (store: Store) => Receiver;
  readonly limits: () => BlobLimits;
  /** Undefined while HQ's systems cannot be asked. */
  readonly source: () => AttachmentSource | undefined;
  readonly changed: () => void;
}): Handlers['blobs'] => {
  const { store, receiverOf, limits, source, changed } = ports;
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
    fetch: ({ system, kind, id, hash }) =>
      whileOpen(store, async (open) => {
        const carried = await open.read('blob.carried', { system, kind, id });
        const attachment = attachmentsIn(carried?.body).find((one) => one.hash === hash);
        if (carried === undefined || attachment === undefined) return fail('NotFound');
        if ((await open.read('blob.here', { hashes: [hash] })).length === 0)
          fetchesOf(open).start({ system, kind, id: carried.id }, attachment);
        return ok(null);
      }),
    stop: ({ hash }) =>
      whileOpen(store, async (open) => {
        await fetchesOf(open).stop(hash);
        return ok(null);
      }),
  };
};
