import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Incident, Unit } from '../../../../contracts/domain/incident.ts';
import { newLines } from '../../../../renderer/panes/storm/newLines.ts';
import { hargreaves } from '../../../hq/support/force.ts';
import { type Clocks, createClocks } from '../../../soak/sync/clocks.ts';
import { type SoakHq, startSoakHq } from '../../../soak/sync/hq.ts';
import { seedItems, UNIT } from '../../../soak/sync/items.ts';
import { type Laptop, openLaptop } from '../../../soak/sync/laptop.ts';
import { give } from '../../support/give.ts';

/** HQ's own code on its database, the laptop's own store with its cipher; what lies between them happens in every order. */
let clocks: Clocks;
let hq: SoakHq;
let folder: string;
beforeAll(async () => {
  clocks = createClocks();
  // Without the log of 2,000 lines, which takes most of the time of a story and plays no part in any.
  hq = await startSoakHq(
    clocks,
    seedItems.filter(({ kind, id }) => kind !== 'incident' || logs.some((one) => one === id)),
  );
  folder = mkdtempSync(join(tmpdir(), 'mo-deployment-'));
});
afterAll(async () => {
  await hq?.close();
  clocks.end();
  rmSync(folder, { recursive: true, force: true });
});

const logs = ['LC-20260601-0001', 'LC-20260601-0002'] as const;
const me = `${hargreaves.rank} ${hargreaves.collarNumber}`;

type Fate = 'through' | 'requestLost' | 'answerLost';
type Step =
  | { readonly kind: 'assign'; readonly log: string; readonly status: number }
  | { readonly kind: 'status' | 'standDown'; readonly status: number }
  | { readonly kind: 'message' | 'restart' | 'fetch' | 'apply' | 'settle' }
  | { readonly kind: 'line' | 'acknowledge' | 'look' | 'update' | 'hazard'; readonly log: string }
  | { readonly kind: 'regrade'; readonly log: string; readonly to: number }
  | { readonly kind: 'result'; readonly log: string; readonly ownStatus: number | undefined }
  | { readonly kind: 'create' }
  | { readonly kind: 'control'; readonly log: string | undefined }
  | { readonly kind: 'clock'; readonly days: number }
  | { readonly kind: 'send'; readonly fate: Fate };

const log = fc.constantFrom(...logs);
const of = <Kind extends string>(...kinds: readonly Kind[]) => fc.constantFrom(...kinds);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: of('assign'), log, status: fc.constantFrom(5, 6, 7) }) },
  { weight: 2, arbitrary: fc.record({ kind: of('status', 'standDown'), status: fc.constantFrom(2, 3) }) },
  { weight: 2, arbitrary: fc.record({ kind: of('status'), status: fc.constantFrom(4, 6, 8) }) },
  { weight: 1, arbitrary: fc.record({ kind: of('message', 'restart') }) },
  { weight: 5, arbitrary: fc.record({ kind: of('fetch', 'apply', 'settle') }) },
  { weight: 6, arbitrary: fc.record({ kind: of('line', 'acknowledge', 'look', 'update', 'hazard'), log }) },
  { weight: 2, arbitrary: fc.record({ kind: of('regrade'), log, to: fc.constantFrom(1, 2, 3) }) },
  { weight: 1, arbitrary: fc.record({ kind: of('result'), log, ownStatus: fc.constantFrom(2, 3, undefined) }) },
  { weight: 1, arbitrary: fc.record({ kind: of('create') }) },
  { weight: 2, arbitrary: fc.record({ kind: of('control'), log: fc.option(log, { nil: undefined }) }) },
  { weight: 1, arbitrary: fc.record({ kind: of('clock'), days: fc.constantFrom(-2, 3) }) },
  { weight: 4, arbitrary: fc.record({ kind: of('send'), fate: of('through', 'requestLost', 'answerLost') }) },
);

