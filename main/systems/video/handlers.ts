import type { Clip } from '../../../contracts/domain/clip.ts';
import { CLIP_LEAF_BYTES } from '../../../contracts/domain/clip-parts.ts';
import type { Handlers } from '../../../contracts/ipc/index.ts';
import type { ClipFault } from '../../../contracts/ipc/video.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { createViewJournal, type Journal } from '../../audit/journal.ts';
import { LockedError } from '../../platform/ipc/locked.ts';
import { whenFetched } from '../../store/fetched.ts';
import type { Store } from '../../store/store.ts';
import { whileOpen } from '../../store/while-open.ts';
import type { VideoService } from '../../sync/services/video.ts';
import { type StoreContext, withOpenStore } from '../with-open-store.ts';
import { createPlayer, type Player } from './player.ts';
import type { KeptLeaf } from './repository.ts';
import { type SealTrust, sealOf } from './seal.ts';

/** What is kept of clips on a laptop, of all officers' clips each their own: some ten minutes of a camera. */
const MOST_KEPT_BYTES = 512 * 1024 * 1024;

export interface VideoPorts extends StoreContext {
  /** Undefined while HQ's systems cannot be asked. */
  readonly service: () => VideoService | undefined;
  readonly trust: () => SealTrust | undefined;
  readonly hasRoom: () => Promise<boolean>;
  readonly stopped: (told: { readonly id: string; readonly code: ClipFault }) => void;
  readonly journal: Journal;
  readonly mostBytes?: number;
}

/** The body-worn video of the work that is open. All of it throws LockedError when nobody's is. */
export interface VideoDesk {
  readonly handlers: Handlers['video'];
  clip(id: string): Promise<Clip | undefined>;
  /** Leaves to play, of a clip whose seal holds. Whoever is refused is told why by `stopped`. */
  from(clip: Clip, leaf: number): Promise<Result<readonly KeptLeaf[], ClipFault>>;
}

export const createVideoDesk = (ports: VideoPorts): VideoDesk => {
  const { store, service, trust, hasRoom, stopped, journal, mostBytes = MOST_KEPT_BYTES, now = () => new Date() } = ports;
  const viewed = createViewJournal(journal, 'video');
  const players = new WeakMap<Store, Player>();
  const playerOf = (open: Store): Player => {
    const isOpen = (): boolean => store() === open;
    const player =
      players.get(open) ??
      createPlayer({
        ...{ store: open, hasRoom, now, most: Math.floor(mostBytes / CLIP_LEAF_BYTES) },
        service: () => (isOpen() ? service() : undefined),
      });
    players.set(open, player);
    return player;
  };
  /** A seal that held is not read again: it is over what cannot change. */
  const held = new Set<string>();
  const seal = (clip: Clip): ReturnType<typeof sealOf> => {
    const key = JSON.stringify(clip);
    if (held.has(key)) return 'holds';
    const judged = trust();
    const state = judged === undefined ? 'unknown' : sealOf(clip, judged, now());
    if (state === 'holds') held.add(key);
    return state;
  };
  const stop = async (id: string, code: ClipFault): Promise<void> => {
    // What is not as HQ sealed it is written down; a link that is gone is nothing new.
    if (code === 'Changed' || code === 'NotSealed') await journal({ action: 'clipRefused', subject: id, detail: code });
    stopped({ id, code });
  };

  return {
    handlers: {
      list: ({ crimeId }) =>
        withOpenStore(ports, async ({ store: open }) => ok(await whenFetched(open, 'video', () => open.read('video.list', { crimeId })))),
      get: ({ id }) =>
        withOpenStore(ports, async ({ store: open, officer, now: at }) => {
          const shown = await open.read('video.get', { id, officer });
          const clip = await open.read('video.clip', { id });
          if (shown === undefined || clip === undefined) return fail('NotFound');
          await viewed(officer.staffId, id, at);
          await open.write('video.use', { root: clip.root, at: at.toISOString() });
          return ok({ ...shown, seal: seal(clip) });
        }),
    },
    clip: (id) => whileOpen(store, (open) => open.read('video.clip', { id })),
    from: (clip, leaf) =>
      whileOpen(store, async (open) => {
        const found = seal(clip) === 'holds' ? await playerOf(open).from(clip, leaf) : fail('NotSealed');
        if (store() !== open) throw new LockedError();
        if (!found.ok) await stop(clip.id, found.code);
        return found;
      }),
  };
};
