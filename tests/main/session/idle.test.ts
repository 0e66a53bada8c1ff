import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createIdleLock } from '../../../main/session/idle.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('says that the lock is near, locks after the time that policy gives, and begins anew whenever the officer does something', () => {
  const told: string[] = [];
  const idle = createIdleLock({ seconds: () => 30, onSoon: () => told.push('soon'), onIdle: () => told.push('idle') });
  idle.active();
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([]);
  idle.start();
  vi.advanceTimersByTime(20_000);
  expect(told).toEqual(['soon']);
  idle.active();
  vi.advanceTimersByTime(17_000);
  expect(told).toEqual(['soon']);
  vi.advanceTimersByTime(12_900);
  expect(told).toEqual(['soon', 'soon']);
  vi.advanceTimersByTime(200);
  expect(told).toEqual(['soon', 'soon', 'idle']);
  idle.start();
  vi.advanceTimersByTime(20_000);
  idle.stop();
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual(['soon', 'soon', 'idle', 'soon']);
});
