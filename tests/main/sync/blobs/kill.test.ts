import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { tidyBlobs } from '../../../../main/sync/blobs/receive.ts';
import { localStore, temporaryFolder } from '../../support/store.ts';
import { hashOf, pageOf } from './support.ts';

const WRITER = new URL('writer.ts', import.meta.url).pathname;

/** The hashes that were acknowledged before the writer was killed at its `count`-th line. */
const writeAndKill = async (folder: string, count: number): Promise<readonly string[]> => {
  const writer = spawn(process.execPath, [WRITER, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(writer, 'exit');
  const hashes: string[] = [];
  let lines = 0;
  for await (const text of createInterface({ input: writer.stdout })) {
    lines += 1;
    if (text.length === 64) hashes.push(text);
    if (lines >= count) writer.kill('SIGKILL');
  }
  await exited;
  return hashes;
};

it('loses no blob that was acknowledged when the program is killed, and keeps no half of one', async () => {
  const folder = temporaryFolder();
  const acknowledged: string[] = [];
  for (const count of [1, 3, 9, 16]) {
    acknowledged.push(...(await writeAndKill(folder, count)));
    const store = localStore(folder);
    await tidyBlobs(store, () => new Date());
    const page = pageOf(() => store);
    for (const hash of acknowledged) {
      const answer = await page.ask('GET', `/blobs/${hash}`);
      expect(hashOf(new Uint8Array(await answer.arrayBuffer()))).toBe(hash);
    }
    await store.read('store.check', null);
    await store.close();
  }
  expect(acknowledged.length).toBeGreaterThan(1);
}, 120_000);
