import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { DEMO_PIN } from '../hq/demo/officers.ts';
import { bundleScripts } from './bundle.ts';
import { startDemonstration } from './demonstration/demonstration.ts';
import { defaultFolder } from './demonstration/folder.ts';
import { reloadPages } from './reload.ts';
import { askForShell, chooseShell, endInWords } from './shell/choose.ts';
import { watchRenderer } from './watch.ts';

/**
 * npm run dev [-- --shell electron|chromium]: the demonstration with a window whose page is rebuilt and reloaded whenever a file of
 * renderer/ changes.
 * The session lives in main, so a reload keeps the officer signed in.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    card: { type: 'string', default: '2418' },
    headless: { type: 'boolean', default: false },
    shell: { type: 'string' },
  },
});

const main = async (): Promise<void> => {
  askForShell(values.shell, { person: !values.headless });
  const shell = chooseShell();
  console.log(`Shell: ${shell.kind}, because ${shell.why}.`);
  let address: string | undefined;
  const reload = (): void => {
    if (address !== undefined)
      reloadPages(address).then(
        () => console.log('Reloaded.'),
        () => console.log('The window does not answer; start again.'),
      );
  };
  const [stopWatching, demonstration] = await Promise.all([
    watchRenderer(reload, console.log),
    bundleScripts().then(() => startDemonstration({ folder: values.data ?? defaultFolder() })),
  ]);
  try {
    const client = demonstration.startClient({ debugging: true, headless: values.headless });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => client.process.kill('SIGTERM'));
    address = await client.debuggerAddress;
    await demonstration.insert(values.card);
    console.log(`Warrant card ${values.card} is in the reader, PIN ${DEMO_PIN}. The page follows renderer/. Ctrl+C ends it.`);
    if (client.process.exitCode === null) await once(client.process, 'exit');
  } finally {
    await stopWatching();
    await demonstration.close();
  }
};

await main().catch(endInWords);
process.exit(0);
