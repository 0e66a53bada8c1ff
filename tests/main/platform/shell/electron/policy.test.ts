import { describe, expect, it } from 'vitest';
import { exact } from '../../../../../main/platform/shell/electron/exact.ts';
import { isOwn, mayNavigate, mayRequest, refusedVariable } from '../../../../../main/platform/shell/electron/policy.ts';

describe('the policy of the Electron shell', () => {
  it.each(['app://local/', 'app://local/x?y#z'])('knows %s as our own', (url) =>
    expect([isOwn(url), mayNavigate(url, true), mayRequest(url)]).toEqual([true, true, true]),
  );

  it.each([
    'app://local.evil/',
    'app://evil/',
    'app://user@local/',
    'app://user:x@local/',
    'app://local:1/',
    'app:local',
    'APPX://local/',
    'https://local/',
    'https://app.local/',
    'wss://local/',
    'file:///etc/passwd',
    'about:blank',
    'javascript:1',
    'null',
    '',
  ])('lets nothing go to %s', (url) =>
    expect([isOwn(url), mayNavigate(url, true), mayNavigate(url, false), mayRequest(url)]).toEqual([false, false, false, false]),
  );

  it("lets a frame below the top show its parent's writing, and a page read its own blobs and data", () => {
    expect([mayNavigate('about:srcdoc', false), mayNavigate('about:srcdoc', true)]).toEqual([true, false]);
    expect([mayRequest('blob:app://local/1'), mayRequest('blob:https://evil/1'), mayRequest('data:image/png,x')]).toEqual([
      true,
      false,
      true,
    ]);
    expect(mayNavigate('data:text/html,x', false)).toBe(false);
  });
});

describe('the environment of the packaged product', () => {
  it.each([
    'ELECTRON_ENABLE_LOGGING',
    'ELECTRON_LOG_FILE',
    'ELECTRON_RUN_AS_NODE',
    'ELECTRON_NOT_YET_KNOWN',
    'Electron_Log_File',
    'CHROME_LOG_FILE',
  ])('is refused with %s in it', (name) => expect(refusedVariable({ PATH: '/bin', [name]: '' })).toBe(name));

  it('is taken as desktops make it', () => {
    expect(
      refusedVariable({ PATH: '/bin', CHROME_DESKTOP: 'x', ELECTRON_OZONE_PLATFORM_HINT: 'auto', ELECTRON_TRASH: 'gio' }),
    ).toBeUndefined();
  });
});

describe('a message for another process', () => {
  it('has exactly its own bytes, however deep a pooled buffer lies', () => {
    const pooled = Buffer.from('pin');
    expect(pooled.buffer.byteLength).toBeGreaterThan(3);
    const sent = exact({ list: [pooled], map: new Map([[1, pooled]]), set: new Set([pooled]), view: new Uint8Array(9).subarray(1, 2) }) as {
      list: Uint8Array[];
      map: Map<number, Uint8Array>;
      set: Set<Uint8Array>;
      view: Uint8Array;
    };
    for (const bytes of [sent.list[0], sent.map.get(1), [...sent.set][0]])
      expect([bytes?.buffer.byteLength, Buffer.from(bytes ?? []).toString()]).toEqual([3, 'pin']);
    expect(sent.view.buffer.byteLength).toBe(1);
  });

  it('is otherwise what it was', () => {
    const value = { a: 1n, b: undefined, c: null, d: new Date(0), e: ['x', true], f: new ArrayBuffer(2) };
    expect(exact(value)).toEqual(value);
  });

  it('that is a circle, or holds another kind of view, is refused', () => {
    const circle: unknown[] = [];
    circle.push(circle);
    expect(() => exact(circle)).toThrow('too deep');
    expect(() => exact(new Float32Array(1))).toThrow('only Uint8Array');
  });
});
