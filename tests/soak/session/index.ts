import fc from 'fast-check';
import { type SoakEvent, story, told } from './events.ts';
import { type SoakForce, startSoakForce } from './force.ts';
import { openWorld, type World } from './world.ts';

export interface SoakOutcome {
  readonly events: number;
  readonly violations: number;
  readonly signIns: number;
  readonly writes: number;
  /** The shortest story that shows the violation, a line an event, and what it broke. */
  readonly shortest: readonly string[];
}

/** Runs stories until `events` have happened. The same seed tells the same stories. A violation is shrunk, and ends the run. */
export const soakSession = async (options: {
  readonly events: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}): Promise<SoakOutcome> => {
  const { events, seed, say } = options;
  const force = await startSoakForce();
  let happened = 0;
  const tally = { signIns: 0, writes: 0 };
  let shrinking = false;
  try {
    const holds = fc.asyncProperty(story, async (scenes) => {
      if (happened >= events && !shrinking) return;
      const counted = shrinking ? scenes : scenes.slice(0, events - happened);
      const { broken, signIns, writes } = await play(force, counted);
      tally.signIns += signIns;
      tally.writes += writes;
      if (!shrinking) happened += counted.length;
      say(`${happened} events${broken.length > 0 ? `: ${broken.join('; ')}` : ''}`);
      if (broken.length === 0) return;
      shrinking = true;
      throw new Error(broken.join('; '));
    });
    const result = await fc.check(holds, { seed, numRuns: events, endOnFailure: false });
    if (!result.failed) return { events: happened, violations: 0, ...tally, shortest: [] };
    const shortest = result.counterexample?.[0] ?? [];
    const why = result.errorInstance instanceof Error ? result.errorInstance.message : 'unknown';
    return { events: happened, violations: 1, ...tally, shortest: [...shortest.map(told), why] };
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
