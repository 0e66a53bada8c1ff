/** EX_SOFTWARE of sysexits.h. */
const EXIT_FAILED = 70;

/**
 * Runs an entry's main function. A second start of the program ends quietly: the first has come to the front. Any other
 * failure is told by its code or class alone, since a message may hold what nobody should read. `quit` is the shell's.
 */
export const runEntry = (quit: (code: number) => void, main: () => Promise<void>): void => {
  main().catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === 'AlreadyRunning') {
      quit(0);
      return;
    }
    console.error(`Mobile Office could not start: ${code ?? (error instanceof Error ? error.name : 'unknown')}`);
    quit(EXIT_FAILED);
  });
};
