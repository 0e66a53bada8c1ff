import { randomUUID } from 'node:crypto';
import type { Handlers } from '../../../contracts/ipc/index.ts';
import { ok } from '../../../contracts/result.ts';
import { type StoreContext, withOpenStore } from '../with-open-store.ts';

/** The one call by which the page gives commands, to whichever system. Throws LockedError when nobody's work is open. */
export const createCommandHandlers = (context: StoreContext): Handlers['commands'] => ({
  give: (request) =>
    withOpenStore(context, async ({ store, officer, now }) => {
      const outboxId = randomUUID();
      const given = await store.write('commands.give', { ...request, outboxId, newId: randomUUID(), officer, at: now.toISOString() });
      return given.ok ? ok({ outboxId, itemId: given.value.itemId }) : given;
    }),
});
