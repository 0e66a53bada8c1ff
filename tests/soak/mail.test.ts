import { expect, it } from 'vitest';
import { soakMail } from './mail/index.ts';

it('a thousand mutated messages are each read within their bounds', async () => {
  const { told } = await soakMail({ messages: 1000, seed: 20_261_129, say: () => undefined });
  // Times are the soak's to measure, on a quiet machine.
  expect(told.filter((line) => !line.endsWith(' ms'))).toEqual([]);
}, 120_000);