/** What was said, by whom. */
interface Said {
  /** Keys of what the officer gave. */
  readonly keys: Set<string>;
  /** Ids of the lines of a log that the officer has looked at; none of one that was never looked at. */
  readonly looked: Map<string, Set<string>>;
  /** Of the lines of a log, those that the officer has acknowledged. */
  readonly known: Map<string, Set<string>>;
  /** Provisional ids of the logs that the officer has opened. */
  readonly made: Set<string>;
}

const story = async (steps: readonly Step[], name: string): Promise<void> => {
  clocks.begin();
  await hq.begin();
  const laptop = openLaptop(join(folder, name));
  const said: Said = { keys: new Set(), looked: new Map(), known: new Map(), made: new Set() };
  try {
    await laptop.store().write('storm.countAlerts', { officer: hargreaves, at: now() });
    for (let page = 0; page < 10; page += 1) await bringPage(laptop);
    await count(laptop);
    for (const [index, each] of steps.entries()) {
      clocks.tick();
      await take(laptop, said, each, `${name}-${index}`);
      await count(laptop);
      expect(await broken(laptop, said), `after step ${index}, ${JSON.stringify(each)}`).toEqual([]);
    }
    await rest(laptop);
    expect(await brokenAtRest(laptop)).toEqual([]);
  } finally {
    await laptop.close();
  }
};

const now = (): string => clocks.now('laptop').toISOString();
const bringPage = async (laptop: Laptop): Promise<void> => {
  await laptop.fetch('storm', (cursor) => hq.page('storm', cursor));
  await laptop.apply('storm', now());
};
/** As main/systems/storm/follow-alerts.ts does after every change. */
const count = (laptop: Laptop): Promise<void> => laptop.store().write('storm.countAlerts', { officer: hargreaves, at: now() });
const shown = (laptop: Laptop, id: string) => laptop.store().read('storm.get', { id, officer: hargreaves });
const body = <Body>(laptop: Laptop, kind: string, id: string): Body | undefined => {
  const row = laptop
    .store()
    .look((db) => db.prepare<[string, string], { body: string }>('SELECT body FROM item WHERE kind = ? AND id = ?').get(kind, id));
  return row && JSON.parse(row.body);
};
const heldLog = (laptop: Laptop, id: string) => body<Incident>(laptop, 'incident', id);
const heldUnit = (laptop: Laptop) => body<Unit>(laptop, 'unit', UNIT);

