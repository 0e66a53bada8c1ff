import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronShell } from '../../../../../main/platform/shell/electron/index.ts';
import type { AppWindow, Shell } from '../../../../../main/platform/shell/port.ts';
import * as electron from './stand-in/index.ts';

/** The Electron shell on the stand-in, in this process: once a test file, as Electron starts once. */
export interface Started {
  readonly folder: string;
  readonly shell: Shell;
  readonly window: AppWindow;
  /** The window that is on the screen now. */
  current(): electron.BrowserWindow;
  /** What the shell's window told of its page. */
  readonly crashes: string[];
  remove(): void;
}

/** To be called where the file mocks 'electron' with the stand-in. `before` runs on a shell that is ready, before its window opens. */
export const startShell = async (how: { readonly packaged?: boolean; readonly before?: (shell: Shell) => void } = {}): Promise<Started> => {
  const folder = mkdtempSync(join(tmpdir(), 'mobile-office-electron-'));
  electron.start(how);
  const shell = electronShell({ dataFolder: folder });
  await shell.ready();
  shell.serve(async () => new Response('<h1>page</h1>', { headers: { 'content-type': 'text/html' } }));
  how.before?.(shell);
  const window = await shell.openWindow({ title: 'Test', width: 1366, height: 768, preload: '/preload.cjs' });
  const crashes: string[] = [];
  window.onCrashed((why) => crashes.push(why));
  await window.load('/');
  return {
    folder,
    shell,
    window,
    crashes,
    current() {
      const last = electron.windows.at(-1);
      if (!last) throw new Error('no window');
      return last;
    },
    remove() {
      electron.endAll();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
