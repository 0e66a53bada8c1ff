import type { Officer } from '../../../contracts/domain/officer.ts';
import type { ReadableDb } from '../../store/db.ts';
import { foundItems, idsHere, linkedIds } from '../found.ts';
import { type IncidentSummary, stormKinds } from './describe.ts';
import { joinedIds } from './overlay.ts';
import { pendingStorm } from './pending-storm.ts';
import { parseShortNumber } from './short-number.ts';

/** What a search finds of Storm. */
export const stormFinds = {
  incident: {
    ...foundItems('storm', 'incident', stormKinds.incident, ({ title, place, openedAt }: IncidentSummary) => ({
      ...{ title, detail: place, at: openedAt },
    })),
    /** Logs on which the officer or the unit is or was, or is put by what waits to be sent. */
    mine: (db: ReadableDb, officer: Officer) => {
      const pending = pendingStorm(db, officer);
      const unit = pending.unit === undefined ? [] : [{ role: 'unit', value: pending.unit.callSign }];
      return [...joinedIds(pending), ...linkedIds(db, 'incident', [{ role: 'officer', value: officer.collarNumber }, ...unit])];
    },
    /** The log of a number; logs of a serial, of all days or of the one that was said. */
    named: (db: ReadableDb, typed: string) => {
      const short = parseShortNumber(typed);
      if (short === undefined) return idsHere(db, { system: 'storm', kind: 'incident' }, [typed.trim().toUpperCase()]);
      return linkedIds(db, 'incident', [{ role: 'serial', value: short.serial }])
        .filter((id) => short.day === undefined || id.slice(0, -5).endsWith(short.day))
        .sort((one, other) => other.slice(3).localeCompare(one.slice(3)));
    },
  },
};
