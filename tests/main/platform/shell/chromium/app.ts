import { join } from 'node:path';
import { chromiumShell } from '../../../../../main/platform/shell/chromium/index.ts';
import { runEntry } from '../../../../../main/platform/shell/run-entry.ts';
import { testServe } from '../page.ts';

/**
 * A program of its own on the chromium shell, for tests that kill it, start it twice, or start it as somebody else.
 * Arguments: data folder, dist folder. It says what happens as JSON lines.
 */
const [dataFolder = '', dist = ''] = process.argv.slice(2);
const say = (event: string, more: object = {}): void => console.log(JSON.stringify({ event, ...more }));
const shell = chromiumShell({ dataFolder, pageScripts: join(dist, 'main'), headless: true, e2ePort: true });

runEntry(shell.quit, async () => {
  shell.onQuit(async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    say('quit');
  });
  shell.onSecondInstance(() => say('second'));
  await shell.ready();
  shell.serve(testServe);
  shell.handle('session.state', async (_from, payload) => ({ ok: true, value: payload }));
  const window = await shell.openWindow({ title: 'Test', width: 800, height: 600, preload: join(dist, 'preload', 'preload.cjs') });
  window.onClosed(() => say('closed'));
  await window.load('/');
  say('open', { debugger: await shell.debuggerAddress(), renewed: await window.renew('/') });
});
