import type { Handlers } from '../../contracts/ipc/index.ts';
import { ok } from '../../contracts/result.ts';
import { inRoom, type RoomPorts } from '../store/room.ts';

/** The Today pane's calls, and the search box's. Each throws LockedError when nobody's work is open. */
export const createTodayHandlers = (ports: RoomPorts): Handlers['today'] => ({
  view: () => inRoom(ports, async ({ store, officer, now }) => ok(await store.read('today.view', { officer, now: now.toISOString() }))),

  search: ({ text }) =>
    inRoom(ports, async ({ store }) => {
      const found = await store.read('today.search', { text });
      // What was typed may be a name: the journal holds how much it found, not what it was.
      if (text.trim() !== '') await ports.journal({ action: 'search', subject: 'everything', detail: `${found.length} found` });
      return ok(found);
    }),
});
