import { expect, it } from 'vitest';
import { OrderWaits } from '../../../hq/fleet/orders/waits.ts';

/** Far longer than a test: only what it does ends the wait. */
const LONG_MS = 3_600_000;

const waitsOn = () => {
  let tell: (payload: string | undefined) => void = () => {};
  const waits = new OrderWaits({
    listen: (_, listener) => {
      tell = listener;
      return () => {
        tell = () => {};
      };
    },
  });
  return { waits, tell: (payload: string | undefined) => tell(payload) };
};
const never = (): AbortSignal => new AbortController().signal;

it('wakes the laptop that the order is for, and no other', async () => {
  const { waits, tell } = waitsOn();
  const mine = waits.begin('LAP-0001', LONG_MS, never());
  waits.begin('LAP-0002', LONG_MS, never());
  tell('LAP-0001');
  await mine.over;
  expect(waits.size).toBe(1);
  waits.close();
});

it('wakes everybody after a gap in which an order may have been missed, and at the end', async () => {
  const { waits, tell } = waitsOn();
  const before = ['LAP-0001', 'LAP-0002'].map((name) => waits.begin(name, LONG_MS, never()));
  tell(undefined);
  await Promise.all(before.map(({ over }) => over));
  const after = waits.begin('LAP-0001', LONG_MS, never());
  waits.close();
  await after.over;
  expect(waits.size).toBe(0);
});

it('holds nothing for a laptop that has gone, or had gone before', async () => {
  const { waits } = waitsOn();
  const gone = new AbortController();
  const wait = waits.begin('LAP-0001', LONG_MS, gone.signal);
  gone.abort();
  await wait.over;
  await waits.begin('LAP-0001', LONG_MS, gone.signal).over;
  expect(waits.size).toBe(0);
});

it('has one wait a laptop: a new connection ends that of the lost one, whose end does not end the new one', async () => {
  const { waits } = waitsOn();
  const lost = waits.begin('LAP-0001', LONG_MS, never());
  waits.begin('LAP-0001', LONG_MS, never());
  await lost.over;
  lost.end();
  expect(waits.size).toBe(1);
  waits.close();
});

it('ends by itself', async () => {
  const { waits } = waitsOn();
  await waits.begin('LAP-0001', 1, never()).over;
  expect(waits.size).toBe(0);
});
