import { mock } from 'node:test';

export type Side = 'laptop' | 'hq';

/** The laptop's clock and HQ's, in one process: whose time `new Date()` tells changes with who is at work. */
export interface Clocks {
  /** A second goes by for both. */
  tick(): void;
  /** One of them is set; by days, back or forth. */
  jump(side: Side, days: number): void;
  /** From here on it is this side's time. */
  turnTo(side: Side): void;
  now(side: Side): Date;
  /** Sets both anew: a story begins. */
  begin(): void;
  /** The machine's own time again. */
  end(): void;
}

const BEGINNING = Date.parse('2026-06-01T12:00:00.000Z');
const DAY_MS = 86_400_000;

export const createClocks = (): Clocks => {
  const times: Record<Side, number> = { laptop: BEGINNING, hq: BEGINNING };
  let current: Side = 'laptop';
  mock.timers.enable({ apis: ['Date'], now: BEGINNING });
  const show = (): void => mock.timers.setTime(times[current]);
  return {
    tick() {
      times.laptop += 1000;
      times.hq += 1000;
      show();
    },
    jump(side, days) {
      times[side] += days * DAY_MS;
      show();
    },
    turnTo(side) {
      current = side;
      show();
    },
    now: (side) => new Date(times[side]),
    begin() {
      times.laptop = BEGINNING;
      times.hq = BEGINNING;
      current = 'laptop';
      show();
    },
    end: () => mock.timers.reset(),
  };
};
