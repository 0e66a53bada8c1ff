import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { SessionState } from '../../../../contracts/ipc/session.ts';
import { installSignedOut } from '../../../../main/app/install-signed-out.ts';
import type { Updater } from '../../../../main/device/update/updater.ts';
import type { Session } from '../../../../main/session/session.ts';

/** Long against what a test does meanwhile; the product waits two minutes. */
const QUIET_MS = 80;

/** A laptop with a version that is ready; `begins`: whether the installer takes it. */
const laptop = (begins: boolean) => {
  const listeners: ((state: SessionState) => void)[] = [];
  const closing = Promise.withResolvers<void>();
  const session = {
    state: { kind: 'starting' },
    onChange: (listener: (state: SessionState) => void) => void listeners.push(listener),
    closed: () => closing.promise,
  } as unknown as Session;
  const done: string[] = [];
  const install = async (): Promise<boolean> => {
    done.push('install');
    return begins;
  };
  const updater = { install } as unknown as Updater;
  installSignedOut({ session, updater: () => updater, quit: () => void done.push('quit'), quietMs: QUIET_MS });
  const to = (kind: SessionState['kind']): void => {
    for (const listener of listeners) listener({ kind } as SessionState);
  };
  return { done, to, closed: closing.resolve };
};

describe('the next version goes in', () => {
  it('once the card has been out for a while and what was open is closed', async () => {
    const { done, to, closed } = laptop(true);
    to('open');
    to('noCard');
    await delay(3 * QUIET_MS);
    expect(done).toEqual([]);
    closed();
    await expect.poll(() => done).toEqual(['install', 'quit']);
  });

  it.each(['cardSeen', 'pin', 'blocked', 'unlocking', 'open', 'withdrawn'] as const)('never while the laptop is at: %s', async (kind) => {
    const { done, to, closed } = laptop(true);
    closed();
    to('noCard');
    to(kind);
    await delay(3 * QUIET_MS);
    expect(done).toEqual([]);
    to('noCard');
    await expect.poll(() => done).toEqual(['install', 'quit']);
  });

  it('or this one goes on, where it did not begin', async () => {
    const { done, to, closed } = laptop(false);
    closed();
    to('noCard');
    await expect.poll(() => done.length).toBeGreaterThan(1);
    expect(done).not.toContain('quit');
    to('pin');
  });
});
