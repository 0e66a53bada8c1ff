import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lineReader } from '../../../../../main/platform/shell/electron/line-reader.ts';
import { lockSignal } from '../../../../../main/platform/shell/electron/lock-signal.ts';
import { watchScreenLock } from '../../../../../main/platform/shell/electron/screen-lock.ts';
import { PATIENCE } from '../patience.ts';
import { type Login1, startBus } from './login1.ts';

const WATCH = new URL('../../../../../main/platform/shell/electron/screen-lock.ts', import.meta.url).href;

const bus = async (): Promise<Login1> => {
  const started = await startBus();
  onTestFinished(() => started.stop());
  return started;
};

/** Watches the lock screen as the shell does; `asked` counts how often the system was asked instead of heard. */
const watch = (address: string) => {
  const heard: string[] = [];
  const asking = { asked: 0, locked: false };
  const stop = watchScreenLock({
    tell: (event) => heard.push(event),
    isLocked: () => {
      asking.asked += 1;
      return asking.locked;
    },
    env: { PATH: process.env.PATH, DBUS_SYSTEM_BUS_ADDRESS: address },
  });
  onTestFinished(stop);
  return { heard, asking, stop };
};

/** Whoever waits on that bus: processes that have its address in their environment. */
const listeners = (address: string): readonly string[] =>
  readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && pid !== String(process.pid) && readFileSync(`/proc/${pid}/environ`, 'latin1').includes(address);
    } catch {
      return false;
    }
  });

/** Asking has ended: logind is listened to. */
const listens = async ({ asking }: ReturnType<typeof watch>): Promise<void> => {
  await expect
    .poll(async () => {
      const { asked } = asking;
      await sleep(1200);
      return asking.asked - asked;
    }, PATIENCE)
    .toBe(0);
};

describe('the lock screen of a Linux desktop', () => {
  it('is heard of by logind: its order to lock, and the desktop’s word that it has', async () => {
    const logind = await bus();
    await logind.appear();
    const watched = watch(logind.address);
    await listens(watched);
    logind.say('Lock');
    await expect.poll(() => watched.heard, PATIENCE).toEqual(['lock']);
    logind.hint(true);
    await expect.poll(() => watched.heard, PATIENCE).toEqual(['lock', 'lock']);
    logind.hint(false);
    await expect.poll(() => watched.heard, PATIENCE).toEqual(['lock', 'lock', 'unlock']);
    logind.say('Unlock');
    logind.chatter(5);
    logind.chatter(100_000);
    logind.say('Lock');
    await expect.poll(() => watched.heard, PATIENCE).toEqual(['lock', 'lock', 'unlock', 'unlock', 'lock']);
  });

  it('is asked for where nobody tells: without a bus, without logind on it, and once the bus has gone', async () => {
    const none = watch('unix:path=/nonexistent');
    const logind = await bus();
    const watched = watch(logind.address);
    for (const { asking, heard } of [none, watched]) {
      asking.locked = true;
      await expect.poll(() => heard, PATIENCE).toEqual(['lock']);
      asking.locked = false;
      await expect.poll(() => heard, PATIENCE).toEqual(['lock', 'unlock']);
    }
    await logind.appear();
    await listens(watched);
    await logind.stop();
    watched.asking.locked = true;
    await expect.poll(() => watched.heard, PATIENCE).toEqual(['lock', 'unlock', 'lock']);
  });

  it('is listened to by no process any more when the program has ended, however it did', async () => {
    const logind = await bus();
    await logind.appear();
    const watched = watch(logind.address);
    await expect.poll(() => listeners(logind.address).length, PATIENCE).toBeGreaterThan(0);
    watched.stop();
    await expect.poll(() => listeners(logind.address), PATIENCE).toEqual([]);
    const script = `const { watchScreenLock } = await import(${JSON.stringify(WATCH)});
      watchScreenLock({ tell() {}, isLocked: () => false, env: { PATH: process.env.PATH, DBUS_SYSTEM_BUS_ADDRESS: ${JSON.stringify(logind.address)} } });`;
    const program = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', script], { stdio: 'ignore' });
    await expect.poll(() => listeners(logind.address).length, PATIENCE).toBeGreaterThan(0);
    program.kill('SIGKILL');
    await once(program, 'exit');
    await expect.poll(() => listeners(logind.address), PATIENCE).toEqual([]);
  });
});

describe('a line of the monitor', () => {
  const session = '/org/freedesktop/login1/session/_32';
  it.each([
    [`${session}: org.freedesktop.login1.Session.Lock ()`, 'lock'],
    [`${session}: org.freedesktop.login1.Session.Unlock ()`, 'unlock'],
    [
      `${session}: org.freedesktop.DBus.Properties.PropertiesChanged ('org.freedesktop.login1.Session', {'LockedHint': <true>}, @as [])`,
      'lock',
    ],
    [
      `${session}: org.freedesktop.DBus.Properties.PropertiesChanged ('org.freedesktop.login1.Session', {'Active': <true>, 'LockedHint': <false>}, @as [])`,
      'unlock',
    ],
    // Told to have changed, and not to what: the safe one of both.
    [`${session}: org.freedesktop.DBus.Properties.PropertiesChanged ('org.freedesktop.login1.Session', @a{sv} {}, ['LockedHint'])`, 'lock'],
    [
      `${session}: org.freedesktop.DBus.Properties.PropertiesChanged ('org.freedesktop.login1.User', {'LockedHint': <true>}, @as [])`,
      undefined,
    ],
    [
      `${session}: org.freedesktop.DBus.Properties.PropertiesChanged ('org.freedesktop.login1.Session', {'IdleHint': <true>}, @as [])`,
      undefined,
    ],
    ['/org/freedesktop/login1: org.freedesktop.login1.Manager.PrepareForSleep (true,)', undefined],
    ['Monitoring signals from all objects owned by org.freedesktop.login1', undefined],
    ['org.freedesktop.login1.Session.Lock ()', undefined],
    ['', undefined],
  ])('%s: %s', (line, event) => expect(lockSignal(line)).toBe(event));

  it('comes whole however it is cut, and one that is too long is passed over without the next', () => {
    const lines: string[] = [];
    const read = lineReader((line) => lines.push(line));
    for (const character of 'one\ntwo\r\n\n') read(character);
    read(`${'x'.repeat(100_000)}\nthree\nfour`);
    read('x'.repeat(100_000));
    read('\nfive\n');
    expect(lines).toEqual(['one', 'two', '', 'three', 'five']);
  });
});