const take = async (laptop: Laptop, said: Said, each: Step, name: string): Promise<void> => {
  const store = laptop.store();
  const officers = async (command: Parameters<typeof give<'storm', 'unit.assign'>>[2] | string, payload: object): Promise<boolean> => {
    const key = crypto.randomUUID();
    const given = await give(store, 'storm', command as 'unit.assign', payload as never, { at: now(), outboxId: key, officer: hargreaves });
    if (given.ok) said.keys.add(key);
    return given.ok;
  };
  const unit = await store.read('storm.unit', { officer: hargreaves });
  const on = unit?.incidentId === undefined ? {} : { incidentId: unit.incidentId };
  switch (each.kind) {
    case 'assign': {
      const upTo = heldLog(laptop, each.log)?.lines.at(-1)?.id;
      if (await officers('unit.assign', { callSign: UNIT, incidentId: each.log, status: each.status, upTo })) know(laptop, said, each.log);
      return;
    }
    case 'status':
      await officers('unit.setStatus', { callSign: UNIT, status: each.status, ...on });
      return;
    case 'standDown':
      if (unit?.incidentId !== undefined) await officers('unit.standDown', { callSign: UNIT, status: each.status, ...on });
      return;
    case 'regrade': {
      const from = (await shown(laptop, each.log))?.grade;
      if (from !== each.to) await officers('incident.regrade', { incidentId: each.log, from, to: each.to, reasons: ['NEW'], note: '' });
      return;
    }
    case 'result': {
      const { ownStatus } = each;
      const closing = { incidentId: each.log, code: 'C04', qualifiers: [], text: name, victimTold: '', crimeIds: [] };
      await officers('incident.result', { ...closing, ...(ownStatus === undefined ? {} : { ownStatus }) });
      return;
    }
    case 'create': {
      const given = await give(
        store,
        'storm',
        'incident.create',
        { openingCode: 'C04', title: name, grade: 2, place: { text: name, area: hargreaves.area }, text: name, marking: 'OFFICIAL' },
        { at: now(), officer: hargreaves },
      );
      if (given.ok) said.made.add(given.value.itemId);
      return;
    }
    case 'message':
      await officers('unit.sendMessage', { callSign: UNIT, status: 14 });
      return;
    case 'line':
      await officers('incident.addLine', { incidentId: each.log, text: name });
      look(laptop, said, each.log);
      return;
    case 'acknowledge': {
      const alert = (await store.read('storm.alerts', { officer: hargreaves })).find(
        ({ id, sending }) => id === each.log && sending === undefined,
      );
      if (alert === undefined) return;
      if (await officers('incident.acknowledge', { incidentId: each.log, upTo: alert.upTo })) know(laptop, said, each.log);
      return;
    }
    case 'look': {
      const until = heldLog(laptop, each.log)?.lines.at(-1)?.at;
      if (until !== undefined) await store.write('storm.markSeen', { id: each.log, until });
      look(laptop, said, each.log);
      return;
    }
    case 'update':
    case 'hazard': {
      const line = {
        id: name,
        at: clocks.now('hq').toISOString(),
        operator: 'Control',
        terminal: 'Hutton 14',
        kind: each.kind,
        text: name,
      };
      await hq.change(itemOf('incident', each.log), (log) => ({ ...log, lines: [...(log as unknown as Incident).lines, line] }));
      return;
    }
    case 'control':
      await moveByControl(each.log);
      return;
    case 'clock':
      clocks.jump('laptop', each.days);
      return;
    case 'send':
      await laptop.send('storm', carryBy(each.fate));
      return;
    case 'settle':
      await laptop.settle('storm');
      return;
    case 'fetch':
      return laptop.fetch('storm', (cursor) => hq.page('storm', cursor));
    case 'apply':
      await laptop.apply('storm', now());
      return;
    case 'restart':
      return laptop.crash();
  }
};

const itemOf = (kind: string, id: string) => ({ system: 'storm', kind, id }) as const;
const carryBy =
  (fate: Fate): Parameters<Laptop['send']>[1] =>
  async (request) => {
    if (fate === 'requestLost') throw new Error('lost');
    const answer = await hq.handle(request);
    if (fate === 'answerLost') throw new Error('lost');
    return answer;
  };
/** Control puts the unit on a log and off the other, or off both. */
const moveByControl = async (to: string | undefined): Promise<void> => {
  const since = clocks.now('hq').toISOString();
  for (const id of logs)
    await hq.change(itemOf('incident', id), (log) => {
      const others = (log as unknown as Incident).resources.filter(({ callSign }) => callSign !== UNIT);
      const own = { callSign: UNIT, status: 5, since, collarNumbers: [hargreaves.collarNumber] };
      return { ...log, resources: id === to ? [...others, own] : others };
    });
  await hq.change(itemOf('unit', UNIT), ({ incidentId: _, ...unit }) => ({
    ...{ ...unit, status: 5, since },
    ...(to === undefined ? {} : { incidentId: to }),
  }));
};

const idsOf = (laptop: Laptop, id: string): readonly string[] => heldLog(laptop, id)?.lines.map((line) => line.id) ?? [];
const know = (laptop: Laptop, { known }: Said, id: string): void => void known.set(id, new Set(idsOf(laptop, id)));
const look = (laptop: Laptop, { looked }: Said, id: string): void => void looked.set(id, new Set(idsOf(laptop, id)));

interface Decided {
  readonly status?: number;
  readonly ownStatus?: number;
  readonly incidentId?: string;
  readonly to?: number;
}
/** Where a closing takes a crew that is at the log. */
const ON_PATROL = 2;

