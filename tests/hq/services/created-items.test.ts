import { randomUUID } from 'node:crypto';
import type { ClientHttp2Session } from 'node:http2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { publish } from '../../../hq/systems/publish.ts';
import { seed } from '../../../hq/systems/seed.ts';
import { ask, codeOf, linesOf, type Reply, systems, tunnel } from '../support/client.ts';
import { clarke, halliwell, hargreaves, incident, officers, rahman, task } from '../support/force.ts';
import { onEveryForce } from '../support/forces.ts';
import type { RunningForce } from '../support/running.ts';
import { beginShift } from '../support/shift.ts';

const YEAR = String(new Date().getFullYear()).slice(2);
const FIRST = `04/${YEAR}/06122`;
/** A log of rahman's area, and one of another's. */
const SEEN = 'LC-20260111-1600';
const UNSEEN = 'LC-20260111-1601';
const crimeBody = (id: string, area: string) => ({
  ...{ id, type: 'Burglary', title: 'Burglary', committedFrom: '2026-01-11T14:42:08.000Z', reportedAt: '2026-01-11T14:42:08.000Z' },
  ...{ place: { text: 'x', area }, method: '', people: [], property: [], vehicles: [], flags: [], status: 'open', marking: 'OFFICIAL' },
});
const seeded = (id: string, area: string) => ({ system: 'crime', kind: 'crime', id, body: crimeBody(id, area) }) as const;

