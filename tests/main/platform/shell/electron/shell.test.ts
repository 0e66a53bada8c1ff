import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AppWindow, Shell } from '../../../../../main/platform/shell/port.ts';
import { PATIENCE } from '../patience.ts';
import { type Started, startShell } from './harness.ts';
import { type Login1, startBus } from './login1.ts';
import * as electron from './stand-in/index.ts';

vi.mock('electron', () => import('./stand-in/index.ts'));

const frame = (more: object = {}) => ({ senderFrame: { detached: false, parent: null, origin: 'app://local', ...more } });
const prevented = (emitter: { emit(name: string, ...values: unknown[]): boolean }, name: string, more: object = {}): boolean => {
  const preventDefault = vi.fn();
  emitter.emit(name, { ...more, preventDefault }, ...Array(5).fill(() => undefined));
  return preventDefault.mock.calls.length > 0;
};

describe("the Electron shell's own logic, on a stand-in", () => {
  let started: Started;
  let logind: Login1;
  let shell: Shell;
  let window: AppWindow;
  let crashes: string[];
  let closed = 0;
  let quitRan = false;
  const current = () => started.current();
  const call =
    (channel: string, event: object, payload: unknown = null) =>
    async () =>
      current().webContents.invoke(channel, payload, event);
  const ours = () => {
    const made = electron.sessions[0];
    if (!made) throw new Error('no session');
    return made;
  };

  beforeAll(async () => {
    logind = await startBus();
    await logind.appear();
    vi.stubEnv('DBUS_SYSTEM_BUS_ADDRESS', logind.address);
    started = await startShell({
      before(made) {
        made.onQuit(async () => {
          await new Promise((resolve) => setTimeout(resolve, 10));
          quitRan = true;
        });
        made.handle('session.state', async (from, payload) => ({ from, payload, key: Buffer.from('key') }));
        made.serve(async (request) => {
          if (request.url.endsWith('/throws')) throw new Error('a name');
          return new Response('x', { headers: { 'content-security-policy': "default-src 'none'" } });
        });
      },
    });
    ({ shell, window, crashes } = started);
    window.onClosed(() => {
      closed += 1;
    });
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    started?.remove();
    await logind?.stop();
  });

  it('settles before ready what is legal only then, once, and in order', () => {
    const early = electron.calls.slice(0, electron.calls.indexOf('configureHostResolver'));
    for (const name of ['registerSchemesAsPrivileged', 'enableSandbox', 'setPath userData', 'setPath sessionData', 'setPath crashDumps']) {
      expect(early.filter((done) => done === name)).toHaveLength(1);
    }
    expect(early.indexOf('setPath userData')).toBeLessThan(early.indexOf('requestSingleInstanceLock'));
    expect(early).toContain('appendSwitch host-resolver-rules=MAP * ~NOTFOUND');
    expect(electron.protocol.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
    ]);
  });

  it('has one session, in memory, and opens no page in another', () => {
    expect(electron.calls.filter((name) => name.startsWith('fromPartition'))).toEqual(['fromPartition mobile-office']);
    expect((current().options.webPreferences as { session: unknown }).session).toBe(ours());
  });

  it('denies permissions, outside requests, downloads and certificates in its session', () => {
    const { given } = ours();
    const answers: unknown[] = [];
    const answer = (value: unknown) => void answers.push(value);
    given.setPermissionRequestHandler?.(...([{}, 'usb', answer] as never[]));
    given.onBeforeRequest?.(...([{ url: 'https://evil/' }, answer] as never[]));
    given.onBeforeRequest?.(...([{ url: 'app://local/x' }, answer] as never[]));
    given.setCertificateVerifyProc?.(...([{}, answer] as never[]));
    expect(answers).toEqual([false, { cancel: true }, { cancel: false }, -2]);
    expect([given.setPermissionCheckHandler?.(), given.setDevicePermissionHandler?.(), given.setSpellCheckerEnabled]).toEqual([
      false,
      false,
      false,
    ]);
    expect(prevented(ours(), 'will-download')).toBe(true);
    for (const event of ['certificate-error', 'select-client-certificate', 'login']) expect(prevented(electron.app, event)).toBe(true);
  });

  it('says every dangerous preference of a window aloud', () => {
    expect(current().options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    });
  });

  it('keeps a page where it is', () => {
    const { webContents } = current();
    expect(webContents.openHandler()).toEqual({ action: 'deny' });
    const goes = (url: string, isMainFrame: boolean) => !prevented(webContents, 'will-frame-navigate', { url, isMainFrame });
    expect([goes('app://local/', true), goes('https://evil/', true), goes('about:srcdoc', true), goes('about:srcdoc', false)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
    for (const event of ['will-redirect', 'will-attach-webview', 'select-bluetooth-device'])
      expect(prevented(webContents, event)).toBe(true);
  });

  it('answers the top frame of our origin, with exact bytes, and refuses all others', async () => {
    const answered = (await call('session.state', frame(), 7)()) as { from: unknown; payload: unknown; key: Uint8Array };
    expect(answered).toMatchObject({ from: { windowId: window.id, origin: 'app://local' }, payload: 7 });
    expect(answered.key.buffer.byteLength).toBe(3);
    for (const event of [
      { senderFrame: null },
      frame({ parent: {} }),
      frame({ detached: true }),
      frame({ origin: 'https://app.local' }),
      frame({ origin: 'null' }),
    ]) {
      await expect(call('session.state', event)()).rejects.toThrow('refused');
    }
  });

  it('serves our origin alone, with the base headers and the policy of the handler', async () => {
    const serve = (url: string) => ours().serve(url);
    const served = await serve('app://local/');
    expect(Object.fromEntries(served.headers)).toMatchObject({
      'content-security-policy': "default-src 'none'",
      'cross-origin-opener-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
    expect((await serve('app://evil/')).status).toBe(403);
    expect([(await serve('app://local/throws')).status]).toEqual([500]);
  });

  it('empties the clipboard and, on Linux, what was marked with the mouse', () => {
    window.clearClipboard();
    expect(electron.clipboard.cleared).toEqual(['clipboard', 'selection']);
  });

  it('renews a window once for two askers: the old process is gone, storage cleared, the window the same to its holder', async () => {
    const old = current();
    const { id } = window;
    const [one, other] = await Promise.all([window.renew('/'), window.renew('/')]);
    expect(one).toBe(other);
    expect(one.gone).toBe(true);
    const { url } = current().contents;
    expect([current() === old, old.isDestroyed(), url, ours().cleared, window.id]).toEqual([false, true, 'app://local/', 1, id]);
    expect([closed, crashes, electron.exits]).toEqual([0, [], []]);
    expect(await call('session.state', frame(), 8)()).toMatchObject({ payload: 8 });
  });

  it('tells once of a renderer that dies by itself', async () => {
    current().contents.die();
    await expect.poll(() => crashes, PATIENCE).toEqual(['killed']);
  });

  it('hears power events, and on Linux of the lock screen from logind, which Electron does not tell of', async () => {
    const events: string[] = [];
    shell.onPower((event) => events.push(event));
    electron.powerMonitor.emit('suspend');
    current().emit('session-end');
    // Until the listener is up nobody has heard it.
    await expect
      .poll(() => {
        if (!events.includes('lock')) logind.say('Lock');
        return events.slice(0, 3);
      }, PATIENCE)
      .toEqual(['suspend', 'shutdown', 'lock']);
    logind.hint(false);
    await expect.poll(() => events.at(-1), PATIENCE).toBe('unlock');
  });

  it('says honestly what seals, and opens what it sealed', async () => {
    expect(await shell.secrets.sealing()).toBe('keyring');
    expect(await shell.secrets.open(await shell.secrets.seal(new Uint8Array([0, 255, 7])))).toEqual(new Uint8Array([0, 255, 7]));
    electron.safeStorage.tag = 'v10';
    expect(await shell.secrets.sealing()).toBe('none');
  });

  it('quits when the last window closes, after its listeners', async () => {
    window.close();
    await expect.poll(() => electron.exits, PATIENCE).toEqual([0]);
    expect([closed, quitRan]).toEqual([1, true]);
  });
});