/** What is on screen and nobody said, and what somebody said and is not on screen. */
const broken = async (laptop: Laptop, said: Said): Promise<readonly string[]> => {
  const store = laptop.store();
  const faults: string[] = [];
  const fault = (holds: boolean, what: string): void => void (holds || faults.push(what));
  const held = heldUnit(laptop);
  const unit = await store.read('storm.unit', { officer: hargreaves });
  const pending = store.look((db) =>
    db
      .prepare<[], { id: string; command: string; payload: string; state: string }>(
        `SELECT id, command, payload, state FROM outbox ORDER BY seq`,
      )
      .all()
      .map(({ payload, ...row }) => ({ ...row, payload: JSON.parse(payload) as Decided })),
  );
  const inForce = pending.filter(({ state }) => state === 'waiting' || state === 'sending' || state === 'done');
  const moves = inForce
    .filter(({ command }) => ['unit.setStatus', 'unit.assign', 'unit.standDown', 'incident.result'].includes(command))
    .map(({ payload: { ownStatus = ON_PATROL, ...payload }, ...row }) => ({ ...row, payload: { status: ownStatus, ...payload } }));
  fault([held?.status, ...moves.map(({ payload }) => payload.status)].includes(unit?.status), `nobody said status ${unit?.status}`);
  const joined = moves.flatMap(({ command, payload }) => (command === 'unit.assign' ? [payload.incidentId] : []));
  const available = moves.some(({ payload: { status = 0 } }) => status === 2 || status === 3);
  const where = [held?.incidentId, ...joined, ...(available ? [undefined] : [])];
  fault(where.includes(unit?.incidentId), `nobody put the unit on ${unit?.incidentId}`);
  if (moves.length === 0) fault(unit?.status === held?.status && unit?.incidentId === held?.incidentId, 'the unit is not HQ’s');

  const alerts = await store.read('storm.alerts', { officer: hargreaves });
  const listed = async (scope: 'area' | 'closed') =>
    (await store.read('storm.list', { query: { scope, offset: 0, limit: 500 }, officer: hargreaves })).rows;
  const rows = [...(await listed('area')), ...(await listed('closed'))];
  fault(new Set(rows.map(({ id }) => id)).size === rows.length, 'a log is listed twice');
  for (const id of said.made) {
    const made = await shown(laptop, id);
    fault(made !== undefined && rows.some((row) => row.id === made.id), 'a log that the officer opened is not on screen');
  }
  for (const id of logs) {
    const at = heldLog(laptop, id);
    const log = await shown(laptop, id);
    if (at === undefined || log === undefined) continue;
    const own = log.resources.find(({ callSign }) => callSign === UNIT);
    const atHq = at.resources.find(({ callSign }) => callSign === UNIT);
    const isMoved = moves.length > 0 && (unit?.status !== held?.status || unit?.incidentId !== held?.incidentId);
    if (isMoved && unit?.incidentId === id)
      fault(own?.status === unit.status, `${id} has the unit as ${own?.status}, the top bar as ${unit.status}`);
    if (unit?.incidentId !== id) fault(own === undefined || atHq !== undefined, `nobody put the unit among the resources of ${id}`);

    const keys = log.lines.map((line) => line.id);
    fault(new Set(keys).size === keys.length, `a line of ${id} stands twice`);
    const there = new Set(at.lines.map((line) => line.id));
    const ours = new Set(pending.map((row) => row.id));
    fault(
      keys.every((key) => there.has(key) || ours.has(key.split('/')[0] ?? '')),
      `nobody wrote a line of ${id}`,
    );
    for (const { id: key, command, payload } of inForce)
      if (command === 'incident.addLine' && payload.incidentId === id) fault(keys.includes(key), `a line of the officer’s is not in ${id}`);

    const regraded = inForce.flatMap(({ payload }) => (payload.incidentId === id ? (payload.to ?? []) : []));
    fault([at.grade, ...regraded].includes(log.grade), `nobody graded ${id} ${log.grade}`);
    const closes = inForce.some(({ command, payload }) => command === 'incident.result' && payload.incidentId === id);
    fault((log.state === 'closed') === (at.state === 'closed' || closes), `${id} is ${log.state}`);

    const others = at.lines.filter(({ operator }) => operator !== me);
    const looked = said.looked.get(id);
    const fresh = looked === undefined ? 0 : others.filter((line) => !looked.has(line.id)).length;
    const row = rows.find((one) => one.id === id);
    // What the window stands its divider over when the log is opened now.
    const divided = newLines(log.lines, log.seenUntil).length;
    fault(divided === fresh, `${divided} lines of ${id} would stand as new, and there are ${fresh}`);
    fault(row?.newLines === fresh, `${row?.newLines} new lines in ${id}, and there are ${fresh}`);

    const alert = alerts.find((one) => one.id === id);
    fault(alert === undefined || atHq !== undefined, `${id} alerts a unit that HQ has not put there`);
    const known = said.known.get(id);
    const untold = others.filter(({ id: line, kind }) => kind === 'hazard' && known?.has(line) !== true).map((line) => line.id);
    const told = alert?.sending === undefined ? (alert?.lines.map((line) => line.id) ?? []) : [];
    // What was acknowledged before the unit was taken off and put there again alerts anew, as does what HQ refused to hear.
    fault(
      told.every((line) => others.some(({ id: other, kind }) => other === line && kind === 'hazard')),
      `${id} alerts to what is no hazard`,
    );
    // A closed log alerts nobody.
    if (atHq !== undefined && at.state !== 'closed')
      fault(
        untold.every((line) => told.includes(line)),
        `a hazard of ${id} was never told`,
      );
  }
  return faults;
};

