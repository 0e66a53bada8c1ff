/** A car comes out of a tunnel or an underpass within seconds: the first tries follow fast. */
const FIRST_DELAY_MS = 500;
/** Fifteen seconds is the longest an officer waits in the car for a link that is there again; 32,000 laptops make 2,000 tries a second, one core's work. */
const LONGEST_DELAY_MS = 15_000;
/** HQ itself said no: it may change its mind (a laptop restored by ICT), but not in seconds. */
const REFUSED_DELAY_MS = 60_000;

/**
 * How long to wait before try number `failures` + 1, in milliseconds: doubling, and each time a random half of it taken off, so that
 * laptops that lost the same mast or gateway do not come back in step. `random` is in [0, 1).
 */
export const retryDelay = (failures: number, refused: boolean, random: number = Math.random()): number => {
  const whole = refused ? REFUSED_DELAY_MS : Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(failures - 1, 16));
  return whole * (1 - random / 2);
};

/** A pause that `wake` ends early. */
export const createPause = () => {
  let wakeNow: (() => void) | undefined;
  return {
    async for(milliseconds: number): Promise<void> {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        wakeNow = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      wakeNow = undefined;
    },
    wake(): void {
      wakeNow?.();
    },
  };
};
