import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AlreadyRunning } from '../../../../../main/platform/shell/already-running.ts';
import { connect } from '../../../../../main/platform/shell/chromium/cdp/connection.ts';
import { MAX_MESSAGE_BYTES, splitMessages } from '../../../../../main/platform/shell/chromium/cdp/split.ts';
import { chromiumEnvironment, chromiumFlags } from '../../../../../main/platform/shell/chromium/flags.ts';
import { forkHelper } from '../../../../../main/platform/shell/chromium/helper.ts';
import { takeInstance } from '../../../../../main/platform/shell/chromium/instance.ts';
import { freshProfile } from '../../../../../main/platform/shell/chromium/profile.ts';
import { fileSecrets, SealBroken } from '../../../../../main/platform/shell/chromium/secrets.ts';
import { PATIENCE } from '../patience.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mobile-office-parts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('messages on the pipe', () => {
  it('come whole however the stream is cut', async () => {
    const input = new PassThrough();
    const got: string[] = [];
    splitMessages(input, (text) => got.push(text));
    const bytes = Buffer.from('{"a":"é"}\0{"b":2}\0\0{"c":3}\0');
    for (const byte of bytes) input.write(Buffer.from([byte]));
    input.end();
    await new Promise((resolve) => input.once('end', resolve));
    expect(got).toEqual(['{"a":"é"}', '{"b":2}', '', '{"c":3}']);
  });

  it('past the limit end the stream', async () => {
    const input = new PassThrough({ highWaterMark: MAX_MESSAGE_BYTES * 2 });
    splitMessages(input, () => undefined);
    const closed = new Promise((resolve) => input.once('close', resolve));
    input.write(Buffer.alloc(MAX_MESSAGE_BYTES + 1, 1));
    await closed;
    expect(input.destroyed).toBe(true);
  });

  it('pair each answer with its call, reject a refused one without its parameters, and all when the browser goes', async () => {
    const [output, input] = [new PassThrough(), new PassThrough()];
    const connection = connect(output, input);
    const one = connection.send('Browser.getVersion', undefined);
    const two = connection.send('Page.navigate', { url: 'https://secret.example/' }, 'session');
    const three = connection.send('Page.enable', undefined);
    input.write('{"id":2,"error":{"message":"no such page"}}\0{"id":1,"result":{"product":"x"}}\0');
    expect(await one).toEqual({ product: 'x' });
    await expect(two).rejects.toThrow('Page.navigate: no such page');
    connection.end();
    await expect(three).rejects.toThrow('Page.enable: browser gone');
    await expect(connection.send('Page.enable', undefined)).rejects.toThrow('browser gone');
  });
});

describe('the browser is started', () => {
  const base = { profile: '/p', headless: true, e2ePort: false, width: 1, height: 1, root: false };
  it('with its sandbox unless as root, and with no port unless asked', () => {
    expect(chromiumFlags(base).join(' ')).not.toMatch(/no-sandbox|remote-debugging-port/);
    expect(chromiumFlags({ ...base, root: true })).toContain('--no-sandbox');
    expect(chromiumFlags({ ...base, headless: false }).join(' ')).not.toContain('--headless');
  });

  it('in an environment without our secrets and with a home of its own', () => {
    const env = chromiumEnvironment(
      { home: '/p/home', temporary: '/t' },
      { HOME: '/root', PATH: '/bin', SECRET: 'x', GOOGLE_API_KEY: 'real', DISPLAY: ':0' },
    );
    expect(env).toEqual({
      PATH: '/bin',
      DISPLAY: ':0',
      HOME: '/p/home',
      TMPDIR: '/t',
      XAUTHORITY: '/root/.Xauthority',
      GOOGLE_API_KEY: 'no',
    });
  });
});

describe("the browser's profile", () => {
  it('leads to itself by a way that is short enough for a socket, however deep the data folder lies, and is removed whole', () => {
    const deep = join(folder, 'a-rather-long-name-of-a-folder'.repeat(5));
    const profile = freshProfile(deep);
    // SingletonSocket in a folder of the browser's own.
    expect(`${profile.temporary}/.org.chromium.Chromium.AbCdEf/SingletonSocket`.length).toBeLessThanOrEqual(107);
    expect(realpathSync(profile.temporary)).toBe(realpathSync(profile.home));
    profile.remove();
    expect(existsSync(profile.folder) || existsSync(dirname(profile.temporary))).toBe(false);
  });
});

