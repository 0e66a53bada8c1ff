import type { CodeList, Incident } from '../../../contracts/domain/incident.ts';
import type { IncidentScope } from '../../../contracts/domain/incident-list.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { IncidentFacets, IncidentHistory, IncidentRow, MyUnit, ShownIncident } from '../../../contracts/ipc/storm.ts';
import type { ReadableDb, Reads, WritableDb, Writes } from '../../store/db.ts';
import { type ItemKey, readItem, readItems, syncedAt } from '../../store/items.ts';
import { splitOthers } from '../../sync/other-fields.ts';
import { alertReads, alertWrites } from './alerts.ts';
import { authorOf } from './author.ts';
import { historyOf } from './history.ts';
import { isNarrow } from './list-filter.ts';
import { createLists, type ListQuery } from './lists.ts';
import { saveSeen, seenKey } from './notes.ts';
import { overlayLines, overlayResources, overlayUnit } from './overlay.ts';
import { pendingStorm } from './pending-storm.ts';
import { myUnit } from './rows.ts';

export interface IncidentList {
  readonly rows: IncidentRow[];
  /** Of what was asked for, narrowed down as it was. */
  readonly total: number;
  /** Of each list, whatever it is narrowed down by. */
  readonly counts: Readonly<Record<IncidentScope, number>>;
  readonly asOf: string | undefined;
}

export const stormReads = {
  ...alertReads,
  /** One page of a list. */
  'storm.list': (db: ReadableDb, { query, officer }: { readonly query: ListQuery; readonly officer: Officer }): IncidentList => {
    const { scope, sort: _, offset: __, limit: ___, ...filter } = query;
    const lists = createLists(db, officer);
    const counts = lists.counts();
    const shown = isNarrow(filter) ? lists.page(query) : { rows: lists.rows(query), total: counts[scope] };
    return { ...shown, counts, asOf: syncedAt(db, 'storm') };
  },

  'storm.facets': (db: ReadableDb, { scope, officer }: { readonly scope: IncidentScope; readonly officer: Officer }): IncidentFacets =>
    createLists(db, officer).facets(scope),

  'storm.history': (db: ReadableDb, { id, officer }: { readonly id: string; readonly officer: Officer }): IncidentHistory | undefined =>
    historyOf(db, id, officer),

  /** One log whole, the officer's own pending work laid over it; undefined when it is not on this laptop. */
  'storm.get': (db: ReadableDb, { id, officer }: { readonly id: string; readonly officer: Officer }): ShownIncident | undefined => {
    const item = readItem<Incident>(db, incidentKey(id));
    if (item === undefined) return undefined;
    const pending = pendingStorm(db, officer);
    const { known, other } = splitOthers('storm', 'incident', item.body);
    const { lines, resources, ...incident } = known;
    const author = authorOf(officer, overlayUnit(pending));
    const own = overlayLines(id, new Set(lines.map((line) => line.id)), pending, author);
    return {
      ...incident,
      version: item.version,
      other,
      resources: [...overlayResources(id, resources, pending)],
      lines: [...lines, ...own].map((line) => (line.operator === author.operator ? { ...line, own: true } : line)),
      seenUntil: db.prepare<[string], { at: string }>('SELECT at FROM seen WHERE key = ?').get(seenKey(id))?.at,
      asOf: syncedAt(db, 'storm'),
    };
  },

  'storm.unit': (db: ReadableDb, { officer }: { readonly officer: Officer }): MyUnit | undefined => myUnit(db, officer),

  'storm.codeLists': (db: ReadableDb, _: null): CodeList[] => readItems<CodeList>(db, 'storm', 'codeList'),
} as const satisfies Reads;

export const stormWrites = {
  ...alertWrites,

  /** The officer has had the log open with its lines up to `until`. */
  'storm.markSeen': (db: WritableDb, { id, until }: { readonly id: string; readonly until: string }): void => {
    if (saveSeen(db, id, until)) db.touch('storm');
  },
} as const satisfies Writes;

const incidentKey = (id: string): ItemKey => ({ system: 'storm', kind: 'incident', id });
