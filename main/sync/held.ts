import type { Clock } from './clock.ts';

/** Until then it is the link that is gone, and all go in the order in which they were written. */
const SILENCES_BEFORE_OTHERS = 3;

/** Commands that are not to be said again for a while, each for its own. */
export interface Held {
  ids(): readonly string[];
  hold(id: string, ms: number): void;
  /** Those that had no answer so often, since all were let go of, that others may go before them. */
  silent(): readonly string[];
  /** It had no answer once more. */
  unanswered(id: string): void;
  answered(id: string): void;
  /** Lets go of all at once. */
  release(): void;
}

/** Empty at first, so that whatever a program left is tried when it starts again. `onReleased`: a command's time is over. */
export const createHeld = (clock: Clock, signal: AbortSignal, onReleased: () => void): Held => {
  const ids = new Set<string>();
  const silences = new Map<string, number>();
  return {
    ids: () => [...ids],
    hold(id, ms) {
      ids.add(id);
      void clock.sleep(ms, signal).then(() => {
        if (ids.delete(id)) onReleased();
      });
    },
    silent: () => [...silences].flatMap(([id, times]) => (times < SILENCES_BEFORE_OTHERS ? [] : [id])),
    unanswered: (id) => void silences.set(id, (silences.get(id) ?? 0) + 1),
    answered: (id) => void silences.delete(id),
    release() {
      ids.clear();
      silences.clear();
    },
  };
};
