import { addDays, forceDay, instantAt } from '../../../contracts/domain/force-calendar.ts';
import type { Database } from '../../database/database.ts';
import { beginWriting } from '../../database/items.ts';
import { changeDuty } from '../../systems/people/change-duty.ts';
import { dutiesOf } from '../../systems/people/held.ts';
import { responseOfficers } from '../officers.ts';

const DAYS_AHEAD = 21;

/** The roster desk makes a night of the next early or late of the officer with this collar number. Returns its day. */
export const changeDemoDuty = async (
  database: Database,
  { collarNumber, now }: { readonly collarNumber: string; readonly now: Date },
): Promise<string> => {
  const officer = responseOfficers.find((known) => known.collarNumber === collarNumber);
  if (officer === undefined) throw new RangeError(`${collarNumber} is on no unit.`);
  return database.query.transaction().execute(async (transaction) => {
    await beginWriting(transaction, 'people');
    const today = forceDay(now);
    const duties = await dutiesOf(transaction, officer.staffId, addDays(today, 2), addDays(today, DAYS_AHEAD));
    const next = [...duties.values()]
      .toSorted((a, b) => a.day.localeCompare(b.day))
      .find(({ kind, label }) => kind === 'duty' && (label === 'Early' || label === 'Late'));
    if (next === undefined) throw new RangeError(`${collarNumber} has no early or late in the next ${DAYS_AHEAD} days.`);
    const { day } = next;
    const [start, end] = [instantAt(day, '22:00').toISOString(), instantAt(addDays(day, 1), '07:00').toISOString()];
    await changeDuty(transaction, officer, { day, kind: 'duty', label: 'Night', start, end }, now);
    return day;
  });
};
