import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SessionState } from '../../../../contracts/ipc/session.ts';
import type { Collector } from '../../../../main/platform/memory/garbage-collection.ts';
import { createMemoryScrub, type Forgetting } from '../../../../main/platform/memory/scrub.ts';

/** Longer than all that is waited for. */
const LONG_MS = 60_000;
/** Of a state only its kind counts here. */
const state = (kind: SessionState['kind']): SessionState => ({ kind }) as SessionState;

describe('forgetting', () => {
  let steps: string[];
  let closing: PromiseWithResolvers<void>;
  let forgetting: Forgetting;
  const told = (...kinds: readonly SessionState['kind'][]): void => {
    for (const kind of kinds) forgetting.onState(state(kind));
  };
  const waitLong = () => vi.advanceTimersByTimeAsync(LONG_MS);

  beforeEach(() => {
    vi.useFakeTimers();
    steps = [];
    closing = Promise.withResolvers();
    closing.resolve();
    const collector: Collector = { once: () => void steps.push('once'), whole: () => void steps.push('whole') };
    forgetting = createMemoryScrub({ closed: () => closing.promise, log: () => undefined, collector });
  });
  afterEach(() => vi.useRealTimers());

  it('overwrites at once after a lock, again when all has ended, and no more', async () => {
    told('starting', 'noCard', 'cardSeen', 'pin', 'unlocking', 'open', 'noCard');
    await waitLong();
    expect(steps).toEqual(['once', 'whole', 'whole', 'whole']);
    told('cardSeen', 'noCard');
    await waitLong();
    expect(steps).toEqual(['once', 'whole', 'whole', 'whole']);
  });

  it('has nothing to do while nobody has given a PIN', async () => {
    told('starting', 'noCard', 'cardSeen', 'pin');
    await waitLong();
    expect(steps).toEqual([]);
  });

  it('waits until the store is closed', async () => {
    closing = Promise.withResolvers();
    told('open', 'noCard');
    await waitLong();
    expect(steps).toEqual([]);
    closing.resolve();
    await waitLong();
    expect(steps).toEqual(['once', 'whole', 'whole', 'whole']);
  });

  it('is never in the way of the next sign-in: what is left is done after the lock that follows', async () => {
    told('open', 'cardSeen', 'pin', 'unlocking', 'open');
    await waitLong();
    expect(steps).toEqual([]);
    told('noCard');
    await waitLong();
    expect(steps).toEqual(['once', 'whole', 'whole', 'whole']);
  });

  it('is not done by a close that ends when the next officer is signing in', async () => {
    closing = Promise.withResolvers();
    told('open', 'cardSeen');
    await waitLong();
    told('pin', 'unlocking');
    closing.resolve();
    await waitLong();
    expect(steps).toEqual([]);
  });

  it('comes after a PIN that was wrong, while the next is asked for', async () => {
    told('pin', 'unlocking', 'pin');
    await waitLong();
    expect(steps).toEqual(['once', 'whole', 'whole', 'whole']);
  });

  it('comes after a card that may have been given a new PIN', async () => {
    told('blocked', 'pin', 'noCard');
    await waitLong();
    expect(steps).toEqual(['once', 'whole', 'whole', 'whole']);
  });
});
