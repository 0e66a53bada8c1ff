import { causeOf, EXIT_FAILED } from './fault.ts';

/**
 * Runs an entry's main function. A second start of the program ends quietly: the first has come to the front. Any other
 * failure is reported by its cause alone. `quit` is the shell's.
 */
export const runEntry = (quit: (code: number) => void, main: () => Promise<void>): void => {
  main().catch((error: unknown) => {
    const cause = causeOf(error);
    if (cause === 'AlreadyRunning') {
      quit(0);
      return;
    }
    console.error(`Mobile Office could not start: ${cause}`);
    quit(EXIT_FAILED);
  });
};
