import { addDays, calendarDay } from '../../../contracts/domain/force-calendar.ts';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import type { Incident } from '../../../contracts/domain/incident.ts';
import type { Circulation, Missing } from '../../../contracts/domain/missing.ts';
import { circulationOf } from '../../../contracts/domain/missing-circulation.ts';
import { type MissingDeed, missingAfter } from '../../../contracts/domain/missing-steps.ts';
import { newMissing } from '../../../contracts/domain/new-missing.ts';
import type { Person } from '../../../contracts/domain/person.ts';
import { DEMO_AREA, responseOfficers } from '../officers.ts';
import { askedBy, type MissingStory, missingPeople, missingStories } from './stories.ts';

interface DemoMissing {
  readonly persons: readonly Person[];
  readonly reports: readonly Missing[];
  readonly circulations: readonly Circulation[];
}

/** Above the numbers of the records that demoRecords makes. */
const FIRST_PERSON = 104_900;
const MINUTE_MS = 60_000;

/** The reports of missing persons as they stand at `now`, what crews are told of them, and the records of those who are missing. */
export const demoMissing = (now: Date, incidents: readonly Incident[]): DemoMissing => {
  const ago = (minutes: number): string => new Date(now.getTime() - minutes * MINUTE_MS).toISOString();
  const year = calendarDay(now).slice(2, 4);
  const numberOf = (serial: number): string => `MP-${year}-${String(serial).padStart(5, '0')}`;
  const reports: Missing[] = [];
  // The earlier of two of one person stands behind it.
  for (const story of missingStories.toReversed()) {
    const earlier = reports.filter(({ id }) => story.earlier !== undefined && id === numberOf(story.earlier));
    reports.push(told(story, { id: numberOf(story.serial), ago, born: bornOf(story.person, now), incidents, earlier }));
  }
  const persons = missingPeople.flatMap(({ person }) => {
    const report = reports.findLast(({ personId }) => personId === personIdOf(person));
    return report === undefined ? [] : [recordOf(report, bornOf(person, now))];
  });
  const [first] = responseOfficers;
  const circulations = reports.flatMap((report) => {
    const at = report.circulation?.at;
    const seen = first === undefined || at === undefined ? [] : [{ at, by: formalName(first), ...pick(first) }];
    const told = circulationOf(report, seen, calendarDay(now));
    return told === undefined ? [] : [{ ...told, version: 1 }];
  });
  return { persons, reports, circulations };
};

const pick = ({ collarNumber, callSign }: (typeof responseOfficers)[number]) => ({ collarNumber, callSign });

const told = (
  { person, owner, reported, log, given, deeds }: MissingStory,
  scene: {
    readonly id: string;
    readonly ago: (minutes: number) => string;
    readonly born: string;
    readonly incidents: readonly Incident[];
    readonly earlier: readonly Missing[];
  },
): Missing => {
  const { id, ago, born, incidents } = scene;
  const step = (minutes: number, collarNumber: string, line: number) => {
    const officer = responseOfficers.find((one) => one.collarNumber === collarNumber) ?? responseOfficers[0];
    if (officer === undefined) throw new Error('no officer');
    return { id: `${id}/${line}`, at: ago(minutes), by: formalName(officer), officer };
  };
  const from = incidents.find(({ title }) => log !== undefined && title.startsWith(log));
  const first = step(reported, owner, 0);
  const report = newMissing(
    {
      ...given(ago),
      askedBy,
      ...{ born, personId: personIdOf(person), marking: 'OFFICIAL-SENSITIVE' },
      ...(from === undefined ? {} : { incidentId: from.id }),
    },
    first,
    {
      team: first.officer.team,
      earlier: scene.earlier.map(({ id: number, lastSeen, found }) => ({
        ...{ id: number, lastSeenAt: lastSeen.at },
        ...(found === undefined ? {} : { foundAt: found.when, where: found.where }),
      })),
    },
  );
  return deeds.reduce<Missing>(
    (before, [minutes, collarNumber, act, deed], index) =>
      missingAfter(before, { act, ...deed(ago) } as MissingDeed, step(minutes, collarNumber, index + 1)),
    { ...report, id, version: 1 },
  );
};

const personIdOf = (person: number): string => `N-${FIRST_PERSON + person}`;

const bornOf = (person: number, now: Date): string => {
  const { years = 0, days = 0 } = missingPeople.find((one) => one.person === person) ?? {};
  const birthday = addDays(calendarDay(now), -days);
  return `${Number(birthday.slice(0, 4)) - years}${birthday.slice(4) === '-02-29' ? '-02-28' : birthday.slice(4)}`;
};

const recordOf = ({ personId = '', name, sex, homeAddress = '', telephone, reportedAt }: Missing, born: string): Person => {
  const detail = (kind: 'born' | 'address' | 'telephone', text: string) => ({
    ...{ id: `${personId}/${kind}`, kind, text, source: 'otherPerson' as const, grading: '2BP', at: reportedAt, by: 'Storm' },
  });
  return {
    ...{ id: personId, version: 1, name, born, warnings: [], decisions: [], area: DEMO_AREA, marking: 'OFFICIAL-SENSITIVE' },
    ...(sex === undefined ? {} : { sex }),
    details: [detail('born', born), detail('address', homeAddress), ...(telephone === undefined ? [] : [detail('telephone', telephone)])],
    ...{ createdAt: reportedAt, createdBy: 'Storm' },
  };
};
