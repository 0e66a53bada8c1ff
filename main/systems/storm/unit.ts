import type { Unit } from '../../../contracts/domain/incident.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { ReadableDb } from '../../store/db.ts';
import { readItem, readLinked } from '../../store/items.ts';

/**
 * The officer's unit as HQ last told it, with the version on which a command is based: the one of the officer's call sign, else one that
 * lists the collar number.
 */
export const storedUnit = (db: ReadableDb, officer: Officer): Unit | undefined => {
  const bySign =
    officer.callSign === undefined ? undefined : readItem<Unit>(db, { system: 'storm', kind: 'unit', id: officer.callSign })?.body;
  return bySign ?? readLinked<Unit>(db, { role: 'officer', value: officer.collarNumber }, 'storm', 'unit')[0];
};
