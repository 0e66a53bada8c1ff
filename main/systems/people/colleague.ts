import type { Cover } from '../../../contracts/domain/cover.ts';
import { forceDay } from '../../../contracts/domain/force-calendar.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { Colleague } from '../../../contracts/ipc/people.ts';
import type { ReadableDb, Reads } from '../../store/db.ts';
import { readItems, syncedAt } from '../../store/items.ts';
import { splitOthers } from '../../sync/other-fields.ts';
import { storedUnit } from '../storm/unit.ts';
import { officerByCollar, officerByStaffId } from './repository.ts';

/** More than a vehicle carries. */
const MOST_CREW = 20;

export const colleagueReads = {
  /** An officer by staff id, collar number or mail address, with what is known of where they are; undefined when not on this laptop. `now`: ISO 8601. */
  'people.colleague': (
    db: ReadableDb,
    { id, officer: own, now }: { readonly id: string; readonly officer: Officer; readonly now: string },
  ): Colleague | undefined => {
    const found = officerByStaffId(db, id) ?? officerByCollar(db, id) ?? officerByMail(db, id);
    if (found === undefined) return undefined;
    const { known, other } = splitOthers('people', 'officer', found);
    const supervisor = found.supervisor === undefined ? undefined : officerByStaffId(db, found.supervisor);
    const member = coverToday(db, found.team, new Date(now))?.members.find(({ officer }) => officer === found.collarNumber);
    const unit = storedUnit(db, found);
    return {
      ...{ officer: { ...known, other }, own: found.staffId === own.staffId },
      ...(supervisor === undefined ? {} : { supervisor }),
      ...(member === undefined ? {} : { today: member }),
      ...(unit === undefined ? {} : { unit }),
      crew: (unit?.collarNumbers ?? [])
        .filter((number) => number !== found.collarNumber)
        .slice(0, MOST_CREW)
        .flatMap((number) => officerByCollar(db, number) ?? []),
      asOf: { people: syncedAt(db, 'people'), storm: syncedAt(db, 'storm') },
    };
  },
} as const satisfies Reads;

/** Who of a team works on the force's day that now is in; undefined where that is not known. */
export const coverToday = (db: ReadableDb, team: string, now: Date): Cover | undefined => {
  const today = forceDay(now);
  return readItems<Cover>(db, 'people', 'cover').find((cover) => cover.day === today && cover.team === team);
};

const officerByMail = (db: ReadableDb, address: string): Officer | undefined =>
  db
    .prepare<[string], { body: string }>(
      `SELECT body FROM item WHERE system = 'people' AND kind = 'officer' AND LOWER(body ->> 'mailAddress') = ?`,
    )
    .all(address.toLowerCase())
    .map(({ body }) => JSON.parse(body) as Officer)[0];
