import type { Clock } from './clock.ts';

/** Commands that are not to be said again for a while, each for its own. */
export interface Held {
  ids(): readonly string[];
  hold(id: string, ms: number): void;
  /** Lets go of all at once. */
  release(): void;
}

/** Empty at first, so that whatever a program left is tried when it starts again. `onReleased`: a command's time is over. */
export const createHeld = (clock: Clock, signal: AbortSignal, onReleased: () => void): Held => {
  const ids = new Set<string>();
  return {
    ids: () => [...ids],
    hold(id, ms) {
      ids.add(id);
      void clock.sleep(ms, signal).then(() => {
        if (ids.delete(id)) onReleased();
      });
    },
    release: () => ids.clear(),
  };
};
