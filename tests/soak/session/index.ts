import { soakStories } from '../stories.ts';
import { type SoakEvent, story, told } from './events.ts';
import { type SoakForce, startSoakForce } from './force.ts';
import { openWorld, type World } from './world.ts';

export interface SoakOutcome {
  readonly events: number;
  readonly violations: number;
  readonly signIns: number;
  readonly writes: number;
  readonly shortest: readonly string[];
}

/** Lets `events` happen to laptops with real cards, store and HQ (stories.ts). */
export const soakSession = async (options: {
  readonly events: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}): Promise<SoakOutcome> => {
  const force = await startSoakForce();
  const tally = { signIns: 0, writes: 0 };
  try {
    const { happened, ...outcome } = await soakStories<SoakEvent, { readonly broken: readonly string[] } & World['tally']>({
      ...options,
      ...{ story, told, play: (scenes) => play(force, scenes) },
      onPlayed({ signIns, writes }) {
        tally.signIns += signIns;
        tally.writes += writes;
      },
    });
    return { events: happened, ...outcome, ...tally };
  } finally {
    await force.close();
  }
};

/** Plays one story on a fresh laptop, to its end or to the first thing that is broken. */
const play = async (force: SoakForce, scenes: readonly SoakEvent[]): Promise<{ readonly broken: readonly string[] } & World['tally']> => {
  const world = await openWorld(force);
  try {
    for (const scene of scenes) {
      const broken = await world.happen(scene);
      if (broken.length > 0) return { broken, ...world.tally };
    }
    return { broken: await world.end(), ...world.tally };
  } finally {
    await world.close();
  }
};
