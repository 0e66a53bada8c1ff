import type { Handlers } from '../../../contracts/ipc/index.ts';
import { ok } from '../../../contracts/result.ts';
import type { Store } from '../../store/store.ts';
import { whileOpen } from '../../store/while-open.ts';

/** The calls of every form about its draft, and of the list of them. Each throws LockedError when nobody's work is open. */
export const createDraftHandlers = (ports: {
  readonly store: () => Store | undefined;
  /** Policy: whether drafts may leave this laptop. */
  readonly mayTravel: () => boolean;
  readonly now?: () => Date;
}): Handlers['drafts'] => {
  const now = (): string => (ports.now?.() ?? new Date()).toISOString();
  return {
    save: (draft) => whileOpen(ports.store, (store) => store.write('drafts.save', { draft, now: now() })),
    get: ({ key }) => whileOpen(ports.store, async (store) => ok((await store.read('drafts.get', { key })) ?? null)),
    list: () =>
      whileOpen(ports.store, async (store) => {
        const staying = new Set(ports.mayTravel() ? await store.read('drafts.staying', null) : []);
        const rows = await store.read('drafts.list', null);
        return ok({ drafts: rows.map((row) => (staying.has(row.key) ? { ...row, stays: true } : row)) });
      }),
    kept: ({ kind }) => whileOpen(ports.store, async (store) => ok({ drafts: await store.read('drafts.kept', { kind }) })),
    discard: ({ key }) =>
      whileOpen(ports.store, async (store) => {
        await store.write('drafts.discard', { key, now: now() });
        return ok(null);
      }),
  };
};
