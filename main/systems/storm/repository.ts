import type { Crime } from '../../../contracts/domain/crime.ts';
import type { CodeList, Incident } from '../../../contracts/domain/incident.ts';
import type { IncidentScope } from '../../../contracts/domain/incident-list.ts';
import { mayDecide } from '../../../contracts/domain/log-decision.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { IncidentFacets, IncidentHistory, IncidentRow, MyUnit, ShownIncident } from '../../../contracts/ipc/storm.ts';
import { resolveId } from '../../store/alias.ts';
import type { ReadableDb, Reads, WritableDb, Writes } from '../../store/db.ts';
import { type ItemKey, readItem, readItems, readLinked, syncedAt } from '../../store/items.ts';
import { splitOthers } from '../../sync/other-fields.ts';
import { pendingOf } from '../../sync/outbox.ts';
import { alertReads, alertWrites } from './alerts.ts';
import { authorOf } from './author.ts';
import { historyOf } from './history.ts';
import { isNarrow } from './list-filter.ts';
import { createLists, type ListQuery } from './lists.ts';
import { mapReads, mapWrites } from './map/repository.ts';
import { missedReads, missedWrites } from './missed-alerts.ts';
import { saveSeen, seenKey } from './notes.ts';
import { overlayLog, overlayUnit } from './overlay.ts';
import { pendingStorm } from './pending-storm.ts';
import { myUnit } from './rows.ts';
import { unitOfSign } from './unit.ts';

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
  ...missedReads,
  ...mapReads,
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

  /**
   * One log whole, the officer's own pending work laid over it; undefined when it is not on this laptop. A provisional id is answered with
   * the log that has its number by now.
   */
  'storm.get': (db: ReadableDb, { id: asked, officer }: { readonly id: string; readonly officer: Officer }): ShownIncident | undefined => {
    const id = resolveId(db, asked);
    const item = readItem<Incident>(db, incidentKey(id));
    if (item === undefined) return undefined;
    const all = pendingOf(db, 'storm');
    const pending = pendingStorm(db, officer);
    const { known, other } = splitOthers('storm', 'incident', item.body);
    const log = overlayLog(known, pending);
    const { operator } = authorOf(officer, overlayUnit(pending));
    const created = all.find(({ command, itemId }) => command === 'incident.create' && itemId === id)?.state;
    const unsent = created === undefined || created === 'done' ? {} : { sending: created };
    return {
      ...log,
      version: item.version,
      other,
      lines: log.lines.map((line) => ({
        ...line,
        ...(line.operator === operator ? { own: true as const } : {}),
        // The line that it was opened with goes out with the log itself.
        ...(line.kind === 'opened' ? unsent : {}),
      })),
      crimes: crimesOf(db, log),
      elsewhere: elsewhereOf(db, log, overlayUnit(pending)),
      mayDecide: mayDecide(log, officer),
      ...unsent,
      seenUntil: db.prepare<[string], { at: string }>('SELECT at FROM seen WHERE key = ?').get(seenKey(id))?.at,
      asOf: syncedAt(db, 'storm'),
    };
  },

  'storm.unit': (db: ReadableDb, { officer }: { readonly officer: Officer }): MyUnit | undefined => myUnit(db, officer),

  'storm.codeLists': (db: ReadableDb, _: null): CodeList[] => readItems<CodeList>(db, 'storm', 'codeList'),
} as const satisfies Reads;

export const stormWrites = {
  ...alertWrites,
  ...missedWrites,
  ...mapWrites,

  /** The officer has had the log open with its lines up to `until`. */
  'storm.markSeen': (db: WritableDb, { id, until }: { readonly id: string; readonly until: string }): void => {
    if (saveSeen(db, id, until)) db.touch('storm');
  },
} as const satisfies Writes;

/** Reports that say that they come from the log, and those that were linked to it, as far as they are on this laptop. */
const crimesOf = (db: ReadableDb, { id, crimeIds = [] }: Pick<Incident, 'id' | 'crimeIds'>): ShownIncident['crimes'] => {
  const named = readLinked<Crime>(db, { role: 'incident', value: id }, 'crime', 'crime');
  const linked = crimeIds.flatMap((crime) => readItem<Crime>(db, { system: 'crime', kind: 'crime', id: crime })?.body ?? []);
  return [...new Map([...named, ...linked].map(({ id: crime, title }) => [crime, { id: crime, title }])).values()];
};

/** Units of the log that another one has: they were given to it, and have not gone there. */
const elsewhereOf = (
  db: ReadableDb,
  { id, resources }: Pick<Incident, 'id' | 'resources'>,
  own: MyUnit | undefined,
): NonNullable<ShownIncident['elsewhere']> =>
  resources.flatMap(({ callSign }) => {
    const incidentId = unitOfSign(db, callSign, own)?.incidentId;
    return incidentId === undefined || incidentId === id ? [] : [{ callSign, incidentId }];
  });

const incidentKey = (id: string): ItemKey => ({ system: 'storm', kind: 'incident', id });
