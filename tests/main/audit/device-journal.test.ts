import { appendFileSync, existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { journalEntry } from '../../../contracts/domain/journal.ts';
import { openDeviceJournal } from '../../../main/audit/device-journal.ts';
import type { JournalNote } from '../../../main/audit/journal.ts';
import { type ChainedEntry, verifyJournal } from '../../../pki/journal.ts';
import { temporaryFolder } from '../support/store.ts';

const TAG = 'ab'.repeat(16);
const note = (detail: string): JournalNote => ({ action: 'signIn', subject: TAG, detail });

let folder: string;
let file: string;
beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder, 'journal', 'device.jsonl');
});

const onDisk = (): ChainedEntry[] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => journalEntry.parse(JSON.parse(line)));
const detailsOf = (entries: readonly ChainedEntry[]): string[] => entries.map(({ detail }) => detail);

/** A journal with this many notes, closed again. */
const written = async (count: number): Promise<void> => {
  const journal = openDeviceJournal(folder);
  for (let n = 1; n <= count; n += 1) await journal.note(note(`n${n}`));
};

describe('the device journal', () => {
  it('is one chain through every start of the program, also when notes come all at once', async () => {
    for (let start = 0; start < 3; start += 1) {
      const journal = openDeviceJournal(folder);
      await Promise.all(Array.from({ length: 5 }, (_, n) => journal.note(note(`${start}.${n}`))));
    }
    expect(onDisk()).toHaveLength(15);
    expect(verifyJournal(onDisk())).toEqual({ ok: true, head: openDeviceJournal(folder).head });
    expect(detailsOf(onDisk()).slice(0, 6)).toEqual(['0.0', '0.1', '0.2', '0.3', '0.4', '1.0']);
  });

  it('survives a last line that a power cut tore, wherever it was torn', async () => {
    await written(3);
    const [end, line] = [statSync(file).size, Buffer.byteLength(JSON.stringify(onDisk()[2])) + 1];
    for (const cut of [1, 2, Math.floor(line / 2), line - 1]) {
      truncateSync(file, end - cut);
      const journal = openDeviceJournal(folder);
      expect(journal.head.seq).toBe(2);
      await journal.note(note('n3'));
      expect(verifyJournal(onDisk())).toEqual({ ok: true, head: journal.head });
      expect(detailsOf(onDisk())).toEqual(['n1', 'n2', 'n3']);
      expect(statSync(file).size).toBe(end);
    }
  });

  it('goes on behind whole entries when a write failed half-way', async () => {
    const journal = openDeviceJournal(folder);
    await journal.note(note('n1'));
    appendFileSync(file, '{"half');
    await journal.note(note('n2'));
    expect(verifyJournal(onDisk())).toMatchObject({ ok: true, head: { seq: 2 } });
  });

  it('says in its chain that it was tampered with, keeps what it found, and goes on', async () => {
    await written(4);
    const found = readFileSync(file, 'utf8').replace('"n2"', '"no"');
    writeFileSync(file, found);
    const journal = openDeviceJournal(folder);
    expect(detailsOf(onDisk())).toEqual(['n1', 'Hash at 2']);
    expect(onDisk()[1]).toMatchObject({ action: 'journalBroken', subject: 'journal' });
    expect(readFileSync(join(folder, 'journal', 'device.broken.jsonl'), 'utf8')).toBe(found);
    await journal.note(note('after'));
    expect(verifyJournal(onDisk())).toMatchObject({ ok: true, head: { seq: 3 } });
    openDeviceJournal(folder);
    expect(onDisk()).toHaveLength(3);
  });

  it('notices that what HQ has is not here any more, and never goes back behind it', async () => {
    const journal = openDeviceJournal(folder);
    for (const detail of ['n1', 'n2', 'n3']) await journal.note(note(detail));
    const head = journal.head;
    await journal.taken(head);
    rmSync(file);
    const again = openDeviceJournal(folder);
    expect(again.head.seq).toBe(4);
    expect(onDisk()).toMatchObject([{ seq: 4, previous: head.hash, action: 'journalBroken' }]);
  });

  it('lets go of what HQ has once it is large, and of nothing that HQ has not', async () => {
    const journal = openDeviceJournal(folder, { keptBytes: 2000 });
    for (let n = 1; n <= 20; n += 1) await journal.note(note(`n${n}`));
    const taken = journal.after(11, 1)[0];
    if (taken === undefined) throw new Error('no entry 12');
    await journal.taken(taken);
    expect(onDisk().map(({ seq }) => seq)).toEqual([13, 14, 15, 16, 17, 18, 19, 20]);
    await journal.taken(journal.head);
    await journal.note(note('next'));
    expect(onDisk().map(({ seq }) => seq)).toEqual([20, 21]);
    const again = openDeviceJournal(folder);
    expect(again.head).toEqual(journal.head);
    expect(again.uploaded).toMatchObject({ seq: 20 });
    expect(again.knows(again.uploaded)).toBe(true);
  });

  it('writes nothing any more once it is closed: a wipe must not find it made again', async () => {
    const journal = openDeviceJournal(folder);
    await journal.note(note('n1'));
    await journal.close();
    rmSync(join(folder, 'journal'), { recursive: true });
    await journal.note(note('late'));
    await journal.taken(journal.head);
    await journal.goOnAfter({ seq: 9, hash: 'f'.repeat(64) });
    expect(existsSync(join(folder, 'journal'))).toBe(false);
  });

  it('takes no entry that HQ would refuse, and goes on with the next', async () => {
    const journal = openDeviceJournal(folder);
    await expect(journal.note(note('x'.repeat(201)))).rejects.toThrow();
    await journal.note(note('fits'));
    expect(detailsOf(onDisk())).toEqual(['fits']);
  });
});
