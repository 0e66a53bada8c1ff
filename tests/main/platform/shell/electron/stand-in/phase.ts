/** Every call that has its side of 'ready', in order. */
export const calls: string[] = [];

const phase = { ready: false, done: Promise.withResolvers<void>() };

/** Chromium is up a while after the main script has run, never within it (docs/api/app.md, 'ready'). */
export const launch = (afterMs = 10): void => {
  setTimeout(() => {
    phase.ready = true;
    phase.done.resolve();
  }, afterMs);
};

export const isReady = (): boolean => phase.ready;
export const whenReady = (): Promise<void> => phase.done.promise;

/** What is legal before 'ready' only. */
export const before = (name: string): void => {
  if (phase.ready) throw new Error(`${name} can only be called before app is ready`);
  calls.push(name);
};

/** What is legal after 'ready' only. */
export const after = (name: string): void => {
  if (!phase.ready) throw new TypeError(`${name} cannot be used before app is ready`);
  calls.push(name);
};
