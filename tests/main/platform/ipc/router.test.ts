import { beforeEach, describe, expect, it } from 'vitest';
import { channelName, channels } from '../../../../contracts/ipc/channels.ts';
import { domains, type Handlers } from '../../../../contracts/ipc/index.ts';
import { fail, ok } from '../../../../contracts/result.ts';
import { LockedError } from '../../../../main/platform/ipc/locked.ts';
import { createIpcRouter, type IpcRouter } from '../../../../main/platform/ipc/router.ts';
import { standInShell } from './stand-in-shell.ts';

/** Handlers that refuse everything, but for those that a test brings. */
const handlersWith = (own: Readonly<Record<string, (request: unknown) => Promise<unknown>>>): Handlers =>
  Object.fromEntries(
    Object.entries(channels).map(([domain, { calls }]) => [
      domain,
      Object.fromEntries(
        calls.map((operation) => [
          operation,
          own[channelName(domain, operation)] ??
            (async () => {
              throw new LockedError();
            }),
        ]),
      ),
    ]),
  ) as unknown as Handlers;

class SecretError extends Error {
  override readonly name = 'SecretError';
  readonly code = 'SQLITE_NOTADB';
}

describe('the IPC router', () => {
  const log: (readonly [string, string, string?])[] = [];
  const seen: unknown[] = [];
  const own = {
    'session.lock': async () => ok(null),
    'session.appearance': async () => ok({ theme: 'day', car: false, secret: 'row value' }),
    'session.setAppearance': async (request: unknown) => {
      seen.push(request);
      return ok(null);
    },
    'session.signIn': async (request: unknown) => {
      seen.push(request);
      return fail('PinIncorrect');
    },
    'link.tryNow': async () => {
      throw new SecretError('Aisha Rahman');
    },
    'link.outbox': async () => ok({ items: 'wrong' }),
    'storm.get': async () => fail('NotInTheContract'),
    'people.team': async () => {
      throw 'Aisha Rahman';
    },
  };
  const make = (packaged = false) => {
    const made = standInShell(packaged);
    const router: IpcRouter = createIpcRouter({
      shell: made.shell as never,
      handlers: handlersWith(own),
      log: (code, channel, cause) => void log.push(cause === undefined ? [code, channel] : [code, channel, cause]),
    });
    const window = made.openWindow(1);
    router.admit(window);
    const call = (channel: string, payload: unknown = null, from = { windowId: 1, origin: 'https://app.local' }) =>
      made.listeners.get(channel)?.(from, payload);
    return { ...made, router, window, call };
  };
  beforeEach(() => {
    log.length = 0;
    seen.length = 0;
  });

  it('has every call of the contracts and no other', () => {
    const promised = Object.entries(domains).flatMap(([domain, { calls }]) => Object.keys(calls).map((name) => channelName(domain, name)));
    expect([...make().listeners.keys()].sort()).toEqual(promised.sort());
  });

  it('does not open when a handler is missing', () => {
    const { people, ...others } = handlersWith(own);
    const { roster, ...rest } = people;
    expect(roster).toBeTypeOf('function');
    expect(() =>
      createIpcRouter({ shell: standInShell().shell as never, handlers: { ...others, people: rest } as never, log: () => undefined }),
    ).toThrow('people.roster');
  });

  it('lets an answer through, and strips what the contract does not name', async () => {
    const { call } = make();
    expect(await call('session.lock')).toEqual({ ok: true, value: null });
    expect(await call('session.appearance')).toEqual({ ok: true, value: { theme: 'day', car: false, sound: true, black: false } });
    expect(log).toEqual([]);
  });

  it('lets a refusal of the contract through', async () => {
    expect(await make().call('session.signIn', { pin: new Uint8Array([1]) })).toEqual({ ok: false, code: 'PinIncorrect' });
  });

  it.each([
    ['another origin', { windowId: 1, origin: 'https://evil.example' }],
    ['an origin that begins like ours', { windowId: 1, origin: 'https://app.local.evil' }],
    ['the origin of a sandboxed frame', { windowId: 1, origin: 'null' }],
    ['a window that was never let in', { windowId: 2, origin: 'https://app.local' }],
  ])('answers BadRequest to %s, and asks no handler', async (_name, from) => {
    expect(await make().call('session.setAppearance', { theme: 'day', car: true }, from)).toEqual({ ok: false, code: 'BadRequest' });
    expect([seen, log]).toEqual([[], [['BadRequest', 'session.setAppearance', 'SenderUnknown']]]);
  });

  it('forgets a window that has closed', async () => {
    const { window, call, router, sent } = make();
    window.close();
    expect(await call('session.lock')).toEqual({ ok: false, code: 'BadRequest' });
    router.emit('session', 'changed', { kind: 'starting' });
    expect(sent).toEqual([]);
  });

  it.each([
    ['nothing', undefined],
    ['another shape', { theme: 'neon', car: false }],
    ['a missing field', { theme: 'day' }],
    ['a string', 'day'],
    ['a prototype', JSON.parse('{"__proto__":{"theme":"day","car":true}}')],
    ['too many bytes', { theme: 'day', car: true, extra: 'x'.repeat(200_000) }],
    ['too many values', { theme: 'day', car: true, extra: Array(30_000).fill(1) }],
    ['too deep a nest', Array.from({ length: 40 }).reduce<unknown>((inner) => [inner], 1)],
    ['too large a buffer', new Uint8Array(300_000)],
    ['too large a map', new Map([['k', 'x'.repeat(200_000)]])],
  ])('answers BadRequest to %s, and asks no handler', async (_name, payload) => {
    expect(await make().call('session.setAppearance', payload)).toEqual({ ok: false, code: 'BadRequest' });
    expect(seen).toEqual([]);
  });

  it('bounds a PIN by its contract', async () => {
    const { call } = make();
    for (const pin of [new Uint8Array(65), 'x'.repeat(6), [1, 2, 3], { 0: 1 }])
      expect(await call('session.signIn', { pin })).toEqual({ ok: false, code: 'BadRequest' });
    expect(seen).toEqual([]);
  });

  it('strips what a request brings beyond its contract', async () => {
    await make().call('session.setAppearance', { theme: 'night', car: true, admin: true });
    expect(seen).toEqual([{ theme: 'night', car: true, sound: true, black: false }]);
  });

  it('answers Locked when nobody is signed in, without a word in the log', async () => {
    expect(await make().call('today.view')).toEqual({ ok: false, code: 'Locked' });
    expect(log).toEqual([]);
  });

  it('answers Internal when a handler throws, and logs the class of the cause and nothing else', async () => {
    const { call } = make();
    expect(await call('link.tryNow')).toEqual({ ok: false, code: 'Internal' });
    expect(await call('people.team')).toEqual({ ok: false, code: 'Internal' });
    expect(log).toEqual([
      ['Internal', 'link.tryNow', 'SecretError SQLITE_NOTADB'],
      ['Internal', 'people.team', 'string'],
    ]);
    expect(JSON.stringify(log)).not.toContain('Rahman');
  });

  it('answers Internal for an answer or a code outside the contract, while a test can still notice', async () => {
    const { call } = make();
    expect(await call('link.outbox')).toEqual({ ok: false, code: 'Internal' });
    expect(await call('storm.get', { id: 'LC-20210518-1587' })).toEqual({ ok: false, code: 'Internal' });
    expect(log.map(([, , cause]) => cause)).toEqual(['AnswerNotInContract', 'CodeNotInContract']);
  });

  it('does not spend time on checking its own answers in the packaged product', async () => {
    expect(await make(true).call('session.appearance')).toEqual({ ok: true, value: { theme: 'day', car: false, secret: 'row value' } });
  });

  it('tells every window that it let in, and refuses a payload outside the contract without quoting it', () => {
    const { router, sent, openWindow } = make();
    router.admit(openWindow(2));
    router.emit('link', 'refreshed', { system: 'storm' });
    expect(sent).toEqual([1, 2].map((window) => ({ window, channel: 'link.refreshed', payload: { system: 'storm' } })));
    expect(() => router.emit('link', 'refreshed', { system: 'Rahman' } as never)).toThrow(
      /^payload of link\.refreshed does not match its contract$/,
    );
  });

  it('does not compile with a wrong event or payload', () => {
    const { router } = make();
    // @ts-expect-error today has no events
    expect(() => router.emit('today', 'changed', null)).toThrow();
    // @ts-expect-error not a session state
    expect(() => router.emit('session', 'changed', { kind: 'asleep' })).toThrow();
  });
});