onEveryForce((start) => {
  let force: RunningForce;
  let line: ClientHttp2Session;
  const lines = new Map<string, ClientHttp2Session>();

  beforeAll(async () => {
    const reports = [seeded(FIRST, rahman.area), seeded(`07/${YEAR}/00400`, clarke.area)];
    force = await start({ items: [...reports, task('T-6000', rahman), incident(SEEN, rahman.area), incident(UNSEEN, clarke.area)] });
    line = await tunnel(force);
    for (const officer of officers) {
      lines.set(officer.staffId, await systems(force, await beginShift(force, line, await force.pki.card(officer))));
    }
  });
  afterAll(async () => {
    for (const session of [line, ...lines.values()]) session?.destroy();
    await force?.stop();
  });

  const as = (officer: Officer): ClientHttp2Session => {
    const session = lines.get(officer.staffId);
    if (session === undefined) throw new Error('no shift');
    return session;
  };
  interface Command {
    readonly command: string;
    readonly itemId: string;
    readonly baseVersion: number;
    readonly payload: Readonly<Record<string, unknown>>;
  }
  const send = (officer: Officer, command: Command, key: string = randomUUID()): Promise<Reply> =>
    ask(as(officer), 'POST', '/v1/crime/commands', JSON.stringify(command), { 'idempotency-key': key });
  const at = (): string => new Date().toISOString();
  const createCrime = (itemId: string = randomUUID(), area = rahman.area): Command => ({
    ...{ command: 'crime.create', itemId, baseVersion: 0 },
    payload: {
      ...{ type: 'Burglary', title: 'Burglary, Turpin Green Lane', committedFrom: at(), place: { text: '9 Turpin Green Lane', area } },
      ...{ method: 'Rear window', marking: 'OFFICIAL', at: at() },
    },
  });
  const createTask = (payload: Readonly<Record<string, unknown>> = {}, itemId: string = randomUUID()): Command => ({
    ...{ command: 'task.create', itemId, baseVersion: 0 },
    payload: { title: 'CCTV', text: 'From the Spar', owner: rahman.collarNumber, priority: 'normal', dueAt: at(), at: at(), ...payload },
  });
  const accept = (taskId: string, baseVersion = 1): Command => ({
    ...{ command: 'task.accept', itemId: taskId, baseVersion },
    payload: { taskId, at: at() },
  });
  const answerOf = (reply: Reply) => JSON.parse(reply.body.toString()) as Record<string, unknown>;
  const feedOf = async (officer: Officer) => linesOf(await ask(as(officer), 'GET', '/v1/crime/changes?cursor='));
  const inFeed = async (officer: Officer, id: unknown) => (await feedOf(officer)).find((each) => each.id === id);
  const serialOf = (id: unknown): number => Number(String(id).slice(-5));

  describe('a new report', () => {
    it('gets the next number of its division and year, and the feed tells its maker what the laptop called it', async () => {
      const command = createCrime();
      const reply = await send(rahman, command);
      expect(reply.status).toBe(200);
      const { allottedId, ...answer } = answerOf(reply);
      expect(answer).toEqual({ itemId: command.itemId, version: 1 });
      expect(allottedId).toMatch(new RegExp(`^04/${YEAR}/\\d{5}$`));
      expect(serialOf(allottedId)).toBeGreaterThan(6122);
      expect(await inFeed(rahman, allottedId)).toMatchObject({
        provisionalId: command.itemId,
        data: { officerInCase: rahman.collarNumber, status: 'open' },
      });
      expect(await inFeed(halliwell, allottedId)).not.toHaveProperty('provisionalId');
    });

    it('is made once however often its key is heard, and under another key not again', async () => {
      const command = createCrime();
      const key = randomUUID();
      const first = await send(rahman, command, key);
      const again = await send(rahman, command, key);
      expect(answerOf(again)).toEqual(answerOf(first));
      expect(codeOf(await send(rahman, command))).toBe('AlreadyNumbered');
      expect(codeOf(await send(rahman, { ...command, baseVersion: 1 }, key))).toBe('KeyReused');
    });

    it('of each area counts in its own series', async () => {
      expect(answerOf(await send(clarke, createCrime(randomUUID(), clarke.area))).allottedId).toBe(`07/${YEAR}/00401`);
    });

    it('goes past numbers that came in by another way', async () => {
      const last = serialOf(answerOf(await send(rahman, createCrime())).allottedId);
      const next = `04/${YEAR}/${String(last + 1).padStart(5, '0')}`;
      await seed(force.hq.database, { officers: [], items: [seeded(next, rahman.area)] });
      expect(serialOf(answerOf(await send(rahman, createCrime())).allottedId)).toBe(last + 2);
    });

    it('never has the number of another, whoever asks at once', async () => {
      const makers = [rahman, halliwell, hargreaves];
      const replies = await Promise.all(Array.from({ length: 30 }, (_, n) => send(makers[n % 3] ?? rahman, createCrime())));
      expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200));
      const serials = replies.map((reply) => serialOf(answerOf(reply).allottedId)).sort((a, b) => a - b);
      expect(new Set(serials).size).toBe(30);
      expect((serials.at(-1) ?? 0) - (serials[0] ?? 0)).toBe(29);
    });

    it('is taken whole, however long its officer wrote', async () => {
      const long = 'ŵ'.repeat(200);
      const full = {
        ...{ method: 'ŵ'.repeat(4000), lateReason: 'ŵ'.repeat(500) },
        ...{ committedFrom: '2021-05-18T14:42:08.000Z', committedTo: '2021-05-19T14:42:08.000Z' },
        features: Array.from({ length: 30 }, () => long),
        people: Array.from({ length: 50 }, () => ({
          name: long,
          roles: ['victim', 'witness'],
          born: '1983',
          contact: long,
          address: long,
        })),
        property: Array.from({ length: 100 }, () => ({ text: long, kind: 'stolen', value: '£5', marks: long, owner: 49 })),
        vehicles: Array.from({ length: 20 }, () => ({ plate: 'PK09 OXL', description: long, role: 'used' })),
        flags: Array.from({ length: 20 }, () => long),
        flagAnswers: Array.from({ length: 60 }, () => ({ flag: long, question: long, answer: 'ŵ'.repeat(500) })),
      };
      const command = createCrime();
      const reply = await send(rahman, { ...command, payload: { ...command.payload, ...full } });
      expect(reply.status).toBe(200);
      expect(await inFeed(rahman, answerOf(reply).allottedId)).toMatchObject({ data: full });
    });

    it.each<[string, Readonly<Record<string, unknown>>]>([
      ['EndsBeforeItBegins', { committedTo: '2021-05-18T14:42:08.000Z' }],
      ['StillToCome', { committedFrom: new Date(Date.now() + 86_400_000).toISOString() }],
      ['BeforeRecords', { committedFrom: '1821-05-18T14:42:08.000Z' }],
      ['OwnerUnknown', { property: [{ text: 'Keys', kind: 'stolen', owner: 0 }] }],
      ['PayloadMalformed', { committedFrom: '+020260-05-18T14:42:08.000Z' }],
    ])('that breaks a rule of recording is refused as %s', async (code, broken) => {
      const command = createCrime();
      expect(codeOf(await send(rahman, { ...command, payload: { ...command.payload, ...broken } }))).toBe(code);
    });

    it.each([
      ['N-999', 'NotFound'],
      [randomUUID(), 'ItemNotNumberedYet'],
    ])('that names a person’s record which there is not (%s) is refused as %s', async (personId, code) => {
      const command = createCrime();
      const people = [{ name: 'Grace Lund', roles: ['victim'], personId }];
      expect(codeOf(await send(rahman, { ...command, payload: { ...command.payload, people } }))).toBe(code);
    });

    it('of a laptop whose clock is a day fast is taken', async () => {
      const ahead = new Date(Date.now() + 86_400_000).toISOString();
      const command = createCrime();
      expect((await send(rahman, { ...command, payload: { ...command.payload, committedFrom: ahead, at: ahead } })).status).toBe(200);
    });

    it.each(['title', 'place', 'people'])('whose %s nobody could read is refused', async (field) => {
      const blank = { title: '\u200b', place: { text: ' ', area: rahman.area }, people: [{ name: '\u2800', roles: ['victim'] }] };
      const command = createCrime();
      const payload = { ...command.payload, [field]: blank[field as keyof typeof blank] };
      expect(codeOf(await send(rahman, { ...command, payload }))).toBe('PayloadMalformed');
    });

    it.each(['04/26/06127', 'x', ''])('is refused where the laptop numbers it itself (%s)', async (itemId) => {
      expect(codeOf(await send(rahman, createCrime(itemId)))).toBe('PayloadMalformed');
    });

    it.each([
      ['a log that its officer sees', SEEN, 'OK'],
      ['a log of another area', UNSEEN, 'NotFound'],
      ['no log', 'LC-20260111-9999', 'NotFound'],
    ])('may be of %s (%s): %s', async (_, incidentId, outcome) => {
      const command = createCrime();
      const reply = await send(rahman, { ...command, payload: { ...command.payload, incidentId } });
      expect(reply.status === 200 ? 'OK' : codeOf(reply)).toBe(outcome);
    });

    it('may have the provisional id that another officer’s laptop used', async () => {
      const command = createCrime();
      const [one, other] = [await send(rahman, command), await send(halliwell, command)];
      expect(answerOf(one).allottedId).not.toBe(answerOf(other).allottedId);
    });
  });

  it('of an area that the force has not is refused where it has a list of them', async () => {
    const areas = {
      system: 'storm',
      kind: 'codeList',
      id: 'area',
      body: { id: 'area', entries: [{ code: 'SR', label: rahman.area }] },
    } as const;
    await seed(force.hq.database, { officers: [], items: [areas] });
    expect(codeOf(await send(rahman, createCrime(randomUUID(), 'South ribble')))).toBe('CodeUnknown');
    expect((await send(rahman, createCrime())).status).toBe(200);
    await force.hq.database.query.deleteFrom('item').where('id', '=', 'area').execute();
  });

  it('publishes nothing by a provisional id', async () => {
    const id = randomUUID();
    const write = force.hq.database.query
      .transaction()
      .execute((transaction) => publish(transaction, 'crime', [{ kind: 'crime', id, body: crimeBody(id, rahman.area) }]));
    await expect(write).rejects.toThrow('id');
  });

  describe('a task', () => {
    it('is set by a supervisor on a report that HQ knows by its provisional id, and is seen by both', async () => {
      const report = createCrime();
      const number = answerOf(await send(hargreaves, report)).allottedId;
      const { allottedId } = answerOf(await send(hargreaves, createTask({ crimeId: report.itemId })));
      expect(allottedId).toMatch(/^T-6\d{3}$/);
      const data = { crimeId: number, owner: '2418', setBy: expect.stringMatching(/^PS 1140 [A-Z]/), setByCollar: '1140', state: 'new' };
      expect(await inFeed(rahman, allottedId)).toMatchObject({ data });
      expect(await inFeed(hargreaves, allottedId)).toMatchObject({ data });
      expect(await inFeed(halliwell, allottedId)).toBeUndefined();
    });

    it.each<[string, Officer, () => Command, string, string]>([
      ['by who is no supervisor', rahman, () => createTask(), 'OnlySupervisorsSetTasks', 'Only supervisors set tasks'],
      ['for nobody', hargreaves, () => createTask({ owner: '9' }), 'OwnerUnknown', 'Owner unknown'],
      ['on no report', hargreaves, () => createTask({ crimeId: '04/26/99999' }), 'NotFound', 'Not found'],
      ['on what is not made', hargreaves, () => createTask({ crimeId: randomUUID() }), 'ItemNotNumberedYet', 'Item not numbered yet'],
      ['on what is not seen', hargreaves, () => createTask({ crimeId: `07/${YEAR}/00400` }), 'NotFound', 'Not found'],
      ['on a log that is not seen', hargreaves, () => createTask({ incidentId: UNSEEN }), 'NotFound', 'Not found'],
    ])('set %s is refused for good, in words', async (_, officer, command, code, title) => {
      const reply = await send(officer, command());
      expect([reply.status, answerOf(reply)]).toMatchObject([422, { code, title }]);
    });

    it('on what is no report is refused', async () => {
      const other = createTask();
      await send(hargreaves, other);
      expect(codeOf(await send(hargreaves, createTask({ crimeId: other.itemId })))).toBe('ItemNotNumberedYet');
    });

    it('on another officer’s provisional id is refused: it means nothing there', async () => {
      const report = createCrime();
      await send(rahman, report);
      expect(codeOf(await send(hargreaves, createTask({ crimeId: report.itemId })))).toBe('ItemNotNumberedYet');
    });

    it('is accepted by its owner, once, and by nobody else', async () => {
      const id = String(answerOf(await send(hargreaves, createTask())).allottedId);
      expect(codeOf(await send(hargreaves, accept(id)))).toBe('OnlyTheOwnerAccepts');
      expect(codeOf(await send(halliwell, accept(id)))).toBe('NotFound');
      expect(answerOf(await send(rahman, accept(id)))).toEqual({ itemId: id, version: 2 });
      expect(await inFeed(rahman, id)).toMatchObject({ version: 2, data: { state: 'accepted' } });
      expect(codeOf(await send(rahman, accept(id, 2)))).toBe('NotNewAnyMore');
      const stale = await send(rahman, accept(id));
      expect([stale.status, answerOf(stale)]).toMatchObject([409, { kind: 'task', itemId: id, version: 2 }]);
    });

    const step = (command: string, taskId: string, baseVersion: number, text?: string): Command => ({
      ...{ command, itemId: taskId, baseVersion },
      payload: { taskId, at: at(), ...(text === undefined ? {} : { text }) },
    });
    const setTask = async (): Promise<string> => String(answerOf(await send(hargreaves, createTask())).allottedId);
    const versionOf = async (officer: Officer, command: Command): Promise<unknown> => answerOf(await send(officer, command)).version;

    it('goes from set to approved, and its history says who did what', async () => {
      const id = await setTask();
      expect(await versionOf(rahman, accept(id))).toBe(2);
      expect(await versionOf(rahman, step('task.note', id, 2, 'Manager is in at 14:00'))).toBe(3);
      expect(await inFeed(hargreaves, id)).toMatchObject({ data: { state: 'inProgress' } });
      expect(await versionOf(rahman, step('task.result', id, 3, 'Exhibit AR/1'))).toBe(4);
      expect(codeOf(await send(rahman, step('task.approve', id, 4)))).toBe('OnlySupervisorsApprove');
      expect(await versionOf(hargreaves, step('task.return', id, 4, 'Camera 4 is missing'))).toBe(5);
      expect(await versionOf(rahman, step('task.result', id, 5, 'AR/2 is camera 4'))).toBe(6);
      expect(await versionOf(hargreaves, step('task.approve', id, 6))).toBe(7);
      const by = (officer: Officer) => ({
        collarNumber: officer.collarNumber,
        by: `${officer.rank} ${officer.collarNumber} ${officer.name}`,
      });
      expect(await inFeed(rahman, id)).toMatchObject({
        data: {
          state: 'approved',
          history: [
            { kind: 'accepted', ...by(rahman) },
            { kind: 'note', text: 'Manager is in at 14:00', ...by(rahman) },
            { kind: 'done', text: 'Exhibit AR/1', ...by(rahman) },
            { kind: 'returned', text: 'Camera 4 is missing', ...by(hargreaves) },
            { kind: 'done', text: 'AR/2 is camera 4', ...by(rahman) },
            { kind: 'approved', ...by(hargreaves) },
          ],
        },
      });
      expect(codeOf(await send(rahman, step('task.note', id, 7, 'Late')))).toBe('TaskClosed');
    });

    it('that its owner gives back undone lies with its supervisor, who may give it back again', async () => {
      const id = await setTask();
      await send(rahman, step('task.return', id, 1, 'I am in court'));
      expect(codeOf(await send(rahman, step('task.result', id, 2, 'x')))).toBe('TaskNotWithYou');
      expect(await versionOf(hargreaves, step('task.return', id, 2, 'Do it on Monday'))).toBe(3);
      expect(await versionOf(rahman, step('task.result', id, 3, 'Done on Monday'))).toBe(4);
    });

    it('is done over notes that came meanwhile, and conflicts with what was decided meanwhile', async () => {
      const id = await setTask();
      await send(hargreaves, step('task.note', id, 1, 'He is in from 14:00'));
      expect(await versionOf(rahman, step('task.result', id, 1, 'Done'))).toBe(3);
      const stale = await send(hargreaves, step('task.approve', id, 2));
      expect([stale.status, answerOf(stale)]).toMatchObject([409, { kind: 'task', version: 3, data: { state: 'done' } }]);
    });

    it('whose history is full takes no step more', async () => {
      const entry = { at: at(), by: 'PC 2418', collarNumber: rahman.collarNumber, kind: 'note', text: 'x' };
      const full = task('T-5999', rahman);
      const history = Array.from({ length: 300 }, () => entry);
      await seed(force.hq.database, { officers: [], items: [{ ...full, body: { ...full.body, history } }] });
      expect(codeOf(await send(rahman, step('task.note', 'T-5999', 1, 'One more')))).toBe('HistoryFull');
    });

    it('is answered for by the name by which it was asked for', async () => {
      const made = createTask({ owner: hargreaves.collarNumber });
      await send(hargreaves, made);
      expect(answerOf(await send(hargreaves, accept(made.itemId)))).toEqual({ itemId: made.itemId, version: 2 });
      expect(answerOf(await send(hargreaves, accept(made.itemId)))).toMatchObject({ itemId: made.itemId, version: 2, kind: 'task' });
    });

    it('that names another item in its payload than beside it is malformed', async () => {
      expect(codeOf(await send(rahman, { ...accept('T-6000'), itemId: 'T-6001' }))).toBe('PayloadMalformed');
    });
  });
});
