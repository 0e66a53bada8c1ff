import type { Officer } from '../../../../contracts/domain/officer.ts';
import type { Thing } from '../../../../contracts/domain/thing.ts';
import type { ThingType } from '../../../../contracts/domain/thing-type.ts';
import type { ShownThing } from '../../../../contracts/ipc/records.ts';
import { resolveId } from '../../../store/alias.ts';
import type { ReadableDb } from '../../../store/db.ts';
import { readItem, syncedAt } from '../../../store/items.ts';
import { pendingOf } from '../../../sync/outbox.ts';
import { thingKey } from '../../told.ts';
import { pageOf, shownParts } from '../page.ts';
import { typeOf } from './describe.ts';
import { recordsOf, shownThing } from './finds.ts';
import { partsOfThing } from './parts.ts';

/** A thing by its key, its number or a provisional id, also where it has no record; undefined where nothing here tells of it. */
export const thingPage = (
  db: ReadableDb,
  { type: asked, id, officer }: { readonly type: ThingType; readonly id: string; readonly officer: Officer },
): ShownThing | undefined => {
  const item = readItem<Thing>(db, { system: 'records', kind: 'thing', id: resolveId(db, id) }) ?? recordsOf(db, asked, id)[0];
  const pending = pendingOf(db, 'records');
  const asOf = syncedAt(db, 'records');
  if (item === undefined) {
    const told = shownThing(db, asked, id);
    if (told === undefined) return undefined;
    const thing = { type: asked, key: id, name: told.title };
    return { ...thing, ...shownParts(partsOfThing(db, { ...thing, record: undefined }, pending, officer)), joined: [], similar: [], asOf };
  }
  const type = typeOf(item.body);
  const keyOf = (name: string): string => thingKey(type, name);
  const page = pageOf(
    db,
    {
      ...{ kind: 'thing', item },
      partsOf: (record) => partsOfThing(db, { type, key: keyOf(record.name), name: record.name, record }, pending, officer),
    },
    pending,
    officer,
  );
  return { type, key: keyOf(item.body.name), name: page.record.name, ...page, asOf };
};
