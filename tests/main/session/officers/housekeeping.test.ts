import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { JournalNote } from '../../../../main/audit/journal.ts';
import { type HousekeepingPorts, keepFolders } from '../../../../main/session/officers/housekeeping.ts';
import { readFolderState, writeFolderState } from '../../../../main/session/officers/state.ts';
import { storageOf } from '../../../../main/session/officers/storage.ts';
import { temporaryFolder } from '../../support/store.ts';

const DAY_MS = 24 * 60 * 60_000;
const NOW = new Date('2021-06-18T06:00:00.000Z');
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * DAY_MS);
const tag = (digit: string): string => digit.repeat(32);

let data: string;
let notes: JournalNote[];
beforeEach(() => {
  data = temporaryFolder();
  notes = [];
});

const folderOf = (name: string): string => join(data, 'officers', name);
/** An officer's folder, last opened so many days ago. */
const officer = (name: string, days: number, unsent = 0): string => {
  const folder = folderOf(name);
  mkdirSync(folder, { recursive: true });
  for (const file of ['key.p7m', 'key.own', 'lease.sealed', 'store.db', 'store.db-wal']) writeFileSync(join(folder, file), 'bytes');
  writeFolderState(folder, { lastOpened: daysAgo(days), unsent });
  return folder;
};
const tidy = async (change: Partial<HousekeepingPorts> = {}): Promise<number> => {
  const keeper = keepFolders({
    ...{ dataFolder: data, isUsed: () => false, unusedFolderDays: () => 30, keepsShare: () => true, isClockRight: () => true },
    ...{ log: () => undefined, now: () => NOW, journal: async (note: JournalNote) => void notes.push(note), ...change },
  });
  const gone = await keeper.now();
  keeper.stop();
  return gone;
};

describe('folders of officers', () => {
  it('are shredded when nobody opened them for as long as policy says, and that is journalled', async () => {
    officer(tag('a'), 30);
    officer(tag('b'), 29.9);
    expect(await tidy()).toBe(1);
    expect(readdirSync(join(data, 'officers'))).toEqual([tag('b')]);
    expect(notes).toEqual([{ action: 'folderShredded', subject: tag('a'), detail: 'unused for 30 days' }]);
  });

  it('are kept while anything in them is unsent, whichever count says so', async () => {
    officer(tag('a'), 400, 1);
    writeFileSync(join(officer(tag('b'), 400), 'unsent.json'), '{"count":2}');
    writeFileSync(join(officer(tag('c'), 400), 'unsent.json'), 'damaged');
    expect(await tidy()).toBe(0);
    expect(readdirSync(join(data, 'officers'))).toHaveLength(3);
  });

  it('are kept while they are in use', async () => {
    officer(tag('a'), 400);
    expect(await tidy({ isUsed: (used) => used === tag('a') })).toBe(0);
  });

  it('are never shredded early by a clock: turned back, ahead now, or ahead when they were last open', async () => {
    officer(tag('a'), 20);
    expect(await tidy({ now: () => daysAgo(300) })).toBe(0);
    expect(await tidy({ now: () => daysAgo(-300), isClockRight: () => false })).toBe(0);
    officer(tag('b'), -300);
    expect(await tidy()).toBe(0);
  });

  it('begin to count from now when nothing says when they were open', async () => {
    const folder = officer(tag('a'), 400);
    writeFileSync(join(folder, 'state.json'), '{"lastOpened": "yesterday"}');
    expect(await tidy()).toBe(0);
    expect(readFolderState(folder)?.lastOpened).toEqual(NOW);
  });

  it('go on being shredded after a power cut, and nobody signs in to half of one', async () => {
    const leaving = folderOf(`leaving-${tag('a')}`);
    mkdirSync(leaving, { recursive: true });
    writeFileSync(join(leaving, 'store.db'), 'noise');
    expect(await tidy({ isClockRight: () => false })).toBe(1);
    expect(existsSync(leaving)).toBe(false);
    expect(notes).toHaveLength(1);
  });

  it('leave alone what is no officer folder', async () => {
    officer(tag('a'), 400);
    writeFileSync(join(data, 'officers', 'names.sealed'), 'sealed');
    await tidy();
    expect(readdirSync(join(data, 'officers'))).toEqual(['names.sealed']);
  });

  it('hold no device share once policy says so, the one in use included', async () => {
    officer(tag('a'), 1);
    officer(tag('b'), 1);
    expect(await tidy({ keepsShare: () => false, isUsed: (used) => used === tag('b') })).toBe(0);
    for (const name of [tag('a'), tag('b')])
      expect(readdirSync(folderOf(name))).toEqual(['key.own', 'key.p7m', 'state.json', 'store.db', 'store.db-wal']);
  });

  it('are counted for the officer who asks: one’s own in bytes, others only as a number', () => {
    officer(tag('a'), 1);
    officer(tag('b'), 1);
    const { totalBytes, ownBytes, officers } = storageOf(data, tag('a'));
    expect(officers).toBe(2);
    expect(totalBytes).toBe(2 * ownBytes);
    expect(storageOf(data).ownBytes).toBe(0);
  });
});
