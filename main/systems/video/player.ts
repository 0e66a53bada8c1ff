import type { Clip } from '../../../contracts/domain/clip.ts';
import { leafCount } from '../../../contracts/domain/clip-parts.ts';
import type { ClipFault } from '../../../contracts/ipc/video.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import type { Store } from '../../store/store.ts';
import type { VideoService } from '../../sync/services/video.ts';
import { readLeaves } from './read-leaves.ts';
import type { KeptLeaf } from './repository.ts';

/** So many leaves are asked for where playing begins or jumps to: the first picture waits for no more. */
const AT_A_JUMP = 2;
/** So many where it goes on, and as many beyond, so that the window waits for no round trip. */
const GOING_ON = 4;
/** As many answers are on their way at once, and as many wait to be kept: what is in memory is this much. */
const MOST_ASKED = 3;

export interface PlayerPorts {
  readonly store: Store;
  /** Undefined while HQ's systems cannot be asked. */
  readonly service: () => VideoService | undefined;
  /** Whether the disk has room for what is only kept to be there again. */
  readonly hasRoom: () => Promise<boolean>;
  /** How many leaves of all clips are kept on this laptop. */
  readonly most: number;
  readonly now: () => Date;
}

/** Clips of one open store, in proven leaves. */
export interface Player {
  /** The leaves from this one on that can be had together, at least that one: from this laptop, else from HQ, proven either way. */
  from(clip: Clip, leaf: number): Promise<Result<readonly KeptLeaf[], ClipFault>>;
}

type Run = Promise<Result<readonly KeptLeaf[], ClipFault>>;

/**
 * Reads clips leaf by leaf. What comes from HQ is proven before anybody gets a byte of it, and is kept in the store, whose cipher seals it,
 * for the next time. A clip is never whole in memory: a few answers of a few leaves are.
 */
export const createPlayer = ({ store, service, hasRoom, most, now }: PlayerPorts): Player => {
  const asked = new Map<string, Run>();
  let keeping = 0;
  let next = '';

  const keep = async (root: string, leaves: readonly KeptLeaf[]): Promise<void> => {
    if (keeping >= MOST_ASKED) return; // The disk is slower than the link: it is asked for again another time.
    keeping += 1;
    try {
      if (await hasRoom()) await store.write('video.keep', { root, leaves: [...leaves], most, at: now().toISOString() });
    } catch {
      // The store has closed, or is full: it was played all the same.
    } finally {
      keeping -= 1;
    }
  };

  const ask = async (clip: Clip, first: number, count: number): Run => {
    const came = await service()?.leaves(clip.id, first, count);
    if (came === undefined) return fail('NoSignal');
    if (!came.ok) return came;
    const leaves = readLeaves(came.value, clip, first, count);
    if (leaves === undefined) return fail('Changed');
    void keep(clip.root, leaves);
    return ok(leaves);
  };

  /** One answer serves all who want the same. */
  const askOnce = (clip: Clip, first: number, count: number): Run => {
    const key = keyOf(clip, first);
    const known = asked.get(key);
    if (known !== undefined) return known;
    const running = ask(clip, first, count);
    asked.set(key, running);
    // A link that was gone may be back.
    void running.then((came) => {
      if (!came.ok && came.code === 'NoSignal' && asked.get(key) === running) asked.delete(key);
    });
    // What nobody came for makes room for what is asked for now.
    for (const [old] of asked) if (asked.size > MOST_ASKED) asked.delete(old);
    return running;
  };

  const aheadOf = async (clip: Clip, first: number): Promise<void> => {
    if (first >= leafCount(clip.bytes) || service() === undefined || asked.has(keyOf(clip, first))) return;
    const [here] = await store.read('video.leaves', { root: clip.root, first, count: 1 });
    if (here === undefined) void askOnce(clip, first, GOING_ON);
  };

  return {
    async from(clip, leaf) {
      const goesOn = next === keyOf(clip, leaf);
      const here = unbroken(await store.read('video.leaves', { root: clip.root, first: leaf, count: GOING_ON }), leaf);
      const found = here.length > 0 ? ok(here) : await askOnce(clip, leaf, goesOn ? GOING_ON : AT_A_JUMP);
      asked.delete(keyOf(clip, leaf));
      if (!found.ok) return found;
      const after = leaf + found.value.length;
      next = keyOf(clip, after);
      void aheadOf(clip, after).catch(() => undefined); // The store has closed.
      return found;
    },
  };
};

const keyOf = ({ root }: Pick<Clip, 'root'>, leaf: number): string => `${root} ${leaf}`;

/** The leaves up to the first that is missing. */
const unbroken = (leaves: readonly KeptLeaf[], first: number): readonly KeptLeaf[] =>
  leaves.filter(({ leaf }, index) => leaf === first + index);
