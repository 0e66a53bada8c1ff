import type { Crime } from '../../../contracts/domain/crime.ts';
import { calendarDay } from '../../../contracts/domain/force-calendar.ts';
import type { Incident } from '../../../contracts/domain/incident.ts';
import { codesByCrimeType } from '../offences.ts';
import { responseOfficers } from '../officers.ts';
import { inventPerson } from '../persons.ts';
import type { Random } from '../random.ts';
import { type Account, accounts } from './accounts.ts';

/** Serials of the running year begin here: as many reports as a division has by the autumn. */
const FIRST_SERIAL = 6101;

/** Storm's opening codes that become a crime report of one of the public kinds. */
const typeOfOpening: Readonly<Record<string, string>> = {
  'Crime: burglary dwelling': 'Burglary',
  'Crime: theft from shop': 'Shoplifting',
  'Crime: criminal damage': 'Criminal damage and arson',
  'Crime: theft of motor vehicle': 'Vehicle crime',
  'Crime: violence': 'Violence and sexual offences',
  'Crime: malicious communications': 'Violence and sexual offences',
  'Crime: arson not endangering life': 'Criminal damage and arson',
};

/** Reports of the running year, from the officers' own logs that opened as a crime: each officer is in charge of theirs. */
export const currentCrimes = (
  now: Date,
  random: Random,
  incidents: readonly Incident[],
  own: ReadonlyMap<string, readonly string[]>,
): readonly Crime[] => {
  const year = calendarDay(now).slice(2, 4);
  let serial = FIRST_SERIAL;
  return responseOfficers.flatMap(({ collarNumber }) =>
    (own.get(collarNumber) ?? []).flatMap((id): readonly Crime[] => {
      const log = incidents.find((incident) => incident.id === id);
      const type = log === undefined ? undefined : typeOfOpening[log.openingCode];
      const account = type === undefined ? undefined : accounts[type];
      if (log === undefined || type === undefined || account === undefined) return [];
      serial += random.between(2, 9);
      return [fromLog(`04/${year}/${String(serial).padStart(5, '0')}`, log, type, account, collarNumber, random)];
    }),
  );
};

const fromLog = (id: string, log: Incident, type: string, account: Account, officerInCase: string, random: Random): Crime => {
  const opened = new Date(log.openedAt).getTime();
  const code = codeOf(log.openingCode, type);
  const known = log.lines.filter((line) => line.kind === 'update').map((line) => line.text);
  const victim = inventPerson(random);
  return {
    id,
    version: 1,
    ...(code === undefined ? {} : { offenceCode: code }),
    type,
    title: log.title,
    committedFrom: new Date(opened - random.between(20, 400) * 60_000).toISOString(),
    committedTo: log.openedAt,
    reportedAt: log.openedAt,
    place: log.place,
    method: known[0] ?? log.title,
    people: [{ name: victim.name, roles: ['victim'], contact: victim.telephone }],
    property: account.property === undefined ? [] : [{ ...random.pick(account.property), marks: serialOf(id) }],
    vehicles: log.vehicles,
    flags: log.qualifiers,
    incidentId: log.id,
    officerInCase,
    status: 'open',
    marking: log.marking,
  };
};

/** A serial number that no two of these crimes share. */
const serialOf = (id: string): string => `SN ${Number(id.replaceAll('/', '')) * 7919}`;

const codeOf = (openingCode: string, type: string): string | undefined => {
  if (openingCode === 'Crime: malicious communications') return '195/41';
  if (openingCode === 'Crime: arson not endangering life') return '056/02';
  if (openingCode === 'Crime: theft of motor vehicle') return '048/01';
  return codesByCrimeType[type]?.[0];
};
