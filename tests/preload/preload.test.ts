import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleScripts } from '../../build/bundle.ts';
import { channels } from '../../contracts/ipc/channels.ts';
import { domains } from '../../contracts/ipc/index.ts';

/** More than the names of a few dozen calls would need means that something came along: schemas, say. */
const MAX_BYTES = 16 * 1024;

describe('the preload bundle', () => {
  let dist: string;
  let source: string;
  beforeAll(async () => {
    dist = mkdtempSync(join(tmpdir(), 'mobile-office-preload-'));
    await bundleScripts(['preload'], dist);
    source = readFileSync(join(dist, 'preload', 'preload.cjs'), 'utf8');
  });
  afterAll(() => rmSync(dist, { recursive: true, force: true }));

  /** Runs it as a sandboxed preload is run: no globals of Node, one module to require. */
  const run = () => {
    const required: string[] = [];
    const invoked: unknown[][] = [];
    const listeners = new Map<string, ((event: object, payload: unknown) => void)[]>();
    const exposed = new Map<string, Record<string, Record<string, (...values: unknown[]) => unknown>>>();
    const electron = {
      contextBridge: { exposeInMainWorld: (name: string, api: never) => void exposed.set(name, api) },
      ipcRenderer: {
        invoke: async (...call: unknown[]) => void invoked.push(call),
        on: (channel: string, listener: never) => void listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
        removeListener: (channel: string, listener: never) =>
          void listeners.set(
            channel,
            (listeners.get(channel) ?? []).filter((kept) => kept !== listener),
          ),
      },
    };
    runInNewContext(source, {
      require: (name: string) => {
        required.push(name);
        return electron;
      },
      exports: {},
      module: { exports: {} },
    });
    return { required, invoked, listeners, exposed, api: exposed.get('api') ?? {} };
  };

  it('is one small file that requires electron and nothing else', () => {
    expect(run().required).toEqual(['electron']);
    expect(source).not.toMatch(/\bimport\s*\(|\bimport\s+.*from/);
    for (const name of builtinModules) expect(source).not.toContain(`require("${name}")`);
    expect(Buffer.byteLength(source)).toBeLessThan(MAX_BYTES);
    expect(source).not.toMatch(/zod/i);
  });

  it('exposes one object, frozen, one function an operation', () => {
    const { exposed, api } = run();
    expect([...exposed.keys()]).toEqual(['api']);
    expect(Object.isFrozen(api)).toBe(true);
    for (const [domain, { calls }] of Object.entries(channels)) {
      expect(Object.keys(api[domain] ?? {}).sort()).toEqual([...calls, 'on'].sort());
      expect(Object.isFrozen(api[domain])).toBe(true);
    }
  });

  it('names what the contracts name, at run time too', () => {
    const names = Object.fromEntries(
      Object.entries(domains).map(([domain, { calls, events }]) => [domain, { calls: Object.keys(calls), events: Object.keys(events) }]),
    );
    expect(channels).toEqual(names);
  });

  it('passes a request on by its channel and nothing beside it', async () => {
    const { api, invoked } = run();
    await api.storm?.get?.({ id: 'LC-20210518-1587', seenTo: 'l1' }, 'more');
    expect(invoked).toEqual([['storm.get', { id: 'LC-20210518-1587', seenTo: 'l1' }]]);
  });

  it("hands a listener the payload, never Electron's event, until it stops", () => {
    const { api, listeners } = run();
    const heard: unknown[][] = [];
    const stop = api.session?.on?.('changed', (...values: unknown[]) => heard.push(values)) as () => void;
    for (const listener of listeners.get('session.changed') ?? []) listener({ sender: 'secret' }, { kind: 'starting' });
    stop();
    expect(heard).toEqual([[{ kind: 'starting' }]]);
    expect(listeners.get('session.changed')).toEqual([]);
    expect(() => api.session?.on?.('lock', () => undefined)).toThrow('no such event');
  });
});
