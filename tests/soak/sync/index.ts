import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Played, type StoriesOutcome, soakStories } from '../stories.ts';
import { type Clocks, createClocks } from './clocks.ts';
import { type SoakHq, startSoakHq } from './hq.ts';
import { type SyncStep, story, told } from './steps.ts';
import { emptyTally, openSyncWorld, type Tally } from './world.ts';

export interface SyncSoak extends StoriesOutcome {
  readonly tally: Tally;
}

/** Lets `steps` happen to one officer's laptops and HQ (stories.ts). `happened`: how many did. */
export const soakSync = async (options: {
  readonly steps: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}): Promise<SyncSoak> => {
  const { steps: events, seed, say } = options;
  const clocks = createClocks();
  const hq = await startSoakHq(clocks);
  const tally = emptyTally();
  try {
    const outcome = await soakStories<SyncStep, Played & { readonly tally: Tally }>({
      ...{ events, seed, say, story, told, play: (steps) => play(hq, clocks, steps) },
      onPlayed(played) {
        for (const name of Object.keys(tally) as (keyof Tally)[]) tally[name] += played.tally[name];
      },
    });
    return { ...outcome, tally };
  } finally {
    await hq.close();
    clocks.end();
  }
};

/** Plays one story on fresh laptops, to its end or to the first thing that is broken. */
const play = async (hq: SoakHq, clocks: Clocks, steps: readonly SyncStep[]): Promise<Played & { readonly tally: Tally }> => {
  const folder = mkdtempSync(join(tmpdir(), 'mo-soak-sync-'));
  const world = await openSyncWorld(hq, clocks, folder);
  try {
    for (const step of steps) {
      const broken = await world.happen(step);
      if (broken.length > 0) return { broken, tally: world.tally() };
    }
    return { broken: await world.end(), tally: world.tally() };
  } finally {
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
