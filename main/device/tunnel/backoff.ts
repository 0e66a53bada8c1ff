/** A car comes out of a tunnel or an underpass within seconds: the first tries follow fast. */
const FIRST_DELAY_MS = 500;
/**
 * Fifteen seconds is the longest an officer waits in the car for a link that is there again. HQ finishes 65 to 175 handshakes a second and
 * core: after a restart 32,000 laptops are back in minutes, however they wait, and `handshakeDeadline` keeps them from wasting its work.
 */
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

/**
 * How long to wait after a session that was a good one: next to nothing for an officer in a car, and each laptop its own share of it, so
 * that those which lost the same gateway in one instant do not come back in the next.
 */
export const afterGoodSession = (random: number = Math.random()): number => FIRST_DELAY_MS * random;

/** TCP and TLS cost two round trips; on a link so bad that they take longer, another try has better odds (a new SYN at once). */
const HANDSHAKE_MS = 8_000;
/** As long as HQ itself waits (hq/connections/limits.ts). */
const LONGEST_HANDSHAKE_MS = 20_000;

/**
 * How long a handshake may take after so many failures in a row, in milliseconds: longer each time, for HQ that is slow because everybody
 * comes at once gets slower by handshakes that are given up in the middle and begun anew.
 */
export const handshakeDeadline = (failures: number): number => Math.min(LONGEST_HANDSHAKE_MS, HANDSHAKE_MS * (1 + failures / 2));

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
