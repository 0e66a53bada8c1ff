import { calendarDay } from '../../../contracts/domain/force-calendar.ts';
import { type Incident, unit } from '../../../contracts/domain/incident.ts';
import type { Database } from '../../database/database.ts';
import { beginWriting, findItem } from '../../database/items.ts';
import { publish } from '../../systems/publish.ts';
import { DEMO_AREA, responseOfficers } from '../officers.ts';
import { control, type LogLine, toIncident } from './log.ts';
import type { Grade } from './scenario.ts';

type JobScenario = Pick<Incident, 'title' | 'openingCode' | 'qualifiers' | 'place'> & { readonly opened: string };

const leyland = { postcode: 'PR25', area: DEMO_AREA } as const;
const scenarios: Readonly<Record<Grade, JobScenario>> = {
  1: {
    title: 'Officer assaulted, assistance needed',
    openingCode: 'Crime: assault on emergency worker',
    qualifiers: ['Weapons'],
    place: { text: 'Hough Lane, Leyland', ...leyland },
    opened: 'PC from LD26 struck outside the bank, male still there with a bottle. Ambulance on the way.',
  },
  2: {
    title: 'Domestic, raised voices heard',
    openingCode: 'Public safety and welfare: domestic incident',
    qualifiers: ['Domestic', 'Repeat victim'],
    place: { text: '9 Turpin Green Lane, Leyland', ...leyland },
    opened: 'Neighbour hears shouting and a child crying. Two earlier logs at the address this year.',
  },
  3: {
    title: 'Theft from motor vehicle, owner on scene',
    openingCode: 'Crime: theft from vehicle',
    qualifiers: [],
    place: { text: 'Worden Park car park, Leyland', ...leyland },
    opened: 'Window broken between 13:00 and 14:00, bag gone. Owner waits until the hour.',
  },
  4: {
    title: 'Found property, purse handed in',
    openingCode: 'Administration: found property',
    qualifiers: [],
    place: { text: 'Leyland Library, Lancastergate', ...leyland },
    opened: 'Staff keep a purse with cards. No deployment: ring when passing.',
  },
};

/** Control opens a log of this grade now and gives it to the unit of the officer with this collar number. Returns its number and the unit's call sign. */
export const giveDemoJob = async (
  database: Database,
  { grade, collarNumber, now }: { readonly grade: Grade; readonly collarNumber: string; readonly now: Date },
): Promise<{ readonly id: string; readonly callSign: string }> => {
  const officer = responseOfficers.find((known) => known.collarNumber === collarNumber);
  if (officer === undefined) throw new RangeError(`${collarNumber} is on no unit.`);
  const { callSign } = officer;
  const { opened, ...scenario } = scenarios[grade];
  const note = (kind: LogLine['kind'], text: string): LogLine => ({ ...control('Hutton 14'), at: now, kind, text });
  return database.query.transaction().execute(async (transaction) => {
    await beginWriting(transaction, 'storm');
    const prefix = `LC-${calendarDay(now).replaceAll('-', '')}-`;
    const last = await transaction
      .selectFrom('item')
      .select('id')
      .where('system', '=', 'storm')
      .where('kind', '=', 'incident')
      .where('id', 'like', `${prefix}%`)
      .orderBy('id', 'desc')
      .executeTakeFirst();
    const id = `${prefix}${String(Number(last?.id.slice(prefix.length) ?? 0) + 1).padStart(4, '0')}`;
    // Given is not yet on the way: the unit's status is what its crew set last.
    const item = await findItem(transaction, { system: 'storm', kind: 'unit', owner: '', id: callSign });
    const { status } = unit.parse(item?.body);
    const log = toIncident({
      ...scenario,
      ...{ id, grade, state: 'open', openedAt: now.toISOString(), marking: 'OFFICIAL', vehicles: [] },
      resources: [{ callSign, status, since: now.toISOString(), collarNumbers: [collarNumber] }],
      lines: [note('opened', opened), note('assigned', `${callSign} assigned.`)],
    });
    await publish(transaction, 'storm', [{ kind: 'incident', id, body: log }]);
    return { id, callSign };
  });
};
