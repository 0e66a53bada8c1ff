/** Locks after a time without a key or a touch (policy: at most 900 s); a new policy counts from the next key on. */
export interface IdleLock {
  /** The officer did something. */
  active(): void;
  start(): void;
  stop(): void;
}

/** The part of the time after which the lock is near. */
const SOON = 0.6;

export const createIdleLock = (options: {
  readonly seconds: () => number;
  /** The lock is near. */
  readonly onSoon: () => void;
  readonly onIdle: () => void;
}): IdleLock => {
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  const after = (milliseconds: number, act: () => void): void => {
    timer = setTimeout(act, milliseconds);
    timer.unref();
  };
  const start = (): void => {
    stop();
    const milliseconds = options.seconds() * 1000;
    after(milliseconds * SOON, () => {
      after(milliseconds * (1 - SOON), options.onIdle);
      options.onSoon();
    });
  };
  return { start, stop, active: () => timer !== undefined && start() };
};
