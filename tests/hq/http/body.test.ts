import { expect, it } from 'vitest';
import { endpoints } from '../../../contracts/hq/endpoints.ts';
import { bodyDeadline } from '../../../hq/http/asked.ts';

it('the longest bundle of unsent work has the time that it takes at 1 Mbit/s, at both ends', () => {
  const { request, timeoutMs } = endpoints.leaveUnsentBundle;
  const neededMs = (request.maxBytes * 8) / 1000;
  expect(timeoutMs).toBeGreaterThan(neededMs);
  expect(bodyDeadline(request.maxBytes)).toBeGreaterThan(neededMs);
});

it('a body of which nothing comes has a minute', () => {
  expect(bodyDeadline(0)).toBe(60_000);
});
