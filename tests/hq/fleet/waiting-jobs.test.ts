import type { ClientHttp2Session } from 'node:http2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { type WaitingJobs, waitingJobs } from '../../../contracts/hq/waiting-jobs.ts';
import { publish } from '../../../hq/systems/publish.ts';
import { ask, codeOf, type Reply, tunnel } from '../support/client.ts';
import { halliwell, incident, rahman, resourceOf } from '../support/force.ts';
import { lendTo } from '../support/leases.ts';
import { type RunningForce, startForce } from '../support/running.ts';

const LOG = 'LC-20260111-1581';
let force: RunningForce;
let line: ClientHttp2Session;
beforeAll(async () => {
  // It was given long before the lock, and nobody has acknowledged it.
  force = await startForce({ items: [incident('LC-20260111-1580', rahman.area, [resourceOf(rahman, 5)]), incident(LOG, rahman.area)] });
  line = await tunnel(force);
  await lendTo(force, rahman);
});
afterAll(async () => {
  line?.destroy();
  await force?.stop();
});

const wait = (officer: Officer, query: string): Promise<Reply> => ask(line, 'GET', `/v1/device/jobs?staffId=${officer.staffId}${query}`);
const jobsIn = ({ body }: Reply): WaitingJobs => waitingJobs.parse(JSON.parse(body.toString()));
/** Control gives the log to the unit, or the unit's crew has acknowledged it. */
const control = (resource: object): Promise<unknown> =>
  force.hq.database.query
    .transaction()
    .execute((transaction) =>
      publish(transaction, 'storm', [
        { kind: 'incident', id: LOG, body: { ...incident(LOG, rahman.area).body, resources: [{ ...resourceOf(rahman, 5), ...resource }] } },
      ]),
    );

it('tells a locked laptop that a job was given since, and for which unit, as soon as it is; and that it was acknowledged', async () => {
  const { asOf, jobs } = jobsIn(await wait(rahman, ''));
  expect(jobs).toBe(0);
  const after = `&after=${encodeURIComponent(asOf)}`;
  const waited = wait(rahman, after);
  const since = new Date(Date.parse(asOf) + 1000).toISOString();
  await control({ since });
  expect(jobsIn(await waited)).toEqual({ asOf, jobs: 1, callSign: 'LD21' });
  const known = wait(rahman, `${after}&known=1`);
  await control({ since, acknowledged: { at: since } });
  expect(jobsIn(await known)).toEqual({ asOf, jobs: 0 });
});

it('tells nothing of an officer who has no lease on that laptop', async () => {
  const reply = await wait(halliwell, '');
  expect([reply.status, codeOf(reply)]).toEqual([403, 'NotAuthorised']);
});

it('tells nothing where the policy says no', async () => {
  const silent = await startForce({ signedPolicy: { alerts: { atLock: false, sound: true } } });
  const over = await tunnel(silent);
  try {
    await lendTo(silent, rahman);
    expect(codeOf(await ask(over, 'GET', `/v1/device/jobs?staffId=${rahman.staffId}`))).toBe('NotAuthorised');
  } finally {
    over.destroy();
    await silent.stop();
  }
});
