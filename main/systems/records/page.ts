import type { Officer } from '../../../contracts/domain/officer.ts';
import { decisionOn, type RecordKind } from '../../../contracts/domain/record-decision.ts';
import type { RecordPart, SameReason } from '../../../contracts/ipc/records.ts';
import type { ReadableDb } from '../../store/db.ts';
import type { StoredItem } from '../../store/items.ts';
import type { PendingCommand } from '../../sync/outbox.ts';
import type { RecordBodies, ShownRecords } from './bodies.ts';
import { joinedTo } from './joined.ts';
import { shownRecord } from './overlay.ts';
import { similarTo } from './similar.ts';

/** As many as one answer carries. */
const MOST_PARTS = 200;
const MOST_SIMILAR = 5;
const MOST_PARTS_BESIDE = 50;

interface Page<R> {
  readonly record: R;
  readonly joined: R[];
  readonly parts: RecordPart[];
  readonly more: number;
  readonly similar: { readonly record: R; readonly reasons: SameReason[]; readonly parts: RecordPart[] }[];
}

/** A record with all that are of the same person or thing, their parts, and records that may be. */
export const pageOf = <K extends RecordKind>(
  db: ReadableDb,
  {
    kind,
    item,
    partsOf,
  }: {
    readonly kind: K;
    readonly item: StoredItem<RecordBodies[K]>;
    readonly partsOf: (record: ShownRecords[K]) => readonly RecordPart[];
  },
  pending: readonly PendingCommand[],
  officer: Officer,
): Page<ShownRecords[K]> => {
  const record = shownRecord(kind, item, pending, officer);
  const joined = joinedTo(db, kind, record, pending, officer);
  const all = [record, ...joined];
  const known = new Set(all.map(({ id }) => id));
  const isOpen = (id: string): boolean =>
    !known.has(id) && all.every((one) => decisionOn<ShownRecords[RecordKind]['decisions'][number]>(one, id) === undefined);
  const similar = similarTo(db, kind, item.body)
    .filter((other) => isOpen(other.item.body.id))
    .slice(0, MOST_SIMILAR)
    .map(({ item: other, reasons }) => {
      const shown = shownRecord(kind, other, pending, officer);
      return { record: shown, reasons: [...reasons], parts: shownParts(partsOf(shown), MOST_PARTS_BESIDE).parts };
    });
  return { record, joined, ...shownParts(all.flatMap(partsOf)), similar };
};

/** The newest of them, each once, and how many more there are. */
export const shownParts = (parts: readonly RecordPart[], most = MOST_PARTS): { readonly parts: RecordPart[]; readonly more: number } => {
  const shown = unique(parts.toSorted(byNewest));
  return { parts: shown.slice(0, most), more: Math.max(0, shown.length - most) };
};

const byNewest = (one: RecordPart, other: RecordPart): number => (other.at ?? '').localeCompare(one.at ?? '');

/** Each part once: where a link or a report says what it is, that the name stands there says nothing more. */
const unique = (parts: readonly RecordPart[]): RecordPart[] => {
  const told = new Set(parts.filter(({ role }) => role !== 'named').map(({ kind, id }) => `${kind} ${id}`));
  const seen = new Set<string>();
  // A link is one that can be withdrawn: it stands before the same part without.
  const linkedFirst = parts.toSorted((one, other) => Number(one.linkId === undefined) - Number(other.linkId === undefined));
  const kept = new Set(
    linkedFirst.filter(({ kind, id, role, linkId, withdrawn }) => {
      const name = `${kind} ${id}`;
      if (role === 'named' && linkId === undefined && told.has(name)) return false;
      const key = withdrawn === undefined ? `${name} ${role}` : `${linkId}`;
      return !seen.has(key) && seen.add(key) !== undefined;
    }),
  );
  return parts.filter((part) => kept.has(part));
};
