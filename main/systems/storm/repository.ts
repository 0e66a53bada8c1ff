import type { z } from 'zod';
import type { CodeList, Incident } from '../../../contracts/domain/incident.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { IncidentRow, incidentQuery, MyUnit, ShownIncident } from '../../../contracts/ipc/storm.ts';
import type { ReadableDb, Reads, WritableDb, Writes } from '../../store/db.ts';
import { type ItemKey, readItem, readItems, syncedAt } from '../../store/items.ts';
import { splitOthers } from '../../sync/other-fields.ts';
import { alertReads, alertWrites } from './alerts.ts';
import { authorOf } from './author.ts';
import { mapReads, mapWrites } from './map/repository.ts';
import { saveSeen, seenKey } from './notes.ts';
import { overlayLines, overlayResources, overlayUnit } from './overlay.ts';
import { pendingStorm } from './pending-storm.ts';
import { areaIncidents, closedIncidents, countArea, countClosed, myIncidents, myUnit } from './rows.ts';

type IncidentQuery = z.infer<typeof incidentQuery>;
export interface IncidentList {
  readonly rows: IncidentRow[];
  /** Of the scope that was asked for. */
  readonly total: number;
  readonly counts: { readonly mine: number; readonly area: number; readonly closed: number };
  readonly asOf: string | undefined;
}

export const stormReads = {
  ...alertReads,
  ...mapReads,
  /** One page of a scope. All of the officer's own are read, as whose they are depends on what is unsent: they are few. */
  'storm.list': (db: ReadableDb, { query, officer }: { readonly query: IncidentQuery; readonly officer: Officer }): IncidentList => {
    const mine = myIncidents(db, officer);
    const pages = {
      mine: () => mine.slice(query.offset, query.offset + query.limit),
      area: () => areaIncidents(db, officer, query),
      closed: () => closedIncidents(db, officer, query),
    };
    const counts = { mine: mine.length, area: countArea(db, officer), closed: countClosed(db) };
    return { rows: pages[query.scope](), total: counts[query.scope], counts, asOf: syncedAt(db, 'storm') };
  },

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
  ...mapWrites,

  /** The officer has had the log open with its lines up to `until`. */
  'storm.markSeen': (db: WritableDb, { id, until }: { readonly id: string; readonly until: string }): void => {
    if (saveSeen(db, id, until)) db.touch('storm');
  },
} as const satisfies Writes;

const incidentKey = (id: string): ItemKey => ({ system: 'storm', kind: 'incident', id });
