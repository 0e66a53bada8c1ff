import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeList } from '../../contracts/domain/incident.ts';
import { loadAuthorities } from '../../hq/authority/authorities.ts';
import { Trust } from '../../hq/authority/trust.ts';
import { keepCodeLists } from '../../hq/code-lists/take.ts';
import { demoPki } from '../../hq/demo/pki.ts';
import { demoPolicyFile } from '../../hq/demo/policy.ts';
import { signJson } from '../../hq/fleet/policy/signer.ts';
import { statusList } from './support/force.ts';
import { FORCE, type Holder } from './support/pki.ts';
import { policyHolder } from './support/policy.ts';
import { type RunningForce, startForce } from './support/running.ts';

let force: RunningForce;
let folder: string;
let holder: Holder;
const logged: string[] = [];
beforeAll(async () => {
  force = await startForce({ items: [statusList] });
  holder = await policyHolder(force.pki);
  folder = join(force.pki.folder, 'code-lists');
  mkdirSync(folder);
});
afterAll(() => force?.stop());

const put = async (issue: number, label: string, by: Holder = holder, more: object = {}): Promise<void> => {
  const list = { force: FORCE, id: 'status', issue, entries: [{ code: '2', label }], ...more };
  writeFileSync(join(folder, 'status.p7m'), await signJson(list, by.signer, new Date()));
};
/** HQ looks at the folder. */
const look = async (): Promise<void> => {
  const trust = new Trust(force.hq.database, loadAuthorities(force.config.pki), 48 * 3_600_000, () => undefined);
  trust.open(new Date());
  const log = (event: string, detail = {}) => void logged.push(`${event} ${JSON.stringify(detail)}`);
  await (await keepCodeLists({ database: force.hq.database, trust, force: FORCE, log, folder })).close();
};
const held = async () => {
  const { body } = await force.hq.database.query
    .selectFrom('item')
    .select('body')
    .where('kind', '=', 'codeList')
    .where('id', '=', 'status')
    .executeTakeFirstOrThrow();
  const { version, entries, signed } = codeList.parse(body);
  return { version, label: entries[0]?.label, signed };
};

describe('the folder of signed lists', () => {
  it('a list that the force signed goes into the feed as it was signed, once', async () => {
    await put(1, 'Patrolling');
    await look();
    const file = readFileSync(join(folder, 'status.p7m')).toString('base64');
    expect(await held()).toMatchObject({ label: 'Patrolling', signed: file });
    const { version } = await held();
    await look();
    expect((await held()).version).toBe(version);
    expect(logged).toEqual(['codeListTaken {"name":"status.p7m","code":"taken"}']);
  });

  it('one that it did not sign, and one of no newer issue, is refused, and what HQ has stays', async () => {
    await put(5, 'Newest');
    await look();
    const subject = { organization: FORCE, organizationalUnit: 'Policy', commonName: 'Policy' };
    const stranger = await force.pki.issue(force.pki.officer, subject, { kind: 'policy' });
    logged.splice(0);
    await put(6, 'Forged', stranger);
    await look();
    await put(4, 'Older');
    await look();
    await put(5, 'As new');
    await look();
    await put(6, 'Elsewhere', holder, { force: 'Elsewhere' });
    await look();
    writeFileSync(join(folder, 'status.p7m'), 'no list');
    await look();
    expect((await held()).label).toBe('Newest');
    expect(logged.map((line) => /"code":"(\w+)"/.exec(line)?.[1])).toEqual([
      'Untrusted',
      'NotNewer',
      'NotNewer',
      'WrongForce',
      'Malformed',
    ]);
  });
});

it('what cannot be read stops no other list', async () => {
  mkdirSync(join(folder, 'a-folder.p7m'));
  await put(9, 'After it');
  await look();
  expect((await held()).label).toBe('After it');
  expect(logged.at(-2)).toContain('codeListUnread {"name":"a-folder.p7m"');
});

describe('mobile-office-hq lists sign', () => {
  it('signs a list, and says what is wrong with one or with the certificate', async () => {
    const pki = await demoPki(join(force.pki.folder, 'demo'), { now: new Date() });
    await demoPolicyFile(pki, new Date());
    const file = (name: string) => join(pki.folder, name);
    const run = (list: string, by: string) => [
      'hq/mobile-office-hq.ts',
      'lists',
      'sign',
      list,
      '--certificate',
      file(`${by}.pem`),
      '--key',
      file(`${by}.key`),
    ];
    writeFileSync(
      file('grade.json'),
      JSON.stringify({ force: pki.force, id: 'grade', issue: 1, entries: [{ code: '1', label: 'Emergency' }] }),
    );
    execFileSync(process.execPath, [...run(file('grade.json'), 'policy'), '--out', file('grade.p7m')]);
    expect(readFileSync(file('grade.p7m')).byteLength).toBeGreaterThan(500);
    writeFileSync(file('bad.json'), JSON.stringify({ force: pki.force, id: 'grade', issue: 0, entries: [] }));
    const bad = spawnSync(process.execPath, [...run(file('bad.json'), 'policy'), '--out', file('bad.p7m')], { encoding: 'utf8' });
    expect([bad.status, bad.stderr]).toEqual([1, expect.stringContaining('issue')]);
    const wrong = spawnSync(process.execPath, [...run(file('grade.json'), 'gateway'), '--out', file('bad.p7m')], { encoding: 'utf8' });
    expect([wrong.status, wrong.stderr]).toEqual([1, expect.stringContaining('not a policy certificate')]);
  });
});
