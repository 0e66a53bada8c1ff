import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { channels } from '../../../../../contracts/ipc/channels.ts';
import { PATIENCE } from '../patience.ts';
import { bundle, type OpenShell, openShell } from './harness.ts';

describe('the bridge between page and main, on Chromium', () => {
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
  beforeEach(() => void open.heard.splice(0));

  it('puts every domain and operation of the contracts on the window, and nothing else of ours', async () => {
    const names = await open.ask<Record<string, string[]>>(
      'Object.fromEntries(Object.entries(api).map(([domain, client]) => [domain, Object.keys(client).sort()]))',
    );
    const promised = Object.entries(channels).map(([domain, { calls }]) => [domain, [...calls, 'on'].sort()]);
    expect(names).toEqual(Object.fromEntries(promised));
    expect(await open.ask('[typeof officeToMain, typeof officeFromMain, typeof require, typeof process, typeof HANDSHAKE]')).toEqual(
      Array(5).fill('undefined'),
    );
  });

  it('cannot be changed by a page script', async () => {
    expect(
      await open.ask(`(() => { 'use strict'; const refused = [];
        for (const change of [() => { api.session.state = 1 }, () => { api.session = 1 }, () => { api = 1 },
          () => { api.extra = 1 }, () => { delete api.session.lock }, () => { api.session.state.extra = 1 }]) {
          try { change(); refused.push(false) } catch (error) { refused.push(error instanceof TypeError) }
        } return refused })()`),
    ).toEqual(Array(6).fill(true));
  });

  it('carries what a structured clone carries, both ways', async () => {
    const returned = await open.ask(`api.session.state({ text: 'é😀', none: null, number: 1.5, flag: true, bytes: new Uint8Array([0, 255]),
      date: new Date(5), map: new Map([['k', new Set([1])]]), list: [1, { $t: 'date', v: 7 }] }).then(({ ok, value }) => [ok, value.text, value.none,
      value.number, value.flag, value.bytes instanceof Uint8Array && [...value.bytes], value.date instanceof Date && value.date.getTime(),
      value.map instanceof Map && [...value.map.get('k')], value.list])`);
    expect(returned).toEqual([true, 'é😀', null, 1.5, true, [0, 255], 5, [1], [1, { $t: 'date', v: 7 }]]);
    const payload = open.heard[0]?.payload as Record<string, unknown>;
    expect(payload.bytes).toEqual(new Uint8Array([0, 255]));
    expect(payload.date).toEqual(new Date(5));
    expect(payload.list).toEqual([1, { $t: 'date', v: 7 }]);
  });

  it('gives both sides bytes of exactly their own length, nothing of their neighbours', async () => {
    const lengths = await open.ask(
      'api.session.state(new Uint8Array([1, 2, 3])).then(({ value }) => [value.byteLength, value.buffer.byteLength])',
    );
    expect(lengths).toEqual([3, 3]);
    const bytes = open.heard[0]?.payload as Uint8Array;
    expect(bytes.buffer.byteLength).toBe(3);
  });

  it('tells main which window of which origin called', async () => {
    await open.ask('api.session.state(null)');
    expect(open.heard[0]?.from).toEqual({ windowId: open.window.id, origin: open.shell.appOrigin });
  });

  it('says nothing of what a listener threw', async () => {
    expect(await open.ask('api.session.lock(null).then(() => "answered", (error) => error.message)')).toBe('refused');
  });

  it('refuses what cannot be cloned, in the page', async () => {
    expect(
      await open.ask('api.session.state(Symbol("x")).then(() => "sent", () => "refused").catch(() => "refused")').catch(() => 'refused'),
    ).toBe('refused');
  });

  it('brings events to the page until it stops listening', async () => {
    await open.ask('void (globalThis.got = [], globalThis.stop = api.session.on("changed", (payload) => got.push(payload)))');
    open.window.send('session.changed', { kind: 'starting' });
    await open.ask('api.session.state(null)');
    await open.ask('stop()');
    open.window.send('session.changed', { kind: 'noCard' });
    await open.ask('api.session.state(null)');
    expect(await open.ask('got')).toEqual([{ kind: 'starting' }]);
    expect(await open.ask('(() => { try { api.session.on("nothing", () => {}) } catch (error) { return error.name } })()')).toBe('Error');
  });

  it('gives a frame no bridge, of our origin or not', async () => {
    await open.window.load('/with-frame');
    const page = await open.page();
    for (const id of ['frame', 'sandboxed'])
      await expect.poll(() => page.frameLocator(`#${id}`).locator('p').textContent(), PATIENCE).toBe('inside the frame');
    expect(await page.evaluate('typeof document.getElementById("frame").contentWindow.api')).toBe('undefined');
    expect(await page.frames()[1]?.evaluate('typeof api')).toBe('undefined');
    await open.window.load('/');
  });

  it('drops what is sent while no page is loaded, and works again after a reload', async () => {
    const page = await open.page();
    await page.reload();
    expect(await page.evaluate('api.session.state(1).then(({ value }) => value)')).toBe(1);
  });
});
