import type { Crime } from '../../../contracts/domain/crime.ts';
import type { ExhibitRecord } from '../../../contracts/domain/exhibit.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { StatementRecord } from '../../../contracts/domain/statement-record.ts';
import { type ExhibitRow, MOST_EXHIBIT_ROWS, type OtherExhibit, type ShownExhibit } from '../../../contracts/ipc/exhibits.ts';
import { resolveId } from '../../store/alias.ts';
import type { ReadableDb, Reads } from '../../store/db.ts';
import { readItem, readLinked, syncedAt } from '../../store/items.ts';
import { splitOthers } from '../../sync/other-fields.ts';
import { pendingOf } from '../../sync/outbox.ts';
import { linkedIds } from '../found.ts';
import { optional } from '../optional.ts';
import { sendingByItem } from '../pending.ts';
import { exhibitNow } from './commands.ts';
import { type ExhibitSummary, summaryOfExhibit } from './describe.ts';

/** As many as a page says of what is beside an exhibit. */
const MOST_BESIDE = 50;
/** The highest that a reference has room for. */
const LAST_SERIAL = 9999;

export interface About {
  readonly crimeId?: string | undefined;
  readonly incidentId?: string | undefined;
}
export interface Asked {
  readonly officer: Officer;
}

export const exhibitReads = {
  /** All on this laptop, the newest first. */
  'exhibits.list': (db: ReadableDb, { offset, limit, officer }: { readonly offset: number; readonly limit: number } & Asked) => {
    const ids = db
      .prepare<[number, number], { id: string }>(`SELECT id FROM ${EXHIBITS} ORDER BY summary ->> 'takenAt' DESC, id LIMIT ? OFFSET ?`)
      .all(limit, offset)
      .map(({ id }) => id);
    return { rows: rowsOf(db, ids, officer), total: db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${EXHIBITS}`).get()?.n ?? 0 };
  },

  /** Of a crime with those of its log that are about no crime, or of a log: by reference. */
  'exhibits.about': (db: ReadableDb, { officer, ...about }: About & Asked): ExhibitRow[] =>
    rowsOf(db, idsAbout(db, about), officer).toSorted(byReference).slice(0, MOST_EXHIBIT_ROWS),

  /** One exhibit whole; undefined when it is not here. A provisional id is answered with the number. */
  'exhibits.get': (db: ReadableDb, { id: asked, officer }: { readonly id: string } & Asked): ShownExhibit | undefined => {
    const id = resolveId(db, asked);
    const record = exhibitNow(db, id, officer);
    if (record === undefined) return undefined;
    const { known, other } = splitOthers('exhibits', 'exhibit', record);
    const { hash } = known.original ?? {};
    return {
      ...known,
      statements: producedIn(db, known),
      sameFile: hash === undefined ? [] : sameFile(db, hash).filter((one) => one.id !== id),
      ...optional('other', other),
      ...optional('sending', sendingByItem(pendingOf(db, 'exhibits')).get(id)),
      ...optional('asOf', syncedAt(db, 'exhibits')),
    };
  },

  /** The references with these initials that may not be given again, and the lowest that is after all of them. */
  'exhibits.references': (db: ReadableDb, { initials, officer, ...about }: { readonly initials: string } & About & Asked) => {
    const own = linkedIds(db, 'exhibit', [{ role: 'producer', value: officer.collarNumber }]);
    const taken = [...new Set([...own, ...idsAbout(db, about)])].flatMap((id) => {
      const reference = summaryOf(db, id)?.reference;
      return reference?.startsWith(`${initials}/`) ? [reference] : [];
    });
    const next = Math.max(0, ...taken.map(serialOf)) + 1;
    return { taken, ...(next > LAST_SERIAL ? {} : { next: `${initials}/${next}` }) };
  },

  /** Exhibits here whose file has these bytes. */
  'exhibits.sameFile': (db: ReadableDb, { hash }: { readonly hash: string }): OtherExhibit[] => sameFile(db, hash),
} as const satisfies Reads;

const sameFile = (db: ReadableDb, hash: string): OtherExhibit[] =>
  linkedIds(db, 'exhibit', [{ role: 'file', value: hash }])
    .slice(0, MOST_BESIDE)
    .flatMap((id) => {
      const summary = summaryOf(db, id);
      return summary === undefined ? [] : [{ id, reference: summary.reference, crimeId: summary.crimeId, incidentId: summary.incidentId }];
    });

/** Those of a crime, with those of its log that are about no crime, as they are once what was written here is at HQ. `crimeId`: as resolveId answers it. */
export const exhibitsOfCrime = (db: ReadableDb, crimeId: string, officer: Officer): readonly ExhibitRecord[] =>
  idsAbout(db, { crimeId }).flatMap((id) => exhibitNow(db, id, officer) ?? []);

const idsAbout = (db: ReadableDb, { crimeId, incidentId }: About): string[] => {
  const crime = crimeId === undefined ? undefined : resolveId(db, crimeId);
  const log = incidentId === undefined ? logOf(db, crime) : resolveId(db, incidentId);
  const ofCrime = crime === undefined ? [] : linkedIds(db, 'exhibit', [{ role: 'crime', value: crime }]);
  const ofLog = log === undefined ? [] : linkedIds(db, 'exhibit', [{ role: 'incident', value: log }]);
  return [...new Set([...ofCrime, ...(crime === undefined ? ofLog : ofLog.filter((id) => summaryOf(db, id)?.crimeId === undefined))])];
};

/** The log that a crime came from. */
const logOf = (db: ReadableDb, crime: string | undefined): string | undefined =>
  crime === undefined ? undefined : readItem<Crime>(db, { system: 'crime', kind: 'crime', id: crime })?.body.incidentId;

/** The statements of its crime that produce it. */
const producedIn = (db: ReadableDb, { reference, crimeId, original }: Pick<ShownExhibit, 'reference' | 'crimeId' | 'original'>) =>
  crimeId === undefined
    ? []
    : readLinked<StatementRecord>(db, { role: 'crime', value: crimeId }, 'statements', 'statement')
        .filter(({ statement: { exhibits } }) =>
          exhibits.some((one) => one.reference === reference && one.attachment?.hash === original?.hash),
        )
        .slice(0, MOST_BESIDE)
        .map(({ id, statement: { witness } }) => ({ id, name: `${witness.forenames} ${witness.surname}` }));

const EXHIBITS = `item WHERE system = 'exhibits' AND kind = 'exhibit'`;

const rowsOf = (db: ReadableDb, ids: readonly string[], officer: Officer): ExhibitRow[] => {
  const sending = sendingByItem(pendingOf(db, 'exhibits'));
  return ids.flatMap((id) => {
    const record = exhibitNow(db, id, officer);
    return record === undefined ? [] : [{ ...summaryOfExhibit(record), id, ...optional('sending', sending.get(id)) }];
  });
};

const summaryOf = (db: ReadableDb, id: string): ExhibitSummary | undefined => {
  const row = db.prepare<[string], { summary: string }>(`SELECT summary FROM ${EXHIBITS} AND id = ?`).get(id);
  return row && (JSON.parse(row.summary) as ExhibitSummary);
};

const serialOf = (reference: string): number => Number(reference.split('/')[1] ?? 0);
const byReference = ({ reference: one }: ExhibitRow, { reference: other }: ExhibitRow): number =>
  (one.split('/')[0] ?? '').localeCompare(other.split('/')[0] ?? '') || serialOf(one) - serialOf(other);
