import { statusKind } from '../../../contracts/domain/deployment.ts';
import type { Incident } from '../../../contracts/domain/incident.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { ReadableDb, WritableDb } from '../../store/db.ts';
import { readItem } from '../../store/items.ts';
import type { CommandDefinitions } from '../define.ts';
import { saveSeen } from './notes.ts';
import { storedUnit } from './unit.ts';
import { statusWords } from './words.ts';

/** What officers may ask of Storm. What it does to logs and units on screen: pending-storm.ts and overlay.ts. */
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

  'incident.acknowledge': {
    summary: (_, { itemId }) => `Acknowledged log ${itemId.slice(-4)}`,
  },

  /** 0 is a call for help, which is never queued; a message is no status. */
  'unit.setStatus': {
    refuses(db, { payload, officer }) {
      const kind = statusKind(payload.status);
      return kind === 'emergency' || kind === 'message' ? 'NotAllowed' : refusesUnit(db, payload.callSign, officer);
    },
    summary: (db, { payload: { callSign, status } }) => `${callSign}: ${statusWords(db, status)}`,
    alsoWrites: (db, { itemId }) => supersede(db, itemId),
  },

  'unit.assign': {
    refuses(db, { payload: { callSign, incidentId }, officer }) {
      const log = readItem<Incident>(db, { system: 'storm', kind: 'incident', id: incidentId })?.body;
      if (log === undefined) return 'NotFound';
      return log.state === 'closed' ? 'NotAllowed' : refusesUnit(db, callSign, officer);
    },
    summary: (db, { payload: { callSign, incidentId, status } }) =>
      `${callSign}: ${statusWords(db, status)}, to log ${incidentId.slice(-4)}`,
    alsoWrites: (db, { itemId }) => supersede(db, itemId),
  },

  'unit.standDown': {
    refuses: (db, { payload, officer }) => refusesUnit(db, payload.callSign, officer),
    summary: (db, { payload: { callSign, incidentId, status } }) =>
      `${callSign}: ${statusWords(db, status)}, off log ${incidentId.slice(-4)}`,
    alsoWrites: (db, { itemId }) => supersede(db, itemId),
  },

  'unit.sendMessage': {
    refuses: (db, { payload, officer }) => refusesUnit(db, payload.callSign, officer),
    summary: (db, { payload: { callSign, status } }) => `${callSign}: ${statusWords(db, status)}`,
  },
};

/** Only the officer's own unit. */
const refusesUnit = (db: ReadableDb, callSign: string, officer: Officer): 'NotFound' | undefined =>
  storedUnit(db, officer)?.callSign === callSign ? undefined : 'NotFound';

/** An earlier decision about the unit that HQ did not accept is decided by the new one; it is kept, and listed no more. */
const supersede = (db: WritableDb, callSign: string): void => {
  db.prepareWrite<[string]>(
    `UPDATE outbox SET state = 'superseded' WHERE system = 'storm' AND command IN ('unit.setStatus', 'unit.assign', 'unit.standDown')
       AND item_id = ? AND state IN ('conflict', 'refused')`,
  ).run(callSign);
};
