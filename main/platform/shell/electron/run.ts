import { join } from 'node:path';
import { app } from 'electron';
import { EXIT_USAGE, parseArguments, type ShellArguments, USAGE } from '../arguments.ts';
import { bundlesBeside } from '../bundles.ts';
import type { Commands } from '../commands.ts';
import { EXIT_FAILED, endOnFault, tellFault } from '../fault.ts';
import { killProcesses } from '../processes.ts';
import { runEntry } from '../run-entry.ts';
import { electronShell } from './index.ts';
import { ALLOWED_SWITCHES, refusedVariable } from './policy.ts';
import { renderers } from './renderers.ts';

/** Chromium's end takes less; it waits for what may be what is broken. */
const END_MS = 2000;

/** Set by the bundler from package.json. */
declare const APP_VERSION: string;

/**
 * The product: dist/main/electron.cjs. Nothing may be awaited before the shell is made; Electron becomes ready meanwhile. What is not
 * the shell is evaluated after that, beside the processes that Electron has started by then.
 */
export const runElectron = (commands: Commands): void => {
  let logFolder: string | undefined;
  // Electron itself would show the error's text and go on.
  endOnFault((fault) => {
    tellFault(logFolder, fault);
    end();
  });
  const given = startArguments();
  if (typeof given === 'string') {
    console.error(given);
    // Not process.exit, which Electron replaces by this very one. Once Chromium runs it returns.
    app.exit(EXIT_USAGE);
    return;
  }
  const { configFile, dataFolder } = given;
  logFolder = join(dataFolder, 'logs');
  // Electron's own switch, legal before ready: the address is on the second stream.
  if (given.e2ePort) app.commandLine.appendSwitch('remote-debugging-port', '0');
  const entries = bundlesBeside(__dirname);
  const shell = electronShell({ dataFolder });

  runEntry(shell.quit, async () => {
    if (given.selfTest) {
      await app.whenReady();
      const report = await commands.selfTest({ shell: 'electron', sealing: shell.secrets.sealing, entries });
      console.log(JSON.stringify(report));
      app.exit(report.ok ? 0 : 1);
      return;
    }
    if (given.enrol !== undefined) {
      await app.whenReady();
      const { secrets } = shell;
      app.exit(await commands.enrol({ configFile, dataFolder, secrets, order: given.enrol, say: console.log }));
      return;
    }
    await shell.ready();
    await commands.start(shell, { configFile, version: APP_VERSION, entries, acceptance: given.acceptance });
  });
};

/** How the program was started, or why it does not start like that. */
const startArguments = (): ShellArguments | string => {
  const variable = app.isPackaged ? refusedVariable(process.env) : undefined;
  if (variable !== undefined) return `Mobile Office does not start while ${variable} is set.`;
  const own = process.argv.slice(app.isPackaged ? 1 : 2);
  const given = parseArguments(own, { packaged: app.isPackaged, lenient: !app.isPackaged, allowed: ALLOWED_SWITCHES });
  return given.ok ? given.value : USAGE;
};

/** What is on the screen goes first; the process after that, with its keys, whether or not Chromium's end comes about. */
const end = (): void => {
  if (app.isReady()) killProcesses(renderers());
  setTimeout(() => killProcesses([process.pid]), END_MS);
  app.exit(EXIT_FAILED);
};
