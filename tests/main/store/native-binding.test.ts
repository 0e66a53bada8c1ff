import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { nativeModules } from '../../../main/app/self-test/native-modules.ts';
import { loadDriver, openDriver } from '../../../main/store/worker/driver.ts';

const entry = join(import.meta.dirname, 'nothing.cjs');

it('loads the SQLite driver without a process report, which has ended Electron on Linux: in the store, beforehand, and in the self-test', async () => {
  const report = vi.spyOn(process.report, 'getReport').mockImplementation(() => {
    throw new Error('a process report was asked for');
  });
  const addons = () => Object.keys(createRequire(entry).cache).filter((file) => file.endsWith('.node'));
  expect(addons()).toEqual([]);
  loadDriver();
  const driver = openDriver(':memory:');
  expect(driver.prepare('select 6 * 7').pluck().get()).toBe(42);
  driver.close();
  const checks = nativeModules({ storeWorker: entry, cardService: entry });
  expect(await checks.find(({ name }) => name === 'better-sqlite3')?.run()).toBe(true);
  expect(report).not.toHaveBeenCalled();
  expect(addons().map((file) => file.split('/').slice(-3).join('/'))).toEqual([
    `better-sqlite3/prebuilds/${process.platform}-${process.arch}.node`,
  ]);
});
