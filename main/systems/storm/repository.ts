import type { z } from 'zod';
import type { CodeList, Incident } from '../../../contracts/domain/incident.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { IncidentRow, incidentQuery, MyUnit, ShownIncident } from '../../../contracts/ipc/storm.ts';
import { appendEntry } from '../../audit/repository.ts';
import type { ReadableDb, Reads, WritableDb, Writes } from '../../store/db.ts';
import { type ItemKey, readItem, readItems, syncedAt } from '../../store/items.ts';
import { enqueue } from '../../sync/outbox.ts';
import { jobReads, jobWrites } from './jobs.ts';
import { type AddLine, overlayLines, overlayResources, pendingStorm, type SetStatus } from './overlay.ts';
import { areaIncidents, authorOf, closedIncidents, countArea, countClosed, myIncidents, myUnit, seenKey } from './rows.ts';
import { storedUnit } from './unit.ts';

type IncidentQuery = z.infer<typeof incidentQuery>;
export interface IncidentList {
  readonly rows: IncidentRow[];
  /** Of the scope that was asked for. */
  readonly total: number;
  readonly counts: { readonly mine: number; readonly area: number; readonly closed: number };
  readonly asOf: string | undefined;
}

export const stormReads = {
  ...jobReads,
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
    const pending = pendingStorm(db);
    const { lines, resources, ...incident } = item.body;
    const author = authorOf(officer, myUnit(db, officer, pending));
    const own = overlayLines(id, new Set(lines.map((line) => line.id)), pending, author);
    return {
      ...incident,
      version: item.version,
      resources: overlayResources(resources, pending),
      lines: [...lines, ...own].map((line) => (line.operator === author.operator ? { ...line, own: true } : line)),
      seenUntil: db.prepare<[string], { at: string }>('SELECT at FROM seen WHERE key = ?').get(seenKey(id))?.at,
      draft: db.prepare<[string], { text: string }>('SELECT text FROM draft WHERE key = ?').get(draftKey(id))?.text ?? '',
      asOf: syncedAt(db, 'storm'),
    };
  },

  'storm.unit': (db: ReadableDb, { officer }: { readonly officer: Officer }): MyUnit | undefined => myUnit(db, officer),

  'storm.codeLists': (db: ReadableDb, _: null): CodeList[] => readItems<CodeList>(db, 'storm', 'codeList'),
} as const satisfies Reads;

export const stormWrites = {
  ...jobWrites,
  /** Puts an update into the outbox, journals the edit and ends its draft. False when the log is not on this laptop. */
  'storm.addUpdate': (db: WritableDb, { outboxId, payload }: { readonly outboxId: string; readonly payload: AddLine }): boolean => {
    const { incidentId, at, text } = payload;
    const item = readItem<Incident>(db, incidentKey(incidentId));
    if (item === undefined) return false;
    const target = { system: 'storm', itemKind: 'incident', itemId: incidentId, baseVersion: item.version } as const;
    enqueue(db, { id: outboxId, command: 'incident.addLine', ...target, payload, summary: text, at });
    appendEntry(db, { at, action: 'edit', subject: incidentId, detail: 'incident.addLine' });
    saveDraft(db, incidentId, '', at);
    // Whoever writes in a log has read it. By HQ's clock, as all its lines are: the laptop's may be days ahead.
    const newest = item.body.lines
      .map((line) => line.at)
      .sort()
      .at(-1);
    if (newest !== undefined) saveSeen(db, incidentId, newest);
    db.touch('storm');
    return true;
  },

  /**
   * Puts a status of the officer's own unit into the outbox and journals the edit. False when it is not the officer's unit. An
   * earlier status of it that HQ did not accept is thereby decided; it is kept, and listed no more.
   */
  'storm.setStatus': (
    db: WritableDb,
    { outboxId, payload, officer }: { readonly outboxId: string; readonly payload: SetStatus; readonly officer: Officer },
  ): boolean => {
    const { callSign, status, at } = payload;
    if (storedUnit(db, officer)?.callSign !== callSign) return false;
    const key = { system: 'storm', kind: 'unit', id: callSign } as const;
    const target = { system: 'storm', itemKind: 'unit', itemId: callSign, baseVersion: readItem(db, key)?.version ?? 0 } as const;
    db.prepareWrite<[string]>(
      `UPDATE outbox SET state = 'superseded' WHERE system = 'storm' AND command = 'unit.setStatus' AND item_id = ? AND state IN ('conflict', 'refused')`,
    ).run(callSign);
    enqueue(db, { id: outboxId, command: 'unit.setStatus', ...target, payload, summary: `${callSign}: ${statusWords(db, status)}`, at });
    appendEntry(db, { at, action: 'edit', subject: callSign, detail: 'unit.setStatus' });
    db.touch('storm');
    return true;
  },

  /** Keeps what is being typed; an empty text ends the draft. Shown nowhere but in its box, so nobody is told. */
  'storm.saveDraft': (
    db: WritableDb,
    { incidentId, text, at }: { readonly incidentId: string; readonly text: string; readonly at: string },
  ): void => saveDraft(db, incidentId, text, at),

  /** The officer has had the log open with its lines up to `until`. */
  'storm.markSeen': (db: WritableDb, { id, until }: { readonly id: string; readonly until: string }): void => {
    if (saveSeen(db, id, until)) db.touch('storm');
  },
} as const satisfies Writes;

const incidentKey = (id: string): ItemKey => ({ system: 'storm', kind: 'incident', id });

const draftKey = (incidentId: string): string => `storm.update:${incidentId}`;

const saveDraft = (db: WritableDb, incidentId: string, text: string, at: string): void => {
  if (text === '') db.prepareWrite<[string]>('DELETE FROM draft WHERE key = ?').run(draftKey(incidentId));
  else {
    db.prepareWrite<[string, string, string]>(
      'INSERT INTO draft (key, text, at) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET text = excluded.text, at = excluded.at',
    ).run(draftKey(incidentId), text, at);
  }
};

const saveSeen = (db: WritableDb, incidentId: string, until: string): boolean =>
  db
    .prepareWrite<[string, string]>(
      'INSERT INTO seen (key, at) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET at = excluded.at WHERE excluded.at > seen.at',
    )
    .run(seenKey(incidentId), until).changes > 0;

/** "6 At scene", in the force's own words. */
const statusWords = (db: ReadableDb, status: number): string => {
  const list = readItem<CodeList>(db, { system: 'storm', kind: 'codeList', id: 'status' })?.body;
  const label = list?.entries.find((entry) => entry.code === String(status))?.label;
  return label === undefined ? String(status) : `${status} ${label}`;
};

type OwnReads = typeof stormReads;
type OwnWrites = typeof stormWrites;
declare module '../../store/store.ts' {
  interface StoreReads extends OwnReads {}
  interface StoreWrites extends OwnWrites {}
}
