import { expect, it } from 'vitest';
import { soakCms } from './cms/index.ts';

it('two thousand mutated CMS and CMC messages crash no reader, and none is wrongly valid', async () => {
  const { told } = await soakCms({ messages: 2000, seed: 20_261_130, say: () => undefined });
  // Times are the soak's to measure, on a quiet machine.
  expect(told.filter((line) => !line.endsWith(' ms'))).toEqual([]);
}, 120_000);
