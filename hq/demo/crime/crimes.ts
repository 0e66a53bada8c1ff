import type { Crime } from '../../../contracts/domain/crime.ts';
import { codesByCrimeType } from '../offences.ts';
import { responseOfficers } from '../officers.ts';
import { bornOn, inventPerson } from '../persons.ts';
import { streetPlace } from '../places.ts';
import type { Random } from '../random.ts';
import type { StreetCrime } from '../streets.ts';
import { type Account, accounts, tell } from './accounts.ts';
import { outcomeOf } from './outcomes.ts';

/** The month of the public file. */
const MONTH_BEGINS = Date.UTC(2022, 9, 1);
const MONTH_HOURS = 31 * 24 - 1;
/** Division 04, 2022; the serial of the month's first report. */
const FIRST_SERIAL = 5803;
/** The share of the district's reports of which an officer of the team is in charge; the rest lie with others. */
const MINE = 0.05;

/** A crime report for every public row that is one: anti-social behaviour has no crime number. */
export const demoCrimes = (random: Random, streets: readonly StreetCrime[]): readonly Crime[] => {
  const rows = streets.flatMap((row) => {
    const account = accounts[row.type];
    return account === undefined ? [] : [{ row, account, at: MONTH_BEGINS + random.next() * MONTH_HOURS * 3_600_000 }];
  });
  let serial = FIRST_SERIAL;
  return rows
    .sort((a, b) => a.at - b.at)
    .map(({ row, account, at }) => {
      serial += random.between(1, 7);
      return tellCrime(`04/22/${String(serial).padStart(5, '0')}`, row, account, new Date(at), random);
    });
};

const tellCrime = (id: string, row: StreetCrime, account: Account, from: Date, random: Random): Crime => {
  const to = new Date(from.getTime() + random.next() * account.spanHours * 3_600_000);
  const reportedAt = new Date(to.getTime() + random.between(5, 900) * 60_000);
  const code = chooseCode(row.type, random);
  const { title, method } = tell(account, random);
  return {
    id,
    version: 1,
    ...(code === undefined ? {} : { offenceCode: code }),
    type: row.type,
    title,
    committedFrom: minute(from),
    ...(account.spanHours > 0 ? { committedTo: minute(to) } : {}),
    reportedAt: minute(reportedAt),
    place: streetPlace(row),
    method,
    people: peopleIn(account, reportedAt, random),
    property: account.property === undefined || random.chance(0.25) ? [] : [random.pick(account.property)],
    vehicles:
      row.type === 'Vehicle crime' ? [{ description: random.pick(['White Transit van', 'Blue Fiesta', 'Grey Golf', 'Red Corsa']) }] : [],
    flags: [...(account.flags ?? []), ...(random.chance(0.06) ? ['Repeat victim'] : [])],
    ...(random.chance(MINE) ? { officerInCase: random.pick(responseOfficers).collarNumber } : {}),
    ...outcomeOf(row.outcome),
    marking: row.type === 'Violence and sexual offences' ? 'OFFICIAL-SENSITIVE' : 'OFFICIAL',
  };
};

/** The first code of a kind is by far the commonest. */
const chooseCode = (type: string, random: Random): string | undefined => {
  const codes = codesByCrimeType[type] ?? [];
  return random.chance(0.6) || codes.length < 2 ? codes[0] : random.pick(codes.slice(1));
};

/** Some reports name nobody yet, as some do. */
const peopleIn = ({ person }: Account, today: Date, random: Random): Crime['people'] => {
  if (person === undefined || random.chance(0.3)) return [];
  const invented = inventPerson(random);
  return [
    {
      name: invented.name,
      born: bornOn(invented, today, random),
      roles: person === 'victim' ? ['victim', 'reportingPerson'] : ['reportingPerson'],
      contact: invented.telephone,
    },
  ];
};

const minute = (at: Date): string => new Date(Math.floor(at.getTime() / 60_000) * 60_000).toISOString();
