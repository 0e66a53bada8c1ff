import type { Unit } from '../../../contracts/domain/incident.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { MyUnit } from '../../../contracts/ipc/storm.ts';
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

/** A unit of this laptop's by its call sign; `own`, what is pending laid over it, where it is the officer's. */
export const unitOfSign = (db: ReadableDb, callSign: string, own: MyUnit | undefined): Unit | MyUnit | undefined =>
  own?.callSign === callSign ? own : readItem<Unit>(db, { system: 'storm', kind: 'unit', id: callSign })?.body;
