/** Locks after a time without a key or a touch (policy: at most 900 s); a new policy counts from the next key on. */
export interface IdleLock {
  /** The officer did something. */
  active(): void;
  start(): void;
  stop(): void;
}

export const createIdleLock = (options: { readonly seconds: () => number; readonly onIdle: () => void }): IdleLock => {
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  const start = (): void => {
    stop();
    timer = setTimeout(options.onIdle, options.seconds() * 1000);
    timer.unref();
  };
  return { start, stop, active: () => timer !== undefined && start() };
};
