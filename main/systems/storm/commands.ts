import type { CodeList, Incident } from '../../../contracts/domain/incident.ts';
import type { ReadableDb, WritableDb } from '../../store/db.ts';
import { readItem } from '../../store/items.ts';
import type { CommandDefinitions } from '../define.ts';
import { saveSeen } from './notes.ts';
import { storedUnit } from './unit.ts';

/** What officers may ask of Storm. What it does to logs and units on screen: overlay.ts. */
export const stormCommands: CommandDefinitions<'storm'> = {
  'incident.addLine': {
    summary: (_, { payload }) => payload.text,
    alsoWrites(db, { itemId }) {
      // Whoever writes in a log has read it. By HQ's clock, as all its lines are: the laptop's may be days ahead.
      const newest = readItem<Incident>(db, { system: 'storm', kind: 'incident', id: itemId })
        ?.body.lines.map((line) => line.at)
        .sort()
        .at(-1);
      if (newest !== undefined) saveSeen(db, itemId, newest);
    },
  },

  'unit.setStatus': {
    /** Only the officer's own unit. 0 is a call for help, which is never queued. */
    refuses(db, { payload, officer }) {
      if (storedUnit(db, officer)?.callSign !== payload.callSign) return 'NotFound';
      return payload.status === 0 ? 'NotAllowed' : undefined;
    },
    summary: (db, { payload: { callSign, status } }) => `${callSign}: ${statusWords(db, status)}`,
    alsoWrites: (db, { itemId }) => supersede(db, itemId),
  },
};

/** An earlier status that HQ did not accept is decided by the new one; it is kept, and listed no more. */
const supersede = (db: WritableDb, callSign: string): void => {
  db.prepareWrite<[string]>(
    `UPDATE outbox SET state = 'superseded' WHERE system = 'storm' AND command = 'unit.setStatus' AND item_id = ? AND state IN ('conflict', 'refused')`,
  ).run(callSign);
};

/** "6 At scene", in the force's own words. */
const statusWords = (db: ReadableDb, status: number): string => {
  const list = readItem<CodeList>(db, { system: 'storm', kind: 'codeList', id: 'status' })?.body;
  const label = list?.entries.find((entry) => entry.code === String(status))?.label;
  return label === undefined ? String(status) : `${status} ${label}`;
};
