import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PATIENCE } from '../patience.ts';
import { bundle, type OpenShell, openShell } from './harness.ts';
import { processesOf } from './processes.ts';

describe('a renewed window, on Chromium', () => {
  let bundles: Awaited<ReturnType<typeof bundle>>;
  let open: OpenShell;
  beforeAll(async () => {
    bundles = await bundle();
    open = await openShell(bundles.dist);
  });
  afterAll(async () => {
    await open?.close();
    bundles?.remove();
  });

  const renderers = (): readonly number[] => processesOf(open.dataFolder, '--type=renderer');

  it('has another process, an empty storage and no history; the old process is gone', async () => {
    const page = await open.page();
    await page.evaluate(`(async () => {
      sessionStorage.setItem('left', 'behind'); localStorage.setItem('left', 'behind'); document.cookie = 'left=behind; Secure';
      window.name = 'left behind'; history.pushState({}, '', '/?left'); await caches.open('left');
      await new Promise((resolve) => { indexedDB.open('left').onsuccess = resolve });
    })()`);
    const before = renderers();
    expect(before.length).toBeGreaterThan(0);
    const { gone, ms } = await open.window.renew('/');
    expect(gone).toBe(true);
    expect(ms).toBeGreaterThan(0);
    expect(before.filter((pid) => existsSync(`/proc/${pid}/maps`) && renderers().includes(pid))).toEqual([]);
    const after = await open.page();
    const left = '[location.href, sessionStorage.length, localStorage.length, document.cookie, window.name, history.length]';
    expect(await after.evaluate(left)).toEqual(['https://app.local/', 0, 0, '', '', 1]);
    expect(await after.evaluate('Promise.all([indexedDB.databases(), caches.keys()])')).toEqual([[], []]);
  });

  it('keeps its name, hears calls, and sends events as before', async () => {
    const { id } = open.window;
    await open.window.renew('/');
    const page = await open.page();
    expect(open.window.id).toBe(id);
    await page.evaluate('void (globalThis.got = [], api.session.on("changed", (payload) => got.push(payload)))');
    open.window.send('session.changed', { kind: 'starting' });
    expect(await page.evaluate('api.session.state(7).then(({ value }) => [value, got.length])')).toEqual([7, 1]);
  });

  it('is renewed once when lock and suspend ask at the same time', async () => {
    const [one, other] = await Promise.all([open.window.renew('/'), open.window.renew('/')]);
    expect(one).toBe(other);
  });

  it('comes back from a page that hangs', async () => {
    const page = await open.page();
    // Announced first, so that the loop has surely begun.
    const hanging = new Promise((resolve) => page.once('console', resolve));
    page.evaluate('console.log("hanging"); for (;;) {}').catch(() => undefined);
    await hanging;
    expect((await open.window.renew('/')).gone).toBe(true);
    expect(await (await open.page()).evaluate('1 + 1')).toBe(2);
    expect(open.crashes).toEqual([]);
  });

  it('tells once of a renderer that dies by itself, and comes back', async () => {
    for (const pid of renderers()) process.kill(pid, 'SIGKILL');
    await expect.poll(() => open.crashes, PATIENCE).toEqual(['crashed']);
    await open.window.renew('/');
    expect(await (await open.page()).evaluate('api.session.state(1).then(({ value }) => value)')).toBe(1);
    expect(open.crashes).toEqual(['crashed']);
  });

  it('passes on the power events of its seam, and none of its own', async () => {
    const events: string[] = [];
    open.shell.onPower((event) => events.push(event));
    open.tellPower('suspend');
    expect(events).toEqual(['suspend']);
  });
});
