import { parseArgs } from 'node:util';
import { chromiumShell } from '../../main/platform/shell/chromium/index.ts';

/**
 * What the start of the client is held against: the same shell, bundled alike, with one word on a page that needs nothing.
 * Arguments: a data folder, the folder of the page's bridge, the preload.
 */
const { values } = parseArgs({ options: { data: { type: 'string' }, scripts: { type: 'string' }, preload: { type: 'string' } } });
const { data = '', scripts = '', preload = '' } = values;
const PAGE = '<!doctype html><html lang="en-GB"><title>Empty</title><p>Empty</p></html>';

const main = async (): Promise<void> => {
  const shell = chromiumShell({ dataFolder: data, pageScripts: scripts, headless: true, e2ePort: true });
  await shell.ready();
  shell.serve(async () => new Response(PAGE, { headers: { 'content-type': 'text/html; charset=utf-8' } }));
  const window = await shell.openWindow({ title: 'Empty', width: 1366, height: 768, preload });
  await window.load('/');
  console.log(JSON.stringify({ debugger: await shell.debuggerAddress() }));
};
void main();
