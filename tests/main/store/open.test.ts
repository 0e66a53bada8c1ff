import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Driver from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { storeReads } from '../../../main/app/store-operations.ts';
import { StoreError } from '../../../main/store/error.ts';
import { refuseOldNode } from '../../../main/store/open.ts';
import { openConnection } from '../../../main/store/worker/connection.ts';
import { createDatabase } from '../../../main/store/worker/database.ts';
import { openDriver } from '../../../main/store/worker/driver.ts';
import { isDamage } from '../../../main/store/worker/faults.ts';
import { incident, officer, upsertIncident } from '../support/items.ts';
import { bring, key, open, temporaryFolder, workerStore } from '../support/store.ts';

const file = (folder: string): string => join(folder, 'store.db');

/** A store of some hundred pages, closed. */
const filledFolder = async (): Promise<string> => {
  const folder = temporaryFolder();
  const store = await open({ folder, key: key() });
  const logs = Array.from({ length: 200 }, (_, n) => incident({ id: `LC-20210518-${String(n).padStart(4, '0')}` }));
  await bring(store, 'storm', logs.map(upsertIncident));
  await store.close();
  return folder;
};

/** Opens the store and reads all of it without a worker; throws what the worker would answer. */
const checkInThisThread = (folder: string): void => {
  const database = createDatabase(openConnection(folder, key()));
  try {
    database.read((db) => storeReads['store.check'](db, null));
  } catch (error) {
    throw isDamage(error) ? new StoreError('StoreCorrupt') : error;
  } finally {
    database.close();
  }
};

