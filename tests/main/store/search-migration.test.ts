import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { storeReads, storeWrites } from '../../../main/app/store-operations.ts';
import { createDatabase } from '../../../main/store/worker/database.ts';
import { type CipherDriver, openDriver } from '../../../main/store/worker/driver.ts';
import { migrate } from '../../../main/store/worker/migrate.ts';
import { migrations } from '../../../main/store/worker/migrations/index.ts';
import { crimeKinds } from '../../../main/systems/crime/describe.ts';
import { crime, officer } from '../support/items.ts';
import { key, temporaryFolder } from '../support/store.ts';

const emptyStore = (): CipherDriver => {
  const driver = openDriver(join(temporaryFolder(), 'store.db'));
  driver.pragma("cipher='sqlcipher'");
  driver.pragma('legacy=4');
  driver.key(Buffer.concat([Buffer.from('raw:'), key()]));
  onTestFinished(() => {
    driver.close();
  });
  return driver;
};

it('leaves what was indexed to be found as it was, and then has it indexed as it is now', () => {
  const driver = emptyStore();
  migrate(driver, migrations.slice(0, 13));
  const report = crime({ people: [{ name: 'Łukasz', roles: ['victim'] }] });
  const { summary } = crimeKinds.crime.describe(report);
  driver
    .prepare(`INSERT INTO item (system, kind, id, version, summary, body) VALUES ('crime', 'crime', ?, 1, ?, ?)`)
    .run(report.id, JSON.stringify(summary), JSON.stringify(report));
  driver
    .prepare(`INSERT INTO search (system, kind, id, title, body) VALUES ('crime', 'crime', ?, ?, 'Łukasz')`)
    .run(report.id, report.title);
  migrate(driver);
  const database = createDatabase(driver);
  const found = (text: string) =>
    database.read((db) => storeReads['today.search'](db, { text, officer: officer() }).map(({ kind, total }) => [kind, total]));
  expect([found('balfour'), found('Łukasz'), found('lukasz')]).toEqual([[['crime', 1]], [['crime', 1]], []]);
  const reindex = () => database.write((db) => storeWrites['search.reindex'](db, { limit: 1 })).value;
  expect([reindex(), reindex()]).toEqual([true, false]);
  expect(found('lukasz')).toEqual([['crime', 1]]);
  expect(found('balfour')).toEqual([
    ['crime', 1],
    ['place', 1],
  ]);
});

it('has the reports of before lead to the records of the people they name', () => {
  const driver = emptyStore();
  migrate(driver, migrations.slice(0, 15));
  const people = [
    { name: 'L. Tattersal', roles: ['victim'], personId: 'N-104201' },
    { name: 'Łukasz', roles: ['suspect'] },
  ];
  const report = crime({ people: people as never });
  driver
    .prepare(`INSERT INTO item (system, kind, id, version, summary, body) VALUES ('crime', 'crime', ?, 1, '{}', ?)`)
    .run(report.id, JSON.stringify(report));
  migrate(driver);
  const links = driver.prepare('SELECT role, value, id FROM item_link').all();
  expect(links).toEqual([{ role: 'person', value: 'N-104201', id: report.id }]);
});
