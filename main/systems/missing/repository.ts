import type { z } from 'zod';
import { forceOf } from '../../../contracts/domain/code-list.ts';
import { fold } from '../../../contracts/domain/fold.ts';
import type { Unit } from '../../../contracts/domain/incident.ts';
import type { Circulation, Missing } from '../../../contracts/domain/missing.ts';
import { type MissingScope, type MissingState, missingScopes, missingStates } from '../../../contracts/domain/missing-words.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { MissingRow, missingQuery, ShownCirculation, ShownMissing, ShownReport } from '../../../contracts/ipc/missing.ts';
import { resolveId } from '../../store/alias.ts';
import type { ReadableDb, Reads } from '../../store/db.ts';
import { readItems, syncedAt } from '../../store/items.ts';
import { searchWords } from '../../store/search.ts';
import { splitOthers } from '../../sync/other-fields.ts';
import { type PendingCommand, pendingOf } from '../../sync/outbox.ts';
import { tasksOn } from '../crime/tasks.ts';
import { optional } from '../optional.ts';
import { sendingByItem } from '../pending.ts';
import { codesOf } from '../storm/words.ts';
import { alertReads } from './alerts.ts';
import { circulationNow, reportNow } from './commands.ts';
import { byUrgency, type ListedRow, listedRows } from './rows.ts';
import { reportsLike } from './stored.ts';

export type MissingQuery = z.infer<typeof missingQuery>;
export interface Asked {
  readonly officer: Officer;
  /** ISO 8601. */
  readonly now: string;
}
export interface MissingList {
  readonly rows: MissingRow[];
  readonly total: number;
  readonly counts: Record<(typeof missingStates)[number], number>;
  readonly scopes: Record<MissingScope, number>;
  readonly asOf: string | undefined;
}
export interface AreaOfForce {
  readonly area: string;
  readonly officers: number;
  readonly crews?: number;
}

/** As many as one answer carries. */
const MOST_OF_PERSON = 50;

export const missingReads = {
  ...alertReads,

  'missing.list': (db: ReadableDb, { query, officer, now }: Asked & { readonly query: MissingQuery }): MissingList => {
    const { scope, state, text, offset, limit } = query;
    const all = listedRows(db, officer, new Date(now));
    const within = (of: MissingScope): readonly ListedRow[] => all.filter((listed) => isWithin(listed, of, officer));
    const scoped = within(scope);
    const wanted = searchWords(text).map(fold);
    const found = scoped
      .filter(({ row, words }) => stateOf(row) === state && wanted.every((word) => words.includes(` ${word}`)))
      .toSorted(byUrgency(now));
    return {
      rows: found.slice(offset, offset + limit).map(({ row }) => row),
      total: found.length,
      counts: counted(missingStates, (one) => scoped.filter(({ row }) => stateOf(row) === one).length),
      scopes: counted(missingScopes, (one) => within(one).filter(({ row }) => stateOf(row) !== 'closed').length),
      asOf: syncedAt(db, 'missing'),
    };
  },

  /**
   * A report whole, what crews are told of it, or both, as far as they are on this laptop; undefined when neither is. A provisional id is
   * answered with the report that has its number by now.
   */
  'missing.get': (db: ReadableDb, { id: asked, officer }: { readonly id: string; readonly officer: Officer }): ShownMissing | undefined => {
    const id = resolveId(db, asked);
    const report = reportNow(db, id, officer);
    const told = circulationNow(db, id, officer);
    if (report === undefined && told === undefined) return undefined;
    const pending = pendingOf(db, 'missing').filter(({ itemId }) => itemId === id);
    const sent = (items: readonly PendingCommand[]) => optional('sending', sendingByItem(items).get(id));
    return {
      id,
      tasks: report === undefined ? [] : tasksOn(db, officer, 'missing', id),
      ...(report && { report: { ...shownReport(report, pending), ...sent(pending.filter((item) => !isAcknowledgement(item))) } }),
      ...(told && { card: { ...shownCard(told), ...sent(report === undefined ? pending : pending.filter(isAcknowledgement)) } }),
      asOf: syncedAt(db, 'missing'),
    };
  },

  /** Reports of a person by that person's record, the newest first. */
  'missing.ofPerson': (db: ReadableDb, { id, officer, now }: Asked & { readonly id: string }): MissingRow[] => {
    const ids = new Set(reportsLike(db, { personId: resolveId(db, id), name: '' }).map((report) => report.id));
    return listedRows(db, officer, new Date(now))
      .filter(({ row }) => ids.has(row.id))
      .toSorted((one, other) => other.reportedAt.localeCompare(one.reportedAt))
      .slice(0, MOST_OF_PERSON)
      .map(({ row }) => row);
  },

  'missing.areas': (db: ReadableDb, { officer }: { readonly officer: Officer }): AreaOfForce[] => {
    const officers = readItems<Officer>(db, 'people', 'officer').map(({ area }) => area);
    const listed = codesOf(db, 'area', forceOf(officer.staffId))?.map(({ label }) => label) ?? officers;
    const crews = readItems<Unit>(db, 'storm', 'unit').length;
    return [...new Set([officer.area, ...listed])].map((area) => ({
      ...{ area, officers: officers.filter((one) => one === area).length },
      ...(area === officer.area ? { crews } : {}),
    }));
  },
} as const satisfies Reads;

const shownReport = (report: Missing, pending: readonly PendingCommand[]): ShownReport => {
  const { known, other } = splitOthers('missing', 'missing', report);
  const states = new Map(pending.map(({ id, state }) => [id, state]));
  const lines = known.lines.map((line) => {
    const state = states.get(line.id);
    return state === undefined || state === 'done' ? line : { ...line, sending: state };
  });
  return { ...known, lines, ...optional('other', other) };
};

const shownCard = (told: Circulation): ShownCirculation => {
  const { known, other } = splitOthers('missing', 'circulation', told);
  return { ...known, ...optional('other', other) };
};

const isAcknowledgement = ({ command }: PendingCommand): boolean => command === 'missing.acknowledge';

const isWithin = ({ row, areas }: ListedRow, scope: MissingScope, officer: Officer): boolean =>
  scope === 'all' || (scope === 'mine' ? row.mine : areas.includes(officer.area));

/** One whose state only a newer HQ knows is not closed. */
const stateOf = ({ state }: Pick<MissingRow, 'state'>): MissingState => (isState(state) ? state : 'missing');
const isState = (state: string): state is MissingState => (missingStates as readonly string[]).includes(state);

const counted = <Name extends string>(names: readonly Name[], count: (name: Name) => number): Record<Name, number> =>
  Object.fromEntries(names.map((name) => [name, count(name)])) as Record<Name, number>;
