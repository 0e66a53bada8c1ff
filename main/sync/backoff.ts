/** The first wait: about as long as a laptop needs to change from one mast to the next. */
export const FIRST_WAIT_MS = 1000;
/** The longest: an officer whose signal is back should not wait for more than this even if nothing else tells. */
export const LONGEST_WAIT_MS = 60_000;

/**
 * How long to wait after the nth failure in a row (n from 1): doubling, and each laptop its own share of it, between half and
 * all, so that a thousand of them do not come back to HQ in the same second. `random` is in [0, 1).
 */
export const backoff = (failures: number, random: () => number): number => {
  const whole = Math.min(FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 30), LONGEST_WAIT_MS);
  return Math.round(whole * (0.5 + random() / 2));
};
