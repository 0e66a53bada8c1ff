import fc from 'fast-check';

/** How a story ended: what it broke, in words. */
export interface Played {
  readonly broken: readonly string[];
}
export interface StoriesOutcome {
  readonly happened: number;
  readonly violations: number;
  /** The shortest story that shows the violation, a line an event, and what it broke. */
  readonly shortest: readonly string[];
}

/** The search for a shorter story ends after so many: what it has by then is short enough to be read. */
const MOST_TRIES = 400;

/**
 * Plays stories, each to its end or to the first thing that is broken, until `events` have happened. The same seed tells the same
 * stories. A violation is shrunk, and ends the run.
 */
export const soakStories = async <Event, One extends Played>(options: {
  readonly events: number;
  readonly seed: number;
  readonly story: fc.Arbitrary<Event[]>;
  readonly told: (event: NoInfer<Event>) => string;
  readonly play: (story: readonly NoInfer<Event>[]) => Promise<One>;
  readonly onPlayed?: (played: One) => void;
  readonly say: (line: string) => void;
}): Promise<StoriesOutcome> => {
  const { events, seed, story, play, say } = options;
  let happened = 0;
  let shrinking = false;
  let tries = 0;
  const holds = fc.asyncProperty(story, async (whole) => {
    if (shrinking ? tries >= MOST_TRIES : happened >= events) return;
    if (shrinking) tries += 1;
    const counted = shrinking ? whole : whole.slice(0, events - happened);
    const played = await play(counted);
    const told = played.broken.join('; ');
    if (!shrinking) {
      options.onPlayed?.(played);
      happened += counted.length;
      say(`${happened} events${told === '' ? '' : `: ${told}; looking for the shortest story`}`);
    }
    if (told === '') return;
    shrinking = true;
    throw new Error(told);
  });
  const result = await fc.check(holds, { seed, numRuns: events, endOnFailure: false });
  if (!result.failed) return { happened, violations: 0, shortest: [] };
  const why = result.errorInstance instanceof Error ? result.errorInstance.message : 'unknown';
  return { happened, violations: 1, shortest: [...(result.counterexample?.[0] ?? []).map(options.told), why] };
};