/** The link holds: everything goes out and comes in. */
const rest = async (laptop: Laptop): Promise<void> => {
  for (let round = 0; round < 200; round += 1) {
    clocks.tick();
    const sent = await laptop.send('storm', carryBy('through'));
    const settled = await laptop.settle('storm');
    await bringPage(laptop);
    if (!sent && settled === undefined && round > 20) return;
  }
};

const brokenAtRest = async (laptop: Laptop): Promise<readonly string[]> => {
  const items = new Map((await hq.items()).map((item) => [item.id, item.body]));
  // What HQ did not take holds up what was decided after it, until the officer decides anew.
  const isDecided = (await laptop.store().read('outbox.list', null)).every(({ state }) => state === 'refused');
  const faults: string[] = [];
  const unit = (await laptop.store().read('storm.unit', { officer: hargreaves })) as Unit | undefined;
  const theirs = items.get(UNIT) as unknown as Unit;
  if (isDecided && (unit?.status !== theirs.status || unit.incidentId !== theirs.incidentId)) faults.push('the unit is not as HQ has it');
  for (const id of logs) {
    const log = await shown(laptop, id);
    const at = items.get(id) as unknown as Incident;
    if (isDecided && !isDeepStrictEqual(log?.resources, at.resources)) faults.push(`the resources of ${id} are not as HQ has them`);
    if (isDecided && (log?.grade !== at.grade || log.state !== at.state)) faults.push(`${id} is not graded, or not closed, as at HQ`);
    const lines = log?.lines.filter(({ sending }) => sending === undefined).map((line) => line.id);
    if (JSON.stringify(lines) !== JSON.stringify(at.lines.map((line) => line.id))) faults.push(`the lines of ${id} are not as HQ has them`);
  }
  return faults;
};

it('shows of a unit, its logs, lines, alerts and what is new only what HQ or the officer said, in every order of events', async () => {
  let stories = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      stories += 1;
      await story(steps, `s${stories}`);
    }),
    { numRuns: Number(process.env.STORIES ?? 50), endOnFailure: false },
  );
}, 120_000);