describe('secrets in a file', () => {
  it('say honestly that nothing protects them', async () => {
    expect(await fileSecrets(join(folder, 'seal.key')).sealing()).toBe('none');
  });

  it('open to what was sealed, also after a restart, with a key that only this account reads', async () => {
    const key = join(folder, 'sub', 'seal.key');
    const bytes = new Uint8Array([0, 255, 7]);
    const sealed = await fileSecrets(key).seal(bytes);
    expect(await fileSecrets(key).open(sealed)).toEqual(bytes);
    expect(Buffer.from(sealed).includes(Buffer.from(bytes))).toBe(false);
    expect(statSync(key).mode & 0o777).toBe(0o600);
  });

  it('reject every damaged byte, a cut, and another key', async () => {
    const secrets = fileSecrets(join(folder, 'seal.key'));
    const sealed = await secrets.seal(new Uint8Array([1, 2, 3]));
    for (let at = 0; at < sealed.length; at += 1) {
      const damaged = new Uint8Array(sealed);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      await expect(secrets.open(damaged)).rejects.toThrow(SealBroken);
    }
    for (let length = 0; length < sealed.length; length += 1)
      await expect(secrets.open(sealed.subarray(0, length))).rejects.toThrow(SealBroken);
    await expect(fileSecrets(join(folder, 'other.key')).open(sealed)).rejects.toThrow(SealBroken);
  });

  it('do not replace a key that was cut short', async () => {
    const key = join(folder, 'seal.key');
    writeFileSync(key, 'short');
    await expect(fileSecrets(key).seal(new Uint8Array(1))).rejects.toThrow(SealBroken);
    expect(readFileSync(key, 'utf8')).toBe('short');
  });
});

describe('one instance on a data folder', () => {
  it('refuses a second, tells the first, and lets the next in after release', async () => {
    let told = 0;
    const first = await takeInstance(folder, () => {
      told += 1;
    });
    await expect(takeInstance(folder, () => undefined)).rejects.toThrow(AlreadyRunning);
    await expect.poll(() => told, PATIENCE).toBe(1);
    first.release();
    (await takeInstance(folder, () => undefined)).release();
  });

  it.each([
    ['of a process that is gone', JSON.stringify({ pid: 2 ** 22 - 1, started: '1', socket: '/nowhere/at/all' })],
    ['of another process with the same number', JSON.stringify({ pid: process.pid, started: '1', socket: '/nowhere/at/all' })],
    ['that was cut short', '{"pid":'],
  ])('takes over a lock %s', async (_name, text) => {
    writeFileSync(join(folder, 'instance.lock'), text);
    (await takeInstance(folder, () => undefined)).release();
  });

  it('lets exactly one of many in', async () => {
    writeFileSync(join(folder, 'instance.lock'), JSON.stringify({ pid: 2 ** 22 - 1, started: '1', socket: '/nowhere/at/all' }));
    const all = await Promise.allSettled(Array.from({ length: 8 }, () => takeInstance(folder, () => undefined)));
    const taken = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(taken).toHaveLength(1);
    for (const one of taken) one.release();
  });
});

describe('a helper process', () => {
  const entry = (script: string): string => {
    const file = join(folder, 'helper.cjs');
    writeFileSync(file, script);
    return file;
  };
  const messageOf = (helper: ReturnType<typeof forkHelper>) => new Promise<unknown>((resolve) => helper.onMessage(resolve));
  const endOf = (helper: ReturnType<typeof forkHelper>) =>
    new Promise<{ code: number; asked: boolean }>((resolve) => helper.onExit(resolve));

  it('gets bytes as bytes and an environment that is given, not inherited', async () => {
    process.env.OFFICE_TEST_SECRET = 'x';
    const file = entry('process.on("message", (m) => process.send([m, process.env.OFFICE_TEST_SECRET, process.env.GIVEN]))');
    const helper = forkHelper({ entry: file, env: { GIVEN: 'yes' } });
    helper.send({ pin: new Uint8Array([1, 2]) });
    expect(await messageOf(helper)).toEqual([{ pin: new Uint8Array([1, 2]) }, undefined, 'yes']);
    const end = endOf(helper);
    helper.kill();
    expect((await end).asked).toBe(true);
    helper.send('lost');
    delete process.env.OFFICE_TEST_SECRET;
  });

  it('is killed although it ignores the polite signal', async () => {
    const helper = forkHelper({ entry: entry('process.on("SIGTERM", () => {}); process.send("up"); for (;;) {}'), env: {} });
    await messageOf(helper);
    const end = endOf(helper);
    helper.kill();
    expect(await end).toEqual({ code: 128 + 9, asked: true });
  });

  it('that crashes is told with a code that is not zero', async () => {
    expect(await endOf(forkHelper({ entry: entry('process.kill(process.pid, "SIGSEGV"); setInterval(() => {}, 1e3)'), env: {} }))).toEqual({
      code: 128 + 11,
      asked: false,
    });
  });
});
