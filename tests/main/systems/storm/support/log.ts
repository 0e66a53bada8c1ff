import { expect } from 'vitest';
import type { Incident } from '../../../../../contracts/domain/incident.ts';
import type { ChangeLine } from '../../../../../contracts/hq/feeds.ts';
import type { Store } from '../../../../../main/store/store.ts';
import type { CommandAnswer } from '../../../../../main/sync/services.ts';
import { give } from '../../../support/give.ts';
import { incident, officer, unit, upsert, upsertIncident, upsertUnit } from '../../../support/items.ts';
import { bring, temporaryStore } from '../../../support/store.ts';

export const AT = '2021-05-18T14:41:00.000Z';
export const LOG = 'LC-20210518-1587';
export const THEIRS = 'CB-20210518-0007';
export const me = officer();
export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const own = { callSign: 'LD21', status: 6, since: AT, collarNumbers: ['2418'] };
export const others = [
  { callSign: 'LD25', status: 7, since: AT, collarNumbers: ['2903'] },
  { callSign: 'DG03', status: 5, since: AT, collarNumbers: ['1967'] },
];
const list = (id: string, ...codes: readonly (readonly [string, string])[]): ChangeLine =>
  upsert('codeList', id, 1, { id, version: 1, entries: codes.map(([code, label]) => ({ code, label })) });
const lists = [
  list('status', ['2', 'On patrol'], ['6', 'At scene']),
  list('regradeReason', ['LEFT', 'Suspect has left']),
  list('qualifier', ['ALC', 'Alcohol']),
  list('closingCode', ['C04', 'Crime: burglary dwelling']),
  list('closingCode:CB', ['C04', 'Something else']),
  list('resourceKind', ['DOG', 'Dog unit']),
];
export const onLog = (change: Partial<Incident> = {}): Incident => incident({ id: LOG, grade: 1, resources: [own, ...others], ...change });
export const fed = async (...logs: readonly Incident[]): Promise<Store> => {
  const store = await temporaryStore();
  const mine = upsertUnit(unit({ callSign: 'LD21', status: 6, incidentId: LOG, collarNumbers: ['2418'] }));
  await bring(store, 'storm', [...lists, mine, ...(logs.length === 0 ? [onLog()] : logs).map((log) => upsertIncident(log))]);
  return store;
};
export const get = async (store: Store, id = LOG) => {
  const log = await store.read('storm.get', { id, officer: me });
  if (log === undefined) throw new Error(`no log ${id}`);
  return log;
};
export const unsentOf = async (store: Store, id = LOG) =>
  (await get(store, id)).lines.flatMap(({ sending, kind, text }) => (sending === undefined ? [] : [`${sending} ${kind} ${text}`]));
export const ids = async (store: Store, scope: 'mine' | 'area' | 'closed') => {
  const { rows, counts } = await store.read('storm.list', { query: { scope, offset: 0, limit: 50 }, officer: me });
  expect(rows).toHaveLength(counts[scope]);
  return rows.map(({ id }) => id);
};
export const regrade = (store: Store, from: number, to: number, outboxId = uuid(1), incidentId = LOG) =>
  give(store, 'storm', 'incident.regrade', { incidentId, from, to, reasons: ['LEFT'], note: '' }, { outboxId, officer: me });
const closing = { incidentId: LOG, code: 'C04', qualifiers: ['ALC'], text: 'No trace', victimTold: '', crimeIds: [] as string[] };
export const result = (store: Store, change: Partial<typeof closing & { ownStatus: number }> = {}, outboxId = uuid(2)) =>
  give(store, 'storm', 'incident.result', { ...closing, ...change }, { outboxId, officer: me });
export const take = (store: Store) => store.write('outbox.take', { system: 'storm' });
export const settle = (store: Store, id: string, answer: CommandAnswer) => store.write('outbox.settle', { id, answer });
