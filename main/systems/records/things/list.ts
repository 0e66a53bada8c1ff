import type { Officer } from '../../../../contracts/domain/officer.ts';
import { cutShort } from '../../../../contracts/domain/text.ts';
import { type ThingType, thingTypes } from '../../../../contracts/domain/thing-type.ts';
import type { ThingRow } from '../../../../contracts/ipc/records.ts';
import type { ReadableDb } from '../../../store/db.ts';
import { syncedAt, TOLD } from '../../../store/items.ts';
import { searchExpression } from '../../../store/search.ts';
import { pendingOf } from '../../../sync/outbox.ts';
import { sendingByItem } from '../../pending.ts';
import { joinedTo } from '../joined.ts';
import { shownRecord } from '../overlay.ts';
import { recordsOf, shownThing } from './finds.ts';

export interface ThingQuery {
  readonly type?: ThingType | undefined;
  readonly text: string;
  readonly offset: number;
  readonly limit: number;
  readonly officer: Officer;
}
export interface ThingList {
  readonly rows: ThingRow[];
  readonly total: number;
  readonly asOf: string | undefined;
}
const TEXT_LENGTH = 300;

/** A page of things of a type, or of all, that have every word that was typed, without words all; of which something told last first. */
export const listThings = (db: ReadableDb, { type, text, offset, limit, officer }: ThingQuery): ThingList => {
  const expression = searchExpression(text);
  const worded = expression === undefined ? '' : 'AND number IN (SELECT rowid FROM search_text WHERE search_text MATCH ?)';
  const types = JSON.stringify(type === undefined ? thingTypes : [type]);
  const params = expression === undefined ? [types] : [types, expression];
  const from = `FROM search_entry WHERE system = '${TOLD}' AND kind IN (SELECT value FROM json_each(?)) ${worded}`;
  const rows = db
    .prepare<(string | number)[], { kind: ThingType; id: string }>(`SELECT kind, id ${from} ORDER BY number DESC LIMIT ? OFFSET ?`)
    .all(...params, limit, offset);
  const total = db.prepare<string[], { n: number }>(`SELECT count(*) AS n ${from}`).get(...params)?.n ?? 0;
  const pending = pendingOf(db, 'records');
  const sending = sendingByItem(pending);
  const toRow = ({ kind, id }: { readonly kind: ThingType; readonly id: string }): ThingRow[] => {
    const shown = shownThing(db, kind, id);
    if (shown === undefined) return [];
    const [item] = recordsOf(db, kind, id);
    const record = item && shownRecord('thing', item, pending, officer);
    const all = record === undefined ? [] : [record, ...joinedTo(db, 'thing', record, pending, officer)];
    const state = record && sending.get(record.id);
    return [
      {
        ...{ type: kind, id, name: cutShort(shown.title, TEXT_LENGTH), detail: cutShort(shown.detail, TEXT_LENGTH) },
        told: shown.told ?? { incidents: 0, crimes: 0 },
        warnings: all.reduce((sum, { warnings }) => sum + warnings.length, 0),
        ...(record === undefined ? {} : { number: record.id }),
        ...(shown.at === undefined ? {} : { at: shown.at }),
        ...(state === undefined ? {} : { sending: state }),
      },
    ];
  };
  return { rows: rows.flatMap(toRow), total, asOf: syncedAt(db, 'records') };
};
