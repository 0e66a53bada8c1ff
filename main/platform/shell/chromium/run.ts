import { join } from 'node:path';
import { EXIT_USAGE, parseArguments, USAGE } from '../arguments.ts';
import { bundlesBeside } from '../bundles.ts';
import type { Commands } from '../commands.ts';
import { EXIT_FAILED, endOnFault, tellFault } from '../fault.ts';
import { runEntry } from '../run-entry.ts';
import { chromiumShell } from './index.ts';

/** Set by the bundler from package.json. */
declare const APP_VERSION: string;

/**
 * The client on Debian's Chromium: dist/main/chromium.cjs. The browser is started before the rest of the program is evaluated: each
 * takes a good part of a second, and they are side by side.
 */
export const runChromium = (commands: Commands): void => {
  let logFolder: string | undefined;
  endOnFault((fault) => {
    tellFault(logFolder, fault);
    process.exit(EXIT_FAILED); // The browser ends with its pipe.
  });
  const given = parseArguments(process.argv.slice(2), { packaged: false, lenient: false });
  if (!given.ok) {
    console.error(USAGE);
    process.exit(EXIT_USAGE);
  }
  const { configFile, dataFolder, headless, e2ePort } = given.value;
  logFolder = join(dataFolder, 'logs');
  const entries = bundlesBeside(__dirname);

  const shell = chromiumShell({ dataFolder, pageScripts: __dirname, headless, e2ePort });

  runEntry(shell.quit, async () => {
    if (given.value.selfTest) {
      const report = await commands.selfTest({ shell: 'chromium', sealing: shell.secrets.sealing, entries });
      console.log(JSON.stringify(report));
      process.exit(report.ok ? 0 : 1);
    }
    if (given.value.enrol !== undefined) {
      const { secrets } = shell;
      process.exit(await commands.enrol({ configFile, dataFolder, secrets, order: given.value.enrol, say: console.log }));
    }
    await shell.ready();
    await commands.start(shell, { configFile, version: APP_VERSION, entries, acceptance: given.value.acceptance });
    // The tests read where to connect.
    if (e2ePort) console.log(JSON.stringify({ debugger: await shell.debuggerAddress() }));
  });
};
