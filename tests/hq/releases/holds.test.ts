import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { UpdateReport } from '../../../contracts/domain/release.ts';
import type { Database } from '../../../hq/database/database.ts';
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
  const laptops = async (count: number, version: string, update?: UpdateReport): Promise<void> => {
    const rows = Array.from({ length: count }, () => {
      names += 1;
      return {
        ...{ name: `LAP-${names}`, pool: 'Leyland', state: 'active' as const, version },
        update_state: update === undefined ? null : JSON.stringify(update),
      };
    });
    await database.query.insertInto('device').values(rows).execute();
  };
  const offered = async (): Promise<number> => (await holds().offered('linux-x64')).length;

  it('a release is offered while it fails on two laptops, however few took it', async () => {
    await laptops(2, '1.4.0', failed('NotInstalled'));
    expect(await offered()).toBe(1);
    await laptops(1, '1.5.0', failed('SelfTestFailed'));
    expect(await offered()).toBe(0);
  });

  it('a release is held from the share of failures on, is shown to ICT, and is told once', async () => {
    await laptops(3, '1.5.0', failed('NotStarted'));
    await laptops(58, '1.5.0');
    expect(await offered()).toBe(1);
    await database.query.deleteFrom('device').where('update_state', 'is', null).execute();
    await laptops(57, '1.5.0');
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

  it('another stage’s higher version goes on, and a held one once its laptops are well', async () => {
    await publish('general', '1.6.0');
    await laptops(5, '1.5.0', failed('SelfTestFailed'));
    const all = holds();
    expect(await all.offered('linux-x64')).toHaveLength(1);
    await database.query
      .updateTable('device')
      .set({ update_state: JSON.stringify({}) })
      .execute();
    expect(await all.offered('linux-x64')).toHaveLength(2);
    expect(await all.held()).toEqual([]);
  });

  it('what cannot be read is handed on: laptops judge it', async () => {
    writeFileSync(join(folder, 'linux-x64.general.p7m'), 'no release');
    expect(await offered()).toBe(2);
    expect(await createReleaseHolds({ folder: undefined, database, log: () => undefined }).held()).toEqual([]);
  });
});