describe('opening the store', () => {
  it('keeps what was written for the same key', async () => {
    const folder = await filledFolder();
    const store = await workerStore(folder);
    expect((await store.read('storm.list', { query: { scope: 'area', offset: 0, limit: 500 }, officer: officer() })).rows).toHaveLength(
      200,
    );
  });

  it('zeroes the key it was given, also when it refuses', async () => {
    const folder = await filledFolder();
    for (const byte of [7, 8]) {
      const given = key(byte);
      await open({ folder, key: given })
        .then((store) => store.close())
        .catch(() => undefined);
      expect(given.every((value) => value === 0)).toBe(true);
    }
  });

  it('refuses another key, and opens for the right one afterwards', async () => {
    const folder = await filledFolder();
    await expect(open({ folder, key: key(8) })).rejects.toMatchObject({ code: 'StoreKeyMismatch' });
    await expect(workerStore(folder)).resolves.toBeDefined();
  });

  it('refuses another key when the key check is lost, and makes the check again', async () => {
    const folder = await filledFolder();
    rmSync(join(folder, 'store.key-check'));
    await expect(open({ folder, key: key(8) })).rejects.toMatchObject({ code: 'StoreKeyMismatch' });
    await (await open({ folder, key: key() })).close();
    expect(existsSync(join(folder, 'store.key-check'))).toBe(true);
  });

  it('refuses a key of another length before it touches anything', async () => {
    const folder = join(temporaryFolder(), 'new');
    await expect(open({ folder, key: new Uint8Array(16) })).rejects.toThrow(TypeError);
    expect(existsSync(folder)).toBe(false);
  });

  it('refuses a store that a newer program has written, and leaves it as it was', async () => {
    const folder = await filledFolder();
    const driver = openDriver(file(folder));
    driver.pragma("cipher='sqlcipher'");
    driver.pragma('legacy=4');
    driver.key(Buffer.concat([Buffer.from('raw:'), key()]));
    driver.pragma('user_version=999');
    driver.close();
    const before = readFileSync(file(folder));
    await expect(open({ folder, key: key() })).rejects.toMatchObject({ code: 'StoreFromFuture' });
    expect(readFileSync(file(folder)).equals(before)).toBe(true);
  });

  it('never shows a changed byte as data: whatever page it is on', async () => {
    const folder = await filledFolder();
    const whole = readFileSync(file(folder));
    const pages = whole.length / 4096;
    const offsets = [
      0,
      15,
      16,
      100,
      4095,
      ...Array.from({ length: 25 }, (_, n) => Math.floor((n / 25) * pages) * 4096 + ((n * 977) % 4096)),
    ];
    for (const offset of offsets) {
      const damaged = Buffer.from(whole);
      damaged[offset] = (damaged[offset] ?? 0) ^ 1;
      writeFileSync(file(folder), damaged);
      expect(() => checkInThisThread(folder), `offset ${offset}`).toThrow(expect.objectContaining({ code: 'StoreCorrupt' }));
    }
  });

  it('says so through the worker too, at the opening or at the first look', async () => {
    const folder = await filledFolder();
    const whole = readFileSync(file(folder));
    for (const offset of [100, 20 * 4096 + 50]) {
      const damaged = Buffer.from(whole);
      damaged[offset] = (damaged[offset] ?? 0) ^ 1;
      writeFileSync(file(folder), damaged);
      const look = async (): Promise<void> => {
        const store = await workerStore(folder);
        await store.read('store.check', null);
      };
      await expect(look()).rejects.toMatchObject({ code: 'StoreCorrupt' });
    }
  });

  it('tells a store that was lost from a new one', async () => {
    const folder = await filledFolder();
    truncateSync(file(folder), 0);
    await expect(open({ folder, key: key() })).rejects.toMatchObject({ code: 'StoreCorrupt' });
    rmSync(file(folder));
    await expect(open({ folder, key: key() })).rejects.toMatchObject({ code: 'StoreCorrupt' });
    expect(existsSync(file(folder))).toBe(false);
  });

  it('tells whoever holds the session of damage that is met later, once', async () => {
    const folder = await filledFolder();
    const damaged = readFileSync(file(folder));
    damaged.fill(0xa5, damaged.length - 4096 * 4);
    writeFileSync(file(folder), damaged);
    const store = await open({ folder, key: key() });
    const faults: string[] = [];
    store.onFault((code) => faults.push(code));
    for (let n = 0; n < 2; n += 1) await expect(store.read('store.check', null)).rejects.toMatchObject({ code: 'StoreCorrupt' });
    expect(faults).toEqual(['StoreCorrupt']);
    await store.close().catch(() => undefined);
  });

  it('keeps two officers’ folders apart: neither key opens the other’s', async () => {
    const parent = temporaryFolder();
    const [first, second] = [join(parent, 'a'), join(parent, 'b')];
    const hers = await open({ folder: first, key: key(1) });
    const his = await open({ folder: second, key: key(2) });
    await bring(hers, 'storm', [upsertIncident(incident())]);
    expect((await his.read('storm.list', { query: { scope: 'area', offset: 0, limit: 500 }, officer: officer() })).rows).toEqual([]);
    await Promise.all([hers.close(), his.close()]);
    await expect(open({ folder: second, key: key(1) })).rejects.toMatchObject({ code: 'StoreKeyMismatch' });
    await expect(open({ folder: first, key: key(2) })).rejects.toMatchObject({ code: 'StoreKeyMismatch' });
  });

  it('rejects every call after it was closed', async () => {
    const store = await workerStore();
    const asked = store.read('outbox.count', null).catch((error: unknown) => error);
    const late = store.write('place.set', { pane: 'mail', at: new Date().toISOString() });
    const closing = store.close();
    await expect(store.read('outbox.count', null)).rejects.toMatchObject({ code: 'StoreClosed' });
    // A read that was not begun is nobody's any more; a write is kept.
    expect([0, expect.objectContaining({ code: 'StoreClosed' })]).toContainEqual(await asked);
    await expect(late).resolves.toBeUndefined();
    await closing;
    await store.close();
  });

  it('leaves one file of data and no log behind when it is closed', async () => {
    const folder = await filledFolder();
    expect(readdirSync(folder).sort()).toEqual(['store.db', 'store.key-check']);
  });

  it('says in words why it does not start on a Node that its driver would crash', () => {
    expect(() => refuseOldNode('20.20.0')).toThrow('needs Node 22 or newer; this is 20.20.0');
    expect(() => refuseOldNode(process.versions.node)).not.toThrow();
  });

  it('cannot be opened by SQLite without its key', async () => {
    const folder = await filledFolder();
    const driver = new Driver(file(folder));
    expect(() => driver.prepare('SELECT count(*) FROM sqlite_schema').get()).toThrow('not a database');
    driver.close();
  });
});
