import type { Crime } from '../../../contracts/domain/crime.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { RecordKind } from '../../../contracts/domain/record-decision.ts';
import type { RecordLink } from '../../../contracts/domain/record-link.ts';
import { cutShort } from '../../../contracts/domain/text.ts';
import type { RecordPart } from '../../../contracts/ipc/records.ts';
import type { ReadableDb } from '../../store/db.ts';
import { readLinked, syncedAt } from '../../store/items.ts';
import { searchExpression, searchWords } from '../../store/search.ts';
import type { PendingCommand } from '../../sync/outbox.ts';
import { sendingByItem } from '../pending.ts';
import { shownLink } from './overlay.ts';

export type End = Pick<RecordPart, 'kind' | 'id'>;

/** As many texts that name somebody as a page shows; a common name stands in thousands. */
const MOST_NAMED = 50;
const TEXT_LENGTH = 300;

/**
 * The parts that a person plays in what is on this laptop: first those that are linked, then those that crime reports give the record, under
 * whatever name, then reports and texts in which the name stands.
 */
export const partsOf = (
  db: ReadableDb,
  { id, name }: { readonly id: string; readonly name: string },
  pending: readonly PendingCommand[],
  officer: Officer,
): RecordPart[] => [...linkedParts(db, 'person', id, pending, officer), ...reportedParts(db, id), ...namedParts(db, id, name)];

/** What links say of a record. */
export const linkedParts = (
  db: ReadableDb,
  kind: RecordKind,
  recordId: string,
  pending: readonly PendingCommand[],
  officer: Officer,
): RecordPart[] => {
  const sending = sendingByItem(pending);
  return readLinked<RecordLink>(db, { role: kind, value: recordId }, 'records', 'link').flatMap((stored) => {
    const link = shownLink(stored, pending, officer);
    const { id: linkId, note, withdrawn, createdBy: linkedBy } = link;
    const end = endOf(link, recordId);
    if (end === undefined) return [];
    const state = sending.get(linkId);
    return [
      {
        ...{ linkId, recordId, linkedBy, ...end, ...shownEnd(db, end) },
        role: end.kind === 'person' && link.otherId === recordId ? (INVERSE[link.role] ?? link.role) : link.role,
        ...(note === undefined ? {} : { note }),
        ...(withdrawn === undefined ? {} : { withdrawn }),
        ...(state === undefined ? {} : { sending: state }),
      },
    ];
  });
};

/** The other end of a link than this record. */
const endOf = ({ personId, thingId, otherId, incidentId, crimeId, taskId }: RecordLink, of: string): End | undefined => {
  if (incidentId !== undefined) return { kind: 'incident', id: incidentId };
  if (crimeId !== undefined) return { kind: 'crime', id: crimeId };
  if (taskId !== undefined) return { kind: 'task', id: taskId };
  if (thingId !== undefined && thingId !== of) return { kind: 'thing', id: thingId };
  const person = otherId === of || thingId === of ? personId : otherId;
  return person === undefined ? undefined : { kind: 'person', id: person };
};

/** What the other of two is; what is not here is the same for both. */
const INVERSE: Readonly<Record<string, string>> = { parent: 'child', child: 'parent' };

const reportedParts = (db: ReadableDb, personId: string): RecordPart[] =>
  readLinked<Pick<Crime, 'id' | 'people'>>(db, { role: 'person', value: personId }, 'crime', 'crime').flatMap(({ id, people }) => {
    const end = { kind: 'crime', id } as const;
    const roles = new Set(people.filter((person) => person.personId === personId).flatMap((person) => person.roles));
    const shown = shownEnd(db, end);
    return [...roles].map((role) => ({ ...end, recordId: personId, role, ...shown }));
  });

/** Logs, crimes, tasks and messages that have every word of the name. A name of one word alone names nobody. */
export const namedParts = (db: ReadableDb, recordId: string, name: string): RecordPart[] => {
  const expression = searchExpression(name);
  if (expression === undefined || searchWords(name).length < 2) return [];
  return db
    .prepare<[string, number], End>(
      `SELECT entry.kind AS kind, entry.id AS id FROM search_text CROSS JOIN search_entry AS entry ON entry.number = search_text.rowid
       WHERE search_text MATCH ? AND entry.kind IN ('incident', 'crime', 'task', 'mail') ORDER BY entry.number DESC LIMIT ?`,
    )
    .all(expression, MOST_NAMED)
    .map((end) => ({ ...end, recordId, role: 'named', ...shownEnd(db, end) }));
};

const SYSTEM = { incident: 'storm', crime: 'crime', task: 'crime', person: 'records', thing: 'records' } as const;
/** The fields of each kind's summary that a row shows, as its room stored them. */
const ITEM = `SELECT summary ->> 'title' AS title, summary ->> 'name' AS name, coalesce(summary ->> 'place', summary ->> 'address', summary ->> 'setBy', summary ->> 'detail', '') AS detail,
  coalesce(summary ->> 'openedAt', summary ->> 'reportedAt', summary ->> 'setAt') AS at FROM item WHERE system = ? AND kind = ? AND id = ?`;
const MAIL = `SELECT subject AS title, NULL AS name, from_name AS detail, at FROM mail_message WHERE id = ?`;

interface EndRow {
  readonly title: string | null;
  readonly name: string | null;
  readonly detail: string;
  readonly at: string | null;
}

/** In the words of its pane; what is not on this laptop has its number alone. */
export const shownEnd = (db: ReadableDb, { kind, id }: End): Pick<RecordPart, 'title' | 'detail' | 'at' | 'asOf'> => {
  const row =
    kind === 'mail'
      ? db.prepare<[string], EndRow>(MAIL).get(id)
      : db.prepare<[string, string, string], EndRow>(ITEM).get(SYSTEM[kind], kind, id);
  const asOf = kind === 'mail' ? undefined : syncedAt(db, SYSTEM[kind]);
  return {
    title: cutShort(row?.title ?? row?.name ?? id, TEXT_LENGTH),
    detail: cutShort(row?.detail ?? '', TEXT_LENGTH),
    ...(row?.at == null ? {} : { at: row.at }),
    ...(asOf === undefined ? {} : { asOf }),
  };
};
