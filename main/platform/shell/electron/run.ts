import { app } from 'electron';
import { EXIT_USAGE, parseArguments, USAGE } from '../arguments.ts';
import { bundlesBeside } from '../bundles.ts';
import type { Commands } from '../commands.ts';
import { runEntry } from '../run-entry.ts';
import { electronShell } from './index.ts';

/** Set by the bundler from package.json. */
declare const APP_VERSION: string;

/**
 * The product: dist/main/electron.cjs. Nothing may be awaited before the shell is made; Electron becomes ready meanwhile. What is not
 * the shell is evaluated after that, beside the processes that Electron has started by then.
 */
export const runElectron = (commands: Commands): void => {
  const own = process.argv.slice(app.isPackaged ? 1 : 2);
  const given = parseArguments(own, { packaged: app.isPackaged, lenient: true });
  if (!given.ok) {
    console.error(USAGE);
    process.exit(EXIT_USAGE);
  }
  const { configFile, dataFolder } = given.value;
  // Electron's own switch, legal before ready: the address is on the second stream.
  if (given.value.e2ePort) app.commandLine.appendSwitch('remote-debugging-port', '0');
  const entries = bundlesBeside(__dirname);
  const shell = electronShell({ dataFolder });

  runEntry(shell.quit, async () => {
    if (given.value.selfTest) {
      await app.whenReady();
      const report = await commands.selfTest({ shell: 'electron', sealing: shell.secrets.sealing, entries });
      console.log(JSON.stringify(report));
      app.exit(report.ok ? 0 : 1);
      return;
    }
    if (given.value.enrol !== undefined) {
      await app.whenReady();
      const { secrets } = shell;
      app.exit(await commands.enrol({ configFile, dataFolder, secrets, order: given.value.enrol, say: console.log }));
      return;
    }
    await shell.ready();
    await commands.start(shell, { configFile, version: APP_VERSION, entries, acceptance: given.value.acceptance });
  });
};
