import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { channels } from '../../../../../contracts/ipc/channels.ts';
import { bundleProduct } from './product.ts';
import { Program } from './program.ts';

const LOOK_MS = 20;

describe('what the page gets of the product’s preload, under a stand-in for Electron', () => {
  let product: Awaited<ReturnType<typeof bundleProduct>>;
  let program: Program;
  beforeAll(async () => {
    product = await bundleProduct();
    const data = mkdtempSync(join(product.folder, 'data-'));
    program = new Program({ main: product.main, arguments: [], packaged: true, env: { XDG_DATA_HOME: data } });
    while (!(await program.ask('state')).urls.includes('app://local/')) await sleep(LOOK_MS);
    // Main answers once it knows what the laptop is.
    await page('api.session.state(null)');
  });
  afterAll(async () => {
    await program?.kill();
    product?.remove();
  });
  const page = (script: string): Promise<unknown> => program.ask('run', script);

  it('is one object, and nothing of Node or Electron beside it', async () => {
    expect(await page('Object.keys(globalThis)')).toEqual(['api']);
    const names = ['require', 'module', 'process', 'Buffer', 'global', 'electron', 'ipcRenderer', 'setImmediate'];
    expect(await page(`[${names.map((name) => `typeof ${name}`).join()}].filter((type) => type !== 'undefined')`)).toEqual([]);
  });

  it('is frozen to its last function, and can be neither replaced nor added to', async () => {
    expect(
      await page(
        `Object.isFrozen(api) && Object.values(api).every((domain) => Object.isFrozen(domain) && Object.values(domain).every(Object.isFrozen))`,
      ),
    ).toBe(true);
    for (const slip of ['api = {}', 'api.session.signIn = () => 0', 'api.payroll = {}', 'api.session.lock.x = 1'])
      expect([slip, await page(`'use strict'; try { ${slip}; 'done' } catch { 'refused' }`)]).toEqual([slip, 'refused']);
  });

  it('has no constructor that leads out of the page', async () => {
    const reached = `[api, api.session, api.session.lock, api.session.state(null)]
      .map((one) => one.constructor.constructor('return typeof process + typeof require')())`;
    expect(await page(reached)).toEqual(Array(4).fill('undefinedundefined'));
  });

  it('has every operation answered by main, which refuses what is not of its form', async () => {
    const calls = Object.entries(channels).flatMap(([domain, { calls: names }]) => names.map((name) => `${domain}.${name}`));
    expect(calls.length).toBeGreaterThan(50);
    const answersTo = (request: string): Promise<unknown> => page(`Promise.all([${calls.map((name) => `api.${name}(${request})`)}])`);
    for (const request of ['42', 'undefined'])
      expect(await answersTo(request)).toEqual(calls.map(() => ({ ok: false, code: 'BadRequest' })));
    // Where everything asked for has a usual value, nobody is signed in.
    const answers = (await answersTo('{ nonsense: { deep: [1] } }')) as readonly { readonly ok: boolean; readonly code?: string }[];
    expect([...new Set(answers.map(({ ok, code }) => `${ok} ${code}`))].sort()).toEqual(['false BadRequest', 'false Locked']);
  });

  it('lets over no function, and nothing that cannot be copied', async () => {
    const refused = (request: string): Promise<unknown> =>
      page(`(async () => { try { await api.session.choose(${request}); return 'answered' } catch (error) { return error.message } })()`);
    expect(await refused('{ id: () => 0 }')).toContain('could not be cloned');
    expect(await refused("{ id: Symbol('x') }")).toContain('could not be cloned');
    expect(await refused('{ id: new WeakMap() }')).toContain('could not be cloned');
  });

  it('gives a listener what was said and nothing of the event, and stops when it is told to', async () => {
    await page("globalThis.heard = []; globalThis.stop = api.session.on('changed', (...said) => heard.push(said)); 0");
    await program.ask('tell', 'session.changed', { kind: 'noCard' });
    await program.ask('tell', 'session.other', { kind: 'open' });
    await page('stop(); 0');
    await program.ask('tell', 'session.changed', { kind: 'starting' });
    expect(await page('heard')).toEqual([[{ kind: 'noCard' }]]);
    expect(await page('Object.isFrozen(heard[0][0]) && heard[0][0].constructor === Object')).toBe(true);
    expect(await page("(() => { try { api.session.on('wiped', () => 0) } catch (error) { return error.message } })()")).toBe(
      'no such event',
    );
  });
});
