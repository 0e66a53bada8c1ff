import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draftsList, MAX_DRAFTS_LAPTOPS } from '../../../contracts/hq/drafts.ts';
import { ask, codeOf, type Reply } from '../support/client.ts';
import { clarke, headquartersOfficers, rahman } from '../support/force.ts';
import { addLaptop, type Desk, deskOf } from '../support/ict.ts';
import { policyHolder, writePolicy } from '../support/policy.ts';
import { type RunningForce, startForce } from '../support/running.ts';

let force: RunningForce;
let rahmanDesk: Desk;
let clarkeDesk: Desk;
beforeAll(async () => {
  force = await startForce({ officers: headquartersOfficers, signedPolicy: { draftsTravel: true } });
  rahmanDesk = await deskOf(force, rahman, await addLaptop(force, 'LAP-0600'));
  clarkeDesk = await deskOf(force, clarke, await addLaptop(force, 'LAP-0601'));
});
afterAll(async () => {
  for (const desk of [rahmanDesk, clarkeDesk]) desk?.close();
  await force?.stop();
});

const keep = (desk: Desk, envelope: Uint8Array): Promise<Reply> =>
  ask(desk.session, 'POST', '/v1/drafts', JSON.stringify({ envelope: Buffer.from(envelope).toString('base64') }));
const list = (desk: Desk): Promise<Reply> => ask(desk.session, 'GET', '/v1/drafts');
const kept = async (desk: Desk) => draftsList.parse(JSON.parse((await list(desk)).body.toString())).laptops;

describe('drafts at HQ', () => {
  it('are their officer’s alone, the newest of each laptop', async () => {
    const [first, second] = [randomBytes(400), randomBytes(500)];
    for (const envelope of [first, second]) expect((await keep(rahmanDesk, envelope)).status).toBe(200);
    expect(await kept(rahmanDesk)).toEqual([{ device: 'LAP-0600', envelope: second.toString('base64') }]);
    expect(await kept(clarkeDesk)).toEqual([]);
  });

  it('are kept of the laptops that were used last, and no more', async () => {
    for (let n = 0; n < MAX_DRAFTS_LAPTOPS + 2; n += 1) {
      const desk = await deskOf(force, clarke, await addLaptop(force, `LAP-061${n}`));
      expect((await keep(desk, randomBytes(50))).status).toBe(200);
      desk.close();
    }
    expect((await kept(clarkeDesk)).map(({ device }) => device)).toEqual(['LAP-0616', 'LAP-0615', 'LAP-0614', 'LAP-0613', 'LAP-0612']);
    expect(await kept(rahmanDesk)).toHaveLength(1);
  });

  it('are refused when they are too large or no envelope', async () => {
    expect((await keep(rahmanDesk, randomBytes(3_200_000))).status).toBe(413);
    for (const body of ['', '[]', '{}', JSON.stringify({ envelope: '§' })]) {
      expect((await ask(rahmanDesk.session, 'POST', '/v1/drafts', body)).status).toBe(400);
    }
  });

  it('are noted with who and where, and not with what', async () => {
    const rows = await force.hq.database.query.selectFrom('audit').selectAll().where('action', 'like', 'drafts%').execute();
    expect(rows.find(({ action }) => action === 'draftsKept')).toMatchObject({ actor: rahman.staffId, subject: 'LAP-0600', detail: '' });
    expect(rows.find(({ action }) => action === 'draftsFetched')).toMatchObject({ actor: rahman.staffId, subject: 'LAP-0600', detail: '' });
  });

  it('are refused and forgotten once the policy lets none travel, and a policy from before there was a choice says so', async () => {
    const holder = await policyHolder(force.pki);
    await writePolicy(force.pki, { version: 2 }, holder);
    for (const reply of [await list(rahmanDesk), await keep(rahmanDesk, randomBytes(40))]) {
      expect([reply.status, codeOf(reply)]).toEqual([403, 'DraftsStay']);
    }
    expect(await force.hq.database.query.selectFrom('travelling_drafts').selectAll().execute()).toEqual([]);
    await writePolicy(force.pki, { version: 3, draftsTravel: true }, holder);
    expect(await kept(rahmanDesk)).toEqual([]);
  });
});
