import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { PATIENCE } from '../patience.ts';
import { type Started, startShell } from './harness.ts';
import * as electron from './stand-in/index.ts';

vi.mock('electron', () => import('./stand-in/index.ts'));

describe('the window at a lock', () => {
  let started: Started;
  const current = () => started.current();
  beforeAll(async () => {
    started = await startShell({ packaged: true });
  });
  afterAll(() => started?.remove());
  beforeEach(() => {
    for (const session of electron.sessions) session.clearing = 'works';
    electron.faults.failLoads = 0;
  });

  it("ends every process of the page: the mail's sandboxed frame has one of its own", async () => {
    const { contents } = current();
    const frame = await contents.openSandboxedFrame();
    await contents.openSandboxedFrame();
    const before = contents.renderers;
    expect([before.length, new Set(before).size, before.includes(frame.osProcessId)]).toEqual([3, 3, true]);
    expect((await started.window.renew('/')).gone).toBe(true);
    expect(before.filter(electron.runs)).toEqual([]);
  });

  it('ends the process of a frame that was closed before, which Chromium keeps for a while', async () => {
    const { contents } = current();
    const frame = await contents.openSandboxedFrame();
    contents.removeFrame(frame);
    await started.window.renew('/');
    expect(electron.runs(frame.osProcessId)).toBe(false);
  });

  it('says of a process that stays that it is not gone', async () => {
    const kill = vi.spyOn(process, 'kill').mockImplementation(() => true);
    const { contents } = current();
    const renewed = await started.window.renew('/');
    kill.mockRestore();
    expect([renewed.gone, contents.renderers.some(electron.runs)]).toEqual([false, true]);
  });

  it('is where it was: maximised, on the full screen, or put away, and its normal place is kept beneath', async () => {
    const normal = { x: 40, y: 50, width: 1100, height: 700 };
    const place = () => [current().isMaximized(), current().isFullScreen(), current().isMinimized(), current().getNormalBounds()];
    current().setBounds(normal);
    await started.window.renew('/');
    expect(place()).toEqual([false, false, false, normal]);
    current().maximize();
    await started.window.renew('/');
    expect(place()).toEqual([true, false, false, normal]);
    current().setFullScreen(true);
    await started.window.renew('/');
    expect(place()).toEqual([false, true, false, normal]);
    current().setFullScreen(false);
    current().minimize();
    await started.window.renew('/');
    expect(place()).toEqual([false, false, true, normal]);
    current().restore();
  });

  it.each(['rejects', 'hangs'] as const)('ends in a page, and says so, when clearing the storage %s', async (clearing) => {
    for (const session of electron.sessions) session.clearing = clearing;
    const renewed = await started.window.renew('/');
    expect(renewed).toMatchObject({ gone: true, cleared: false });
    expect(current().contents.url).toBe('app://local/');
  });

  it('ends in a page when the first load fails', async () => {
    electron.faults.failLoads = 2;
    expect(await started.window.renew('/')).toMatchObject({ gone: true, cleared: true });
    expect(current().contents.url).toBe('app://local/');
  });

  it('has a page again when loading had failed for longer than whoever locks waits', async () => {
    electron.faults.failLoads = 7;
    await expect(started.window.renew('/')).rejects.toThrow();
    expect(current().contents.url).not.toBe('app://local/');
    await expect.poll(() => current().contents.url, PATIENCE).toBe('app://local/');
  });

  it('takes the blame for no crash, and hears of a later one', async () => {
    expect(started.crashes).toEqual([]);
    current().contents.die();
    await expect.poll(() => started.crashes, PATIENCE).toEqual(['killed']);
    await started.window.renew('/');
    await sleep(50);
    expect(started.crashes).toEqual(['killed']);
  });

  it('in the packaged product keeps what it shows from pictures of the screen, before and after', async () => {
    expect(current().protectedContent).toBe(true);
    await started.window.renew('/');
    expect(current().protectedContent).toBe(true);
    expect(electron.windows.filter(({ wasShownUnprotected }) => wasShownUnprotected)).toEqual([]);
  });

  it('may be taken into pictures while that is allowed, at once and after a renewal, and no longer', async () => {
    started.shell.allowScreenCapture(true);
    expect(current().protectedContent).toBe(false);
    await started.window.renew('/');
    expect(current().protectedContent).toBe(false);
    started.shell.allowScreenCapture(false);
    expect(current().protectedContent).toBe(true);
    await started.window.renew('/');
    expect(current().protectedContent).toBe(true);
  });
});
