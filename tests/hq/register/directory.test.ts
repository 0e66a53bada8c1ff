import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { loadAuthorities } from '../../../hq/authority/authorities.ts';
import { Trust } from '../../../hq/authority/trust.ts';
import { examine } from '../../../hq/check/doctor.ts';
import { verifyAudit } from '../../../hq/database/audit.ts';
import { findItem } from '../../../hq/database/items.ts';
import { findOfficer } from '../../../hq/database/officers.ts';
import { putOfficers } from '../../../hq/register/directory.ts';
import { readOfficerFile } from '../../../hq/register/officer-file.ts';
import { listOfficers } from '../../../hq/register/officers.ts';
import { policyVersions } from '../../../hq/register/policy-versions.ts';
import { registerCard } from '../../../hq/register/register-card.ts';
import { seed } from '../../../hq/systems/seed.ts';
import { hargreaves, nair, pritchard, rahman } from '../support/force.ts';
import { FORCE, type Holder } from '../support/pki.ts';
import { LAPTOP, type RunningForce, startForce } from '../support/running.ts';

let force: RunningForce;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'directory-'));
  force = await startForce({ officers: [nair] });
});
afterAll(async () => {
  await force?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const put = (officers: readonly Officer[], dryRun = false) =>
  putOfficers(force.hq.database, officers, { dryRun, actor: 'ict', at: new Date() });
const newcomer: Officer = { ...rahman, staffId: 'LC009001', name: 'Jo Bright', collarNumber: '9001', callSign: 'LD31' };
const published = async (staffId: string) =>
  (await findItem(force.hq.database.query, { system: 'people', kind: 'officer', owner: '', id: staffId }))?.body;
const lastAudit = () => force.hq.database.query.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirstOrThrow();

describe('the directory', () => {
  it('says what putting officers would change, and with a dry run changes nothing', async () => {
    const moved = { ...rahman, team: 'Chorley Response', area: 'Chorley' };
    const expected = [
      { staffId: newcomer.staffId, changed: 'new' },
      { staffId: rahman.staffId, changed: ['team', 'area'] },
      { staffId: hargreaves.staffId, changed: [] },
    ];
    const before = await lastAudit();
    expect(await put([newcomer, moved, hargreaves], true)).toEqual(expected);
    expect(await findOfficer(force.hq.database.query, newcomer.staffId)).toBeUndefined();
    expect((await lastAudit()).seq).toBe(before.seq);
    expect(await put([newcomer, moved, hargreaves])).toEqual(expected);
    expect(await findOfficer(force.hq.database.query, newcomer.staffId)).toEqual({ officer: newcomer, state: 'active' });
    expect(await published(newcomer.staffId)).toMatchObject({ name: 'Jo Bright' });
    expect(await published(rahman.staffId)).toMatchObject({ area: 'Chorley' });
    expect(await lastAudit()).toMatchObject({ action: 'officerPut', subject: rahman.staffId, detail: 'team area' });
    expect((await put([newcomer, moved])).every(({ changed }) => changed.length === 0)).toBe(true);
    expect(await verifyAudit(force.hq.database.query)).toMatchObject({ firstBreak: undefined });
  });

  it('takes all or none: not a collar number that another has, nor a supervisor whom nobody knows', async () => {
    const other = { ...newcomer, staffId: 'LC009002', collarNumber: '9002' };
    await expect(put([other, { ...newcomer, staffId: 'LC009003' }])).rejects.toMatchObject({
      code: 'CollarNumberTaken',
      staffId: 'LC009003',
    });
    await expect(put([other, { ...newcomer, supervisor: 'LC000000' }])).rejects.toMatchObject({ code: 'SupervisorUnknown' });
    expect(await findOfficer(force.hq.database.query, other.staffId)).toBeUndefined();
    // A supervisor who comes with the same file is known.
    expect(await put([{ ...newcomer, supervisor: other.staffId }, other])).toHaveLength(2);
  });

  it('brings nobody back who was ended', async () => {
    await force.hq.revokeOfficer('LC009002');
    await put([{ ...newcomer, staffId: 'LC009002', collarNumber: '9002', rank: 'PS' }]);
    expect(await findOfficer(force.hq.database.query, 'LC009002')).toMatchObject({ state: 'revoked', officer: { rank: 'PS' } });
  });
});

describe('a file of officers', () => {
  const read = (text: string) => {
    const file = join(folder, 'officers.csv');
    writeFileSync(file, text);
    return () => readOfficerFile(file);
  };
  const header = 'staffId,collarNumber,name,rank,roles,team,station,area,telephone';

  it('is CSV whose first line names the columns, in any order', () => {
    expect(read(`\ufeff${header}\r\nLC1,11,"Bright, Jo",PC,officer supervisor,A,B,"C ""D""",\r\n`)()).toEqual([
      {
        ...{ staffId: 'LC1', collarNumber: '11', name: 'Bright, Jo', rank: 'PC', roles: ['officer', 'supervisor'] },
        team: 'A',
        station: 'B',
        area: 'C "D"',
      },
    ]);
  });

  it('is UTF-8, and has no signs that change a line or the direction of writing', () => {
    const file = join(folder, 'latin.csv');
    writeFileSync(file, Buffer.from(`${header}\nLC1,11,Zo\u00eb Bright,PC,officer,A,B,C,\n`, 'latin1'));
    expect(() => readOfficerFile(file)).toThrow(/latin\.csv: not UTF-8/);
    for (const name of ['"Jo\nBright"', 'Jo\tBright', 'Jo\u0000Bright', 'Jo \u202ethgirB'])
      expect(read(`${header}\nLC1,11,${name},PC,officer,A,B,C,\n`), name).toThrow(/line [23]: name: missing, or not of its form$/);
  });

  it('names line and fields of what is wrong, and no value', () => {
    const good = 'LC1,11,Jo Bright,PC,officer,A,B,C,';
    expect(read(`${header}\n${good}\nLC 2,11a,Sam Secret,PC,chief,A,,C,\n`)).toThrow(
      /line 3: staffId, collarNumber, roles, station: missing, or not of its form$/,
    );
    expect(read(`${header}\n${good}\n${good}\n`)).toThrow(/line 3: the staffId of a line before/);
    // The line of the file, whatever stands empty above it.
    expect(read(`${header}\n\n${good}\n\n\nLC2,11a,Sam Secret,PC,officer,A,B,C,\n`)).toThrow(/line 6: collarNumber: missing/);
    expect(read(`${header}\n\n${good}\n\n${good}\n`)).toThrow(/line 5: the staffId of a line before/);
    expect(read(`${header},constructor\n${good},42\n`)).toThrow(/its first line may name/);
    expect(read(`${header},shoe\n${good},42\n`)).toThrow(/its first line may name staffId, /);
    expect(read(`${header}\nLC1,"11\n`)).toThrow(/not CSV/);
    expect(read(`${header}\nLC1,11\n`)).toThrow(/not CSV/);
    expect(read('')).toThrow(/no officer/);
    expect(() => readOfficerFile(join(folder, 'none.csv'))).toThrow(/cannot be read/);
  });
});

describe('a card that is registered before its first use', () => {
  const card = async (officer: Officer, issuer: Holder = force.pki.officer) => {
    const subject = {
      commonName: officer.name,
      userId: officer.staffId,
      serialNumber: officer.collarNumber,
      title: officer.rank,
      organization: FORCE,
    };
    const slot = async (kind: 'cardAuthentication' | 'cardSignature' | 'cardKeyManagement') =>
      (await force.pki.issue(issuer, subject, { kind })).certificate;
    return {
      authentication: await slot('cardAuthentication'),
      signature: await slot('cardSignature'),
      keyManagement: await slot('cardKeyManagement'),
    };
  };
  const register = async (registered: Awaited<ReturnType<typeof card>>) => {
    const { database } = force.hq;
    const trust = new Trust(database, loadAuthorities(force.config.pki), 48 * 3_600_000, () => undefined);
    trust.open(new Date());
    return registerCard({ database, trust, force: FORCE }, registered, new Date());
  };

  it('is known to Fleet, and mail is encrypted to it', async () => {
    const whole = await card(nair);
    expect(await register(whole)).toEqual({ ok: true, value: nair.staffId });
    const { rows } = await listOfficers(force.hq.database.query, { search: nair.staffId, offset: 0, limit: 10 });
    expect(rows[0]?.cards).toHaveLength(1);
    expect(await published(nair.staffId)).toMatchObject({ mailCertificate: Buffer.from(whole.keyManagement).toString('base64') });
  });

  it('is refused where it is none, of another, of two officers, unknown, or revoked', async () => {
    const whole = await card(nair);
    const other = await card(rahman);
    expect(await register({ ...whole, authentication: whole.signature })).toMatchObject({ code: 'Untrusted9A' });
    expect(await register({ ...whole, signature: whole.authentication })).toMatchObject({ code: 'Untrusted9C' });
    expect(await register(await card(nair, force.pki.device))).toMatchObject({ code: 'Untrusted9A' });
    expect(await register({ ...whole, keyManagement: other.keyManagement })).toMatchObject({ code: 'Mixed' });
    expect(await register(await card(pritchard))).toMatchObject({ code: 'OfficerUnknown' });
    await force.hq.revokeCard(whole.authentication);
    // Its list says so too: whichever is looked at first.
    expect(await register(whole)).toMatchObject({ ok: false });
  });
});

describe('what an operator is told', () => {
  it('of policies: the version in force, and which laptops have an older one', async () => {
    await seed(force.hq.database, { officers: [], items: [], devices: [{ name: 'LAP-0500', pool: 'Leyland' }] });
    expect(await policyVersions(force.hq.database.query)).toEqual({
      inForce: 1,
      counts: [{ version: null, laptops: 1 }],
      behind: [{ device: LAPTOP, version: null, lastSeen: null }],
    });
    await force.hq.database.query.updateTable('device').set({ policy_version: 1 }).where('name', '=', LAPTOP).execute();
    expect(await policyVersions(force.hq.database.query)).toEqual({ inForce: 1, counts: [{ version: 1, laptops: 1 }], behind: [] });
  });

  it('of clock, audit, share keys and signers: what is well, and what is not', async () => {
    const look = async (now = () => new Date()) =>
      (await examine(force.config, force.hq.database.query, now)).map(({ what, well, says }) => `${what} ${well}: ${says}`);
    // The policy names two signers, and one is in the directory.
    expect(await look(() => new Date(Date.now() + 600_000))).toEqual([
      expect.stringMatching(/^clock false: .*differ by (599|600) s/),
      expect.stringMatching(/^audit true: whole, \d+ entries/),
      'shareKeyFolder true: a key for each of 0 laptops',
      'policy false: 1 of 2 signers are active officers with the role ict; a wipe needs 2 signatures',
    ]);
    await put([pritchard]);
    const id = crypto.randomUUID();
    await force.hq.database.query.insertInto('share_key').values({ id, device: LAPTOP, made_at: new Date() }).execute();
    expect(await look()).toEqual([
      'clock true: the database’s and this machine’s agree',
      expect.stringMatching(/^audit true/),
      `shareKeyFolder false: no key for ${LAPTOP}; is the right folder mounted?`,
      'policy true: 2 of 2 signers are active officers with the role ict',
    ]);
  });
});
