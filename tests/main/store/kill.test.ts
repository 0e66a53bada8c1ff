import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { verifyJournal } from '../../../pki/journal.ts';
import { localStore, temporaryFolder } from '../support/store.ts';

const WRITER = new URL('support/writer.ts', import.meta.url).pathname;

/** Lets the writer acknowledge `count` more updates, then kills it in the middle of whatever it does; gives the last number. */
const writeAndKill = async (folder: string, from: number, count: number): Promise<number> => {
  const writer = spawn(process.execPath, [WRITER, folder, String(from)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(writer, 'exit');
  let last = from - 1;
  for await (const text of createInterface({ input: writer.stdout })) {
    last = Number(text);
    if (last >= from + count) writer.kill('SIGKILL');
  }
  await exited;
  return last;
};

it('loses nothing that was acknowledged when the program is killed while it writes, and leaves nothing half-written', async () => {
  const folder = temporaryFolder();
  let acknowledged = -1;
  for (const count of [1, 17, 40, 5, 80]) {
    acknowledged = await writeAndKill(folder, acknowledged + 1, count);
    const store = localStore(folder);
    const written = (await store.read('outbox.list', null)).map(({ summary }) => Number(summary.replace('update ', '')));
    expect(written.slice(0, acknowledged + 1)).toEqual(Array.from({ length: acknowledged + 1 }, (_, n) => n));
    // Each update and its journal entry are one transaction: as many of the one as of the other.
    const entries = await store.read('journal.after', { after: 0, limit: 5000 });
    expect([entries.length, verifyJournal(entries).ok]).toEqual([written.length, true]);
    await store.read('store.check', null);
    await store.close();
    // One more may have been committed in the moment between its commit and its acknowledgement.
    acknowledged = written.length - 1;
  }
}, 180_000);
