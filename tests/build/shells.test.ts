import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startClient } from '../../build/demonstration/client.ts';
import { askForShell, chooseShell, electronProgram, hasDisplay, type Machine, NoShell } from '../../build/shell/choose.ts';

/** A desktop of Debian's with Electron's binary, and an ordinary user at it. */
const desktop: Machine = {
  platform: 'linux',
  isRoot: false,
  hasDisplay: true,
  electron: '/e/electron',
  hasChromium: true,
  hasXvfb: true,
};
const here = (change: Partial<Machine> = {}): Machine => ({ ...desktop, ...change });

describe('the choice of a shell', () => {
  const kind = (machine: Machine, asked?: string, unseen = false): string => {
    try {
      return chooseShell({ asked, unseen }, machine).kind;
    } catch (error) {
      if (error instanceof NoShell) return error.message;
      throw error;
    }
  };

  it('is Chromium unless somebody asks, also where Electron is, and Electron where there is no Chromium', () => {
    expect(kind(here())).toBe('chromium');
    expect(kind(here(), 'electron')).toBe('electron');
    expect(kind(here({ hasChromium: false }))).toBe('electron');
    expect(kind(here({ platform: 'win32', hasChromium: false }))).toBe('electron');
    expect(kind(here({ platform: 'darwin', hasChromium: false }))).toBe('electron');
  });

  it('says in a sentence what is missing, rather than let somebody wait', () => {
    expect(kind(here({ electron: undefined }), 'electron')).toMatch(/^Electron’s binary is not on this machine .*npx install-electron/);
    expect(kind(here({ isRoot: true }), 'electron')).toMatch(/does not run as root/);
    expect(kind(here({ hasDisplay: false, hasXvfb: false }), 'electron')).toMatch(/needs a display/);
    expect(kind(here({ platform: 'win32', electron: undefined, hasChromium: false }))).toMatch(/npx install-electron/);
    expect(kind(here({ platform: 'win32' }), 'chromium')).toMatch(/needs Linux/);
    expect(kind(here(), 'firefox')).toBe('--shell takes electron or chromium.');
    expect(kind(here(), '')).toBe('--shell takes electron or chromium.');
  });

  it('runs Electron unseen on an X server of its own, and seen where there is a display', () => {
    const command = (machine: Machine, unseen: boolean) => chooseShell({ asked: 'electron', unseen }, machine).command.join(' ');
    expect(command(here(), true)).toMatch(/unseen\.ts \/e\/electron .*electron\.cjs$/);
    expect(command(here(), false)).toMatch(/^\/e\/electron /);
    expect(command(here({ hasDisplay: false }), false)).toMatch(/unseen\.ts/);
    expect(command(here({ platform: 'win32' }), true)).toMatch(/^\/e\/electron /);
  });

  it('shows a person the product’s own shell where it can run, and only there', () => {
    const asked = process.env['MOBILE_OFFICE_SHELL'];
    const settled = (given: string | undefined, person: boolean, machine: Machine): string | undefined => {
      delete process.env['MOBILE_OFFICE_SHELL'];
      askForShell(given, { person }, machine);
      return process.env['MOBILE_OFFICE_SHELL'];
    };
    try {
      expect(settled(undefined, true, here())).toBe('electron');
      expect(settled(undefined, true, here({ isRoot: true }))).toBeUndefined();
      expect(settled(undefined, false, here())).toBeUndefined();
      expect(settled('chromium', true, here())).toBe('chromium');
    } finally {
      delete process.env['MOBILE_OFFICE_SHELL'];
      if (asked !== undefined) process.env['MOBILE_OFFICE_SHELL'] = asked;
    }
  });

  it('finds Electron’s program where its package puts it on each platform, or where Electron itself is told to look', () => {
    expect(electronProgram('/p', 'linux', undefined)).toBe('/p/node_modules/electron/dist/electron');
    expect(electronProgram('C:\\p', 'win32', undefined)).toBe('C:\\p\\node_modules\\electron\\dist\\electron.exe');
    expect(electronProgram('/p', 'darwin', undefined)).toBe('/p/node_modules/electron/dist/Electron.app/Contents/MacOS/Electron');
    expect(electronProgram('/p', 'linux', '/dist')).toBe('/dist/electron');
  });

  it('knows that Windows and macOS always have a display', () => {
    expect([hasDisplay('win32', {}), hasDisplay('darwin', {}), hasDisplay('linux', {})]).toEqual([true, true, false]);
    expect([hasDisplay('linux', { DISPLAY: ':0' }), hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })]).toEqual([true, true]);
  });
});

describe('a client', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mobile-office-shells-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A program in the place of Electron's. */
  const standIn = (script: string): string => {
    const file = join(folder, 'electron');
    writeFileSync(file, `#!${process.execPath}\n${script}`, { mode: 0o755 });
    return file;
  };
  const start = (electron: string, how: { readonly startingMs?: number; readonly unseen?: boolean } = {}) => {
    const { unseen = false, ...rest } = how;
    const shell = chooseShell({ asked: 'electron', unseen }, here({ electron }));
    return startClient(folder, join(folder, 'client.json'), { headless: true, debugging: true, stderr: 'pipe', shell, ...rest });
  };
  const ADDRESS = 'ws://127.0.0.1:41234/devtools/browser/5bd8d1ce';
  const SAYS = `process.stderr.write('\\n[1:1129/0:ERROR:dbus] no bus\\nDevTools listening on ${ADDRESS}\\n');`;
  const STAYS = 'setInterval(() => undefined, 1000);';

  it('in Electron is driven at the address that Chromium says on the second stream', async () => {
    const client = start(standIn(SAYS + STAYS));
    expect(await client.debuggerAddress).toBe(ADDRESS);
    await client.close();
    expect(client.process.signalCode).toBe('SIGTERM');
  });

  it('that says nothing is given up in a sentence', async () => {
    const client = start(standIn(STAYS), { startingMs: 500 });
    await expect(client.debuggerAddress).rejects.toThrow('did not say within 0.5 s where its window can be reached');
    await client.close();
  });

  it('that says nothing is given up in the chromium shell too', async () => {
    const shell = { ...chooseShell({ asked: 'chromium' }, here()), command: [standIn(STAYS)] };
    const client = startClient(folder, join(folder, 'client.json'), { headless: true, debugging: true, shell, startingMs: 500 });
    await expect(client.debuggerAddress).rejects.toThrow('did not say within 0.5 s');
    await client.close();
  });

  it('that ends at once, or is not there, is told as that', async () => {
    await expect(start(standIn('process.exit(64)')).debuggerAddress).rejects.toThrow('ended (64) before its window was there');
    const missing = start(join(folder, 'nothing'));
    await expect(missing.debuggerAddress).rejects.toThrow('could not be started');
    await missing.close();
  });

  it('nobody sees has a display of its own, which is gone when it ends', async () => {
    const client = start(standIn(`${SAYS} process.stderr.write('display ' + process.env.DISPLAY + '\\n'); ${STAYS}`), { unseen: true });
    let said = '';
    client.process.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    await expect.poll(() => said, { timeout: 20_000 }).toMatch(/display :\d+/);
    const socket = `/tmp/.X11-unix/X${/display :(\d+)/.exec(said)?.[1]}`;
    expect(existsSync(socket)).toBe(true);
    await client.close();
    await expect.poll(() => existsSync(socket), { timeout: 10_000 }).toBe(false);
  });
});
