import { defineCommand } from '../command-line/command.ts';
import { configOf } from '../command-line/file.ts';
import { type RunningHq, startHq } from '../index.ts';

/** One JSON line with the ports on standard output once HQ is ready; its log goes to standard error. */
export const serve = defineCommand({
  name: 'serve',
  summary: 'brings the database up to date and runs HQ until SIGTERM or SIGINT; SIGHUP reads certificates, lists and policy anew',
  positionals: { config: 'CONFIG.json' },
  run: async ({ config }) => {
    let hq: RunningHq | undefined;
    let isAsked = false;
    // Before anything else: without it the signal ends the process, and a start takes minutes where the database is brought up to date.
    process.on('SIGHUP', () => {
      if (hq === undefined) isAsked = true;
      else void hq.reload(); // Never rejects.
    });
    const running = await startHq(configOf(config));
    hq = running;
    const stop = (): void => {
      void running.close();
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    process.stdout.write(`${JSON.stringify({ ready: true, ports: running.ports })}\n`);
    if (isAsked) void running.reload();
  },
});
