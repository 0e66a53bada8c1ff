import type { ClientHttp2Session } from 'node:http2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { type WaitingJobs, waitingJobs } from '../../../contracts/hq/waiting-jobs.ts';
import { publish } from '../../../hq/systems/publish.ts';
import { ask, codeOf, type Reply, tunnel } from '../support/client.ts';
import { halliwell, hargreaves, incident, rahman, resourceOf } from '../support/force.ts';
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
/** Control gives the log to the unit, or the unit's crew has acknowledged it; and what others have written in it. */
const control = (resource: object, lines: readonly object[] = []): Promise<unknown> =>
  force.hq.database.query.transaction().execute((transaction) =>
    publish(transaction, 'storm', [
      {
        kind: 'incident',
        id: LOG,
        body: { ...(incident(LOG, rahman.area).body as object), lines, resources: [{ ...resourceOf(rahman, 5), ...resource }] } as never,
      },
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

it('tells a locked laptop that others have written lines that alert in a log that was acknowledged; one that does not ask is told of jobs alone', async () => {
  const { asOf } = jobsIn(await wait(rahman, ''));
  const later = (ms: number): string => new Date(Date.parse(asOf) + ms).toISOString();
  const since = new Date(Date.parse(asOf) - 60_000).toISOString();
  const line = (id: string, ms: number, change: object = {}) => ({
    ...{ id, at: later(ms), operator: 'Control', terminal: 'Hutton 14', kind: 'update', text: 'Text.' },
    ...change,
  });
  const before = line('A', -1000, { kind: 'hazard' });
  const lines = [
    before,
    line('B', 1, { kind: 'officerSafety' }),
    line('C', 2, { kind: 'regrade', regraded: { from: 2, to: 1 } }),
    ...[line('D', 3), line('E', 4, { kind: 'regrade', regraded: { from: 1, to: 2 } })],
    line('F', 5, { kind: 'hazard', operator: 'PC 2418' }),
    ...[line('G', 6, { kind: 'hazard' }), line('H', 7, { kind: 'strike', struck: 'G' })],
  ];
  await control({ since, acknowledged: { at: since, upTo: 'A' } }, [before]);
  const after = `&after=${encodeURIComponent(asOf)}&known=0`;
  const waited = wait(rahman, `${after}&knownMissing=0&knownAlerts=0`);
  await control({ since, acknowledged: { at: since, upTo: 'A' } }, lines);
  expect(jobsIn(await waited)).toEqual({ asOf, jobs: 0, callSign: 'LD21', alerts: 2, missing: 0 });
  expect(jobsIn(await wait(rahman, `&after=${encodeURIComponent(asOf)}&known=9`))).toEqual({ asOf, jobs: 0 });
  const known = wait(rahman, `${after}&knownMissing=0&knownAlerts=2`);
  await control({ since, acknowledged: { at: later(8), upTo: 'H' } }, lines);
  expect(jobsIn(await known)).toEqual({ asOf, jobs: 0, alerts: 0, missing: 0 });
});

/** A report of the officer's team, reported by a colleague of theirs. */
const missingItem = (change: object) => {
  const signed = { at: '2026-01-11T14:00:00.000Z', by: 'PC 4127 Tom Halliwell', collarNumber: '4127' };
  return {
    ...{ id: 'MP-26-00412', name: 'Moira Entwistle', description: '', marking: 'OFFICIAL', area: rahman.area, team: rahman.team },
    ...{ owner: '4127', reportedBy: signed.by, reportedByCollar: '4127', reportedAt: signed.at, state: 'missing', answers: [] },
    ...{ reporter: { name: 'Meadow Lodge' }, lastSeen: { at: signed.at, place: { text: 'Meadow Lodge', area: rahman.area } } },
    ...{ risks: [{ ...signed, grade: 'high', reasons: [], whyNotLower: '' }], reviews: [], earlier: [], lines: [], ...change },
  };
};
const circulationItem = (change: object) => ({
  ...{ id: 'MP-26-00412', name: 'Moira Entwistle', description: '', marking: 'OFFICIAL', area: rahman.area, areas: [rahman.area] },
  ...{ grade: 'high', lastSeen: { at: '2026-01-11T14:00:00.000Z', text: 'Meadow Lodge' }, sightings: [], instructions: '' },
  ...{ by: 'PC 4127', owner: '4127', team: rahman.team, running: true, acknowledgements: [], ...change },
});
const publishMissing = (kind: 'missing' | 'circulation', body: object): Promise<unknown> =>
  force.hq.database.query
    .transaction()
    .execute((transaction) => publish(transaction, 'missing', [{ kind, id: 'MP-26-00412', body: body as never }]));

it('tells a locked laptop that somebody who is missing alerts, without a name, and that they do no more', async () => {
  const { asOf } = jobsIn(await wait(rahman, ''));
  const later = (ms: number): string => new Date(Date.parse(asOf) + ms).toISOString();
  const ask = (known: number, who = rahman) => wait(who, `&after=${encodeURIComponent(asOf)}&known=0&knownMissing=${known}`);
  const waited = ask(0);
  await publishMissing('circulation', circulationItem({ since: later(1) }));
  expect(JSON.parse((await waited).body.toString())).toEqual({ asOf, jobs: 0, missing: 1 });
  const known = ask(1);
  const said = { at: later(2), by: 'PC 2418', collarNumber: rahman.collarNumber };
  await publishMissing('circulation', circulationItem({ since: later(1), acknowledgements: [said] }));
  expect(jobsIn(await known)).toEqual({ asOf, jobs: 0, missing: 0 });
  // What they need within half an hour alerts whoever looks for them.
  const near = ask(0);
  await publishMissing(
    'circulation',
    circulationItem({ since: later(1), acknowledgements: [said], medicalNeed: { text: 'Insulin', by: later(1_800_001) } }),
  );
  expect(jobsIn(await near)).toMatchObject({ missing: 1 });
  await publishMissing('circulation', circulationItem({ since: later(1), running: false }));
  // A review that is late is told to who reviews it alone.
  await lendTo(force, hargreaves);
  const late = ask(0, hargreaves);
  await publishMissing('missing', missingItem({ reviewDue: later(1) }));
  expect(jobsIn(await late)).toMatchObject({ missing: 1 });
  const supervisorKnows = ask(1, hargreaves);
  const line = { id: 'K', at: later(2), by: 'PS 1140', collarNumber: hargreaves.collarNumber, kind: 'reviewKnown', text: '' };
  await publishMissing('missing', missingItem({ reviewDue: later(1), lines: [{ ...line, known: { due: later(1), late: true } }] }));
  expect(jobsIn(await supervisorKnows)).toMatchObject({ missing: 0 });
  const again = ask(0, hargreaves);
  await publishMissing('missing', missingItem({ reviewDue: later(1) }));
  expect(jobsIn(await again)).toMatchObject({ missing: 1 });
  const closed = ask(1, hargreaves);
  await publishMissing('missing', missingItem({ reviewDue: later(1), state: 'closed' }));
  expect(jobsIn(await closed)).toMatchObject({ missing: 0 });
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
