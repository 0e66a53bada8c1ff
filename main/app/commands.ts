import type { Commands } from '../platform/shell/commands.ts';

/** What the program can be started for. Each part is evaluated when it is called: the shell's own processes start meanwhile. */
export const commands: Commands = {
  start: async (shell, options) => (await import('./index.ts')).start(shell, options),
  selfTest: async (options) => (await import('./self-test/self-test.ts')).selfTest(options),
  enrol: async (options) => (await import('./enrol-command.ts')).runEnrolment(options),
};
