import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openConnection } from '../../../main/store/worker/connection.ts';
import { updateDraft } from '../support/drafts.ts';
import { crime, incident, line, officer, upsertCrime, upsertIncident } from '../support/items.ts';
import { search } from '../support/search.ts';
import { bring, key, temporaryFolder, workerStore } from '../support/store.ts';

const MARKERS = ['zebracrossing', 'Quixotic', 'CREATE TABLE', 'SQLite format 3', 'PRIMARY KEY', 'Balfour'];

const clearTextIn = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const bytes = readFileSync(join(folder, name));
    return MARKERS.filter((marker) => bytes.includes(marker)).map((marker) => `${name}: ${marker}`);
  });

/** SQLite's temporary files have no name any more once they are open; only their descriptors show them. */
const temporaryFiles = (): number =>
  readdirSync('/proc/self/fd').filter((descriptor) => {
    try {
      return readlinkSync(`/proc/self/fd/${descriptor}`).includes('etilqs');
    } catch {
      return false;
    }
  }).length;

describe('what lies on disk', () => {
  it('holds nothing readable: neither in the store, nor in its log, open or closed', async () => {
    const folder = temporaryFolder();
    const store = await workerStore(folder);
    await bring(store, 'storm', [upsertIncident(incident({ title: 'zebracrossing', lines: [line({ text: 'Quixotic neighbour' })] }))]);
    await bring(store, 'crime', [upsertCrime(crime({ method: 'zebracrossing' }))]);
    const draft = updateDraft('LC-20210518-1587', 'Quixotic zebracrossing');
    await store.write('drafts.save', { draft, now: '2021-05-18T14:40:00.000Z' });
    expect((await search(store, 'zebracross')).map((found) => found.kind).sort()).toEqual(['crime', 'incident']);
    expect(readdirSync(folder)).toContain('store.db-wal');
    expect(clearTextIn(folder)).toEqual([]);
    await store.close();
    expect(clearTextIn(folder)).toEqual([]);
  });

  it('spills no row to a temporary file, however large the sort', () => {
    const driver = openConnection(temporaryFolder(), key());
    const insert = driver.prepare("INSERT INTO draft (key, system, kind, title, fields, blobs, at) VALUES (?, '', '', ?, '', '', '')");
    driver.transaction(() => {
      for (let n = 0; n < 20_000; n += 1) insert.run(String(n), `zebracrossing ${(n * 7919) % 20_011} ${'x'.repeat(900)}`);
    })();
    const filesWhileSorting = (): number => {
      const rows = driver.prepare('SELECT title FROM draft ORDER BY title').iterate();
      rows.next();
      const files = temporaryFiles();
      rows.return?.();
      return files;
    };
    expect(filesWhileSorting()).toBe(0);
    // The same sort does spill where it is let: what was looked for above can be found.
    driver.pragma('temp_store=FILE');
    expect(filesWhileSorting()).toBeGreaterThan(0);
    driver.close();
  });

  it('sets on its connection all that durability and secrecy need', () => {
    const driver = openConnection(temporaryFolder(), key());
    const pragma = (name: string) => driver.pragma(name, { simple: true });
    expect(
      Object.fromEntries(
        ['cipher', 'journal_mode', 'synchronous', 'temp_store', 'secure_delete', 'foreign_keys'].map((name) => [name, pragma(name)]),
      ),
    ).toEqual({ cipher: 'sqlcipher', journal_mode: 'wal', synchronous: 2, temp_store: 2, secure_delete: 1, foreign_keys: 1 });
    driver.close();
  });

  it('takes nothing that is typed into a search box as an operator of the search language', async () => {
    const store = await workerStore();
    await bring(store, 'storm', [upsertIncident(incident())]);
    const hostile = [
      '"',
      '""',
      "'",
      '*',
      'balfour"',
      '"balfour" OR "x',
      'title : balfour',
      'NEAR(balfour street)',
      '-balfour',
      '^balfour',
      'balfour AND',
      'NOT',
      '(',
      '{title body}: x',
      '%',
      '\0',
      '\u{1F600}',
      `${'a '.repeat(100)}`,
      'é́́',
      '--',
      ';DROP TABLE item',
    ];
    for (const text of hostile) await expect(search(store, text), JSON.stringify(text)).resolves.toBeInstanceOf(Array);
    const query = { scope: 'area', offset: 0, limit: 10 } as const;
    for (const text of hostile)
      await expect(store.read('crime.list', { query: { ...query, text }, officer: officer() })).resolves.toBeDefined();
    for (const text of hostile) await expect(store.read('crime.offences', { text, limit: 5, area: 'South Ribble' })).resolves.toEqual([]);
    expect(await search(store, 'balfour" street')).toHaveLength(1);
  });
});
