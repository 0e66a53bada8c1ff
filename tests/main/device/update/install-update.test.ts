import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { SessionState } from '../../../../contracts/ipc/session.ts';
import type { GoesIn, UpdateStatus } from '../../../../contracts/ipc/update.ts';
import { installUpdates } from '../../../../main/app/install-update.ts';
import type { Updater } from '../../../../main/device/update/updater.ts';
import type { Session } from '../../../../main/session/session.ts';

/** Long against what a test does meanwhile; the product waits two minutes. */
const QUIET_MS = 80;
const LATER = new Date('2026-11-29T22:00:00.000Z');
let now = new Date('2026-11-29T12:00:00.000Z');

/** A laptop with a version that is ready; `begins`: whether the installer takes it. */
const laptop = (begins: boolean, shiftOverMs = 60_000) => {
  now = new Date('2026-11-29T12:00:00.000Z');
  const listeners: ((state: SessionState) => void)[] = [];
  const closing = Promise.withResolvers<void>();
  const done: string[] = [];
  const session = {
    state: { kind: 'starting' },
    work: undefined as object | undefined,
    onChange: (listener: (state: SessionState) => void) => void listeners.push(listener),
    closed: () => closing.promise,
    lock: (cause: string) => void done.push(`lock ${cause}`),
  };
  const status: { -readonly [K in keyof UpdateStatus]: UpdateStatus[K] } = {
    release: { kind: 'ready', version: '1.5.0', goesIn: 'cardOut' },
  };
  const updater = {
    status,
    want(goesIn: GoesIn) {
      status.release = { kind: 'ready', version: '1.5.0', goesIn };
      return true;
    },
    async install(mayBegin: () => boolean, thenStart = true): Promise<boolean> {
      if (!mayBegin()) return false;
      done.push(thenStart ? 'install' : 'install at the end');
      return begins;
    },
  };
  const updates = installUpdates({
    session: session as unknown as Session,
    updater: () => updater as unknown as Updater,
    quit: () => void done.push('quit'),
    now: () => now,
    quietMs: QUIET_MS,
    shiftOverMs,
  });
  const to = (kind: SessionState['kind'], staffId = 'LC002418'): void => {
    for (const listener of listeners) listener({ kind, officer: { staffId }, leaseUntil: LATER.toISOString() } as SessionState);
  };
  return { done, to, closed: closing.resolve, updates, updater, status, session };
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

  it('at the officer’s word: work is locked and closed first, and nothing is begun while somebody signs in again', async () => {
    const { done, closed, updates, session } = laptop(true);
    session.work = {};
    expect(updates.installNow()).toBe(true);
    expect(done).toEqual(['lock update']);
    session.work = undefined;
    closed();
    await expect.poll(() => done).toEqual(['lock update', 'install', 'quit']);
    const again = laptop(true);
    again.session.state = { kind: 'unlocking' };
    again.closed();
    again.updates.installNow();
    await delay(QUIET_MS);
    expect(again.done).toEqual(['lock update']);
  });

  it('not at a word that comes late: then nothing is locked', () => {
    const { done, updates, status } = laptop(true);
    delete status.release;
    expect(updates.installNow()).toBe(false);
    expect(done).toEqual([]);
  });

  it('when the window is closed, without coming up again', async () => {
    const { done, updates } = laptop(true);
    updates.windowClosed();
    await updates.atEnd();
    expect(done).toEqual(['install at the end']);
  });

  it('not when the program ends otherwise, and not when the system ends its session: it would end half way', async () => {
    const ended = laptop(true);
    await ended.updates.atEnd();
    const shutDown = laptop(true);
    shutDown.updates.systemEnds();
    shutDown.updates.windowClosed();
    await shutDown.updates.atEnd();
    const late = laptop(true);
    late.updates.windowClosed();
    late.updates.systemEnds();
    await late.updates.atEnd();
    expect([ended.done, shutDown.done, late.done]).toEqual([[], [], []]);
  });
});

describe('“when my shift ends”', () => {
  it('holds it back at a break, and lets it in once the card has been out for long', async () => {
    const { done, to, closed, updater } = laptop(true, 5 * QUIET_MS);
    closed();
    to('open');
    updater.want('shiftEnd');
    to('noCard');
    await delay(3 * QUIET_MS);
    expect(done).toEqual([]);
    await expect.poll(() => done).toEqual(['install', 'quit']);
  });

  it('is over when access has ended', async () => {
    const { done, to, closed, updater } = laptop(true);
    closed();
    to('open');
    updater.want('shiftEnd');
    to('noCard');
    await delay(3 * QUIET_MS);
    expect(done).toEqual([]);
    now = LATER;
    await expect.poll(() => done).toEqual(['install', 'quit']);
  });

  it('is one officer’s word: the next who signs in is asked again', () => {
    const { to, updater, status } = laptop(true);
    to('open');
    updater.want('shiftEnd');
    to('noCard');
    to('open');
    expect(status.release).toMatchObject({ goesIn: 'shiftEnd' });
    to('open', 'LC002377');
    expect(status.release).toMatchObject({ goesIn: 'cardOut' });
  });

  it('holds back no version that HQ asks for: what is too old goes at the next break', async () => {
    const { done, to, closed, updater, status } = laptop(true);
    closed();
    to('open');
    updater.want('shiftEnd');
    status.outdated = '1.5.0';
    to('noCard');
    await expect.poll(() => done).toEqual(['install', 'quit']);
  });
});
