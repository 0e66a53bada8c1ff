import { setTimeout as sleep } from 'node:timers/promises';

/** As long as an operating system that ends a session waits for us. */
const QUIT_MS = 3000;

/** Runs the quit listeners once, however often it is asked, and waits for them, but not for ever. A listener that fails stops no other. */
export const createQuit = (end: (code: number) => Promise<void>) => {
  const listeners: (() => void | Promise<void>)[] = [];
  let quitting: Promise<void> | undefined;
  const run = async (code: number): Promise<void> => {
    const all = Promise.allSettled(listeners.map(async (listener) => listener()));
    await Promise.race([all, sleep(QUIT_MS, undefined, { ref: false })]);
    await end(code);
  };
  return {
    onQuit: (listener: () => void | Promise<void>): void => void listeners.push(listener),
    quit(code: number): Promise<void> {
      quitting ??= run(code);
      return quitting;
    },
  };
};
