import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { UpdateReport } from '../../../contracts/domain/release.ts';
import type { Database } from '../../../hq/database/database.ts';
import { noteFailure } from '../../../hq/releases/failures.ts';
import { createReleaseHolds } from '../../../hq/releases/holds.ts';
import { onEveryDatabase } from '../support/databases.ts';
import { type ForcePki, type Holder, makeForce } from '../support/pki.ts';
import { releaseHolder, releaseOf, signAnything } from '../support/release.ts';

let base: string;
let pki: ForcePki;
let holder: Holder;
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'mo-holds-'));
  pki = await makeForce(join(base, 'pki'));
  holder = await releaseHolder(pki);
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

const AT = '2026-11-20T09:00:00.000Z';
const failed = (code: string, version = '1.5.0'): UpdateReport => ({ failure: { version, code, at: AT } });

onEveryDatabase((databases) => {
  let database: Database;
  let folder: string;
  let logged: string[];
  beforeEach(async () => {
    database = databases().first;
    await database.query.deleteFrom('device').execute();
    folder = mkdtempSync(join(base, 'releases-'));
    mkdirSync(join(folder, 'files'));
    logged = [];
    await publish('pilot', '1.5.0');
  });

  const publish = async (stage: 'pilot' | 'general', version: string): Promise<void> =>
    writeFileSync(join(folder, `linux-x64.${stage}.p7m`), await signAnything(releaseOf(Buffer.from('x'), { version, stage }), holder));
  const holds = () =>
    createReleaseHolds({ folder, database, log: (event, detail) => void logged.push(`${event} ${String(detail?.version)}`) });
  let names = 0;
  /** Laptops at work that run `version` and report so. Their names. */
  const laptops = async (count: number, version: string, update: UpdateReport = {}): Promise<readonly string[]> => {
    const rows = Array.from({ length: count }, () => {
      names += 1;
      return { name: `LAP-${names}`, pool: 'Leyland', state: 'active' as const, version };
    });
    await database.query.insertInto('device').values(rows).execute();
    const reporting = rows.map(({ name }) => name);
    await report(reporting, version, update);
    return reporting;
  };
  const report = (reporting: readonly string[], version: string, update: UpdateReport): Promise<void> =>
    database.query.transaction().execute(async (transaction) => {
      await transaction.updateTable('device').set({ version }).where('name', 'in', reporting).execute();
      for (const name of reporting) await noteFailure(transaction, name, { version, update });
    });
  const offered = async (): Promise<number> => (await holds().offered('linux-x64')).length;

  it('a release is offered while it fails on two laptops, however few took it', async () => {
    await laptops(2, '1.4.0', failed('NotInstalled'));
    expect(await offered()).toBe(1);
    await laptops(1, '1.5.0', failed('SelfTestFailed'));
    expect(await offered()).toBe(0);
  });

  it('a release is held from the share of failures on, is shown to ICT, and is told once', async () => {
    await laptops(3, '1.5.0', failed('NotStarted'));
    const [extra] = await laptops(58, '1.5.0');
    expect(await offered()).toBe(1);
    await database.query
      .deleteFrom('device')
      .where('name', '=', extra ?? '')
      .execute();
    const all = holds();
    expect(await all.offered('linux-x64')).toEqual([]);
    expect(await all.held()).toEqual([{ version: '1.5.0', platform: 'linux-x64', stage: 'pilot', failed: 3, took: 60 }]);
    expect(logged).toEqual(['releaseHeld 1.5.0']);
    const trail = await database.query.selectFrom('audit').select(['subject', 'detail']).where('action', '=', 'releaseHeld').execute();
    expect(trail.at(-1)).toEqual({ subject: '1.5.0', detail: '3 of 60' });
  });

  it('what is a laptop’s own trouble holds no release, nor does another version’s', async () => {
    await laptops(9, '1.4.0', failed('NoRoom'));
    await laptops(9, '1.4.0', failed('WordOfANewerLaptop'));
    await laptops(9, '1.4.0', failed('NotInstalled', '1.4.9'));
    expect(await offered()).toBe(1);
  });

  it('a laptop counts once, whatever it reports and how often, and no more once that very version runs well there', async () => {
    const [flaky, ...others] = await laptops(2, '1.4.0', failed('NotInstalled'));
    if (flaky === undefined) throw new Error('no laptop');
    for (const code of ['NotStarted', 'SelfTestFailed', 'SelfTestFailed']) await report([flaky], '1.5.0', failed(code));
    expect(await offered()).toBe(1);
    const [third] = await laptops(1, '1.5.0', failed('SelfTestFailed'));
    expect(await offered()).toBe(0);
    await report([third ?? ''], '1.5.0', {});
    expect(await offered()).toBe(1);
    expect(others).toHaveLength(1);
  });

  it('what cannot be is not counted: a version that runs was installed, one that does not run was not started', async () => {
    await laptops(9, '1.5.0', failed('NotInstalled'));
    await laptops(9, '1.6.0', failed('NotInstalled'));
    await laptops(9, '1.4.0', failed('SelfTestFailed'));
    await laptops(9, 'a version of mine', failed('NotStarted'));
    expect(await offered()).toBe(1);
  });

  it('a laptop that makes versions up fills no more than fifty rows', async () => {
    const [liar] = await laptops(1, '1.4.0');
    for (let invented = 0; invented < 60; invented += 1) await report([liar ?? ''], '1.4.0', failed('NotInstalled', `1.5.${invented}`));
    expect(await database.query.selectFrom('release_failure').selectAll().execute()).toHaveLength(50);
  });

  it.each(['locked', 'wiping', 'wiped', 'revoked'] as const)(
    'a laptop that is %s has no say: so ICT ends a hold by laptops that lie',
    async (state) => {
      const [liar] = await laptops(3, '1.5.0', failed('SelfTestFailed'));
      expect(await offered()).toBe(0);
      await database.query
        .updateTable('device')
        .set({ state, wiped_at: state === 'wiped' ? new Date() : null })
        .where('name', '=', liar ?? '')
        .execute();
      expect(await offered()).toBe(1);
    },
  );

  it('another stage’s higher version goes on, and its success does not bring the held one back', async () => {
    await publish('general', '1.6.0');
    const reporting = await laptops(5, '1.5.0', failed('SelfTestFailed'));
    const all = holds();
    expect(await all.offered('linux-x64')).toHaveLength(1);
    await report(reporting, '1.6.0', {});
    expect(await all.offered('linux-x64')).toHaveLength(1);
    await report(reporting, '1.5.0', {});
    expect(await all.offered('linux-x64')).toHaveLength(2);
    expect(await all.held()).toEqual([]);
  });

  it('what cannot be read is handed on: laptops judge it', async () => {
    writeFileSync(join(folder, 'linux-x64.general.p7m'), 'no release');
    expect(await offered()).toBe(2);
    expect(await createReleaseHolds({ folder: undefined, database, log: () => undefined }).held()).toEqual([]);
  });
});
