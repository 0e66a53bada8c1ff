import type { Crime, Task } from '../../../contracts/domain/crime.ts';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import type { Incident } from '../../../contracts/domain/incident.ts';
import { demoOfficers, type ResponseOfficer, responseOfficers } from '../officers.ts';
import type { Random } from '../random.ts';

interface Wanted {
  readonly title: string;
  readonly text: string;
  readonly priority: Task['priority'];
  /** Minutes from now; negative is overdue. */
  readonly due: number;
  readonly state: Task['state'];
  /** The officer's own log that it is about: how its title begins. */
  readonly log?: string;
}

/** The task at the head of each officer's list: overdue, so that the pane shows how that looks. */
const overdue: readonly Wanted[] = [
  {
    title: 'Missing person review: Kieran Ashworth, 15',
    text: 'Review the risk with the mother and put it on the report. Ring me when done.',
    priority: 'high',
    due: -72,
    state: 'accepted',
    log: 'Missing',
  },
  {
    title: 'Victim update, four cars',
    text: 'Ring the four owners under the victims’ code and record it on each report.',
    priority: 'high',
    due: -41,
    state: 'inProgress',
    log: 'Damage',
  },
  {
    title: 'Recovery form, white Focus',
    text: 'Contractor needs the signed form before he sets out. CSI want it under cover.',
    priority: 'high',
    due: -25,
    state: 'accepted',
    log: 'Stolen car',
  },
];

const usual: readonly Wanted[] = [
  {
    title: 'Collect CCTV from Hough Lane store',
    text: 'Copy from the manager before it is overwritten on Sunday. Exhibit it under your initials.',
    priority: 'normal',
    due: 138,
    state: 'accepted',
  },
  {
    title: 'Finish report, rear door burglary',
    text: 'Property and vehicle are missing. CSI number is on the log.',
    priority: 'normal',
    due: 318,
    state: 'inProgress',
    log: 'Burglary',
  },
  {
    title: 'Hand over open log to nights',
    text: 'Key holder is due at 22:00. Brief nights and note it on the log.',
    priority: 'low',
    due: 408,
    state: 'new',
    log: 'Insecure',
  },
  {
    title: 'House to house, even numbers',
    text: 'Numbers 2 to 40. Ask for doorbell footage between 13:00 and 15:30.',
    priority: 'normal',
    due: 1320,
    state: 'new',
  },
  {
    title: 'Statement from store manager',
    text: 'He is in from 14:00. Loss sheet as exhibit.',
    priority: 'normal',
    due: 1560,
    state: 'accepted',
    log: 'Theft from shop',
  },
  {
    title: 'Arrest attempt, wanted on warrant',
    text: 'Home address first, then his mother’s. Two officers.',
    priority: 'high',
    due: 2780,
    state: 'new',
  },
  {
    title: 'Victim contact, 28 days',
    text: 'Ring and record the victim’s wishes. Offer victim support again.',
    priority: 'low',
    due: 4200,
    state: 'new',
  },
  { title: 'Return property to owner', text: 'Handbag in locker 14. Take a signature.', priority: 'low', due: 5600, state: 'accepted' },
  {
    title: 'Charging file, theft from shop',
    text: 'CPS want the previous convictions and the loss sheet.',
    priority: 'normal',
    due: 7100,
    state: 'returned',
  },
];

/** An officer's list: one overdue, what is due this shift, some of what is due later, and one that is finished. */
const SHIFT_MINUTES = 480;
const LATER = 3;

/** CaseMan tasks as they stand at `now`, set by the sergeant; the sergeant's own are set by nobody and so absent. */
export const demoTasks = (
  now: Date,
  random: Random,
  crimes: readonly Crime[],
  incidents: readonly Incident[],
  own: ReadonlyMap<string, readonly string[]>,
): readonly Task[] => {
  let number = 41_207;
  return responseOfficers
    .filter((officer) => officer.supervisor !== undefined)
    .flatMap((officer, index) => {
      const head = overdue[index % overdue.length];
      const theirs = incidents.filter(({ id }) => own.get(officer.collarNumber)?.includes(id)).map(({ title }) => title);
      const fitting = usual.filter(({ log }) => log === undefined || theirs.some((title) => title.startsWith(log)));
      const soon = fitting.filter(({ due }) => due < SHIFT_MINUTES);
      const later = random.shuffle(fitting.filter(({ due }) => due >= SHIFT_MINUTES)).slice(0, LATER);
      const wanted = [...(head === undefined ? [] : [head]), ...soon, ...later, finished(random)];
      return wanted.map((task) => {
        number += random.between(1, 6);
        return setTask(`T-${number}`, task, officer, now, random, { crimes, incidents, own });
      });
    });
};

const finished = (random: Random): Wanted => ({
  title: 'Crime report checked and sent',
  text: 'Check the offence against the counting rules before it is sent.',
  priority: 'normal',
  due: random.between(-2800, -600),
  state: random.pick(['done', 'approved'] as const),
});

const setTask = (
  id: string,
  wanted: Wanted,
  officer: ResponseOfficer,
  now: Date,
  random: Random,
  known: {
    readonly crimes: readonly Crime[];
    readonly incidents: readonly Incident[];
    readonly own: ReadonlyMap<string, readonly string[]>;
  },
): Task => {
  const setter = demoOfficers.find(({ staffId }) => staffId === officer.supervisor) ?? officer;
  const dueAt = now.getTime() + wanted.due * 60_000;
  return {
    id,
    version: 1,
    title: wanted.title,
    text: wanted.text,
    ...subject(wanted, officer, random, known),
    setBy: formalName(setter),
    setByCollar: setter.collarNumber,
    owner: officer.collarNumber,
    team: officer.team,
    priority: wanted.priority,
    setAt: new Date(Math.min(dueAt, now.getTime()) - random.between(300, 2600) * 60_000).toISOString(),
    dueAt: new Date(dueAt).toISOString(),
    state: wanted.state,
  };
};

/** What the task is about: the officer's log of that story, else a crime of theirs, of this year where there is one. */
const subject = (
  wanted: Wanted,
  { collarNumber }: ResponseOfficer,
  random: Random,
  { crimes, incidents, own }: Parameters<typeof setTask>[5],
): Pick<Task, 'crimeId' | 'incidentId'> => {
  const logs = incidents.filter(({ id }) => own.get(collarNumber)?.includes(id));
  const log = wanted.log === undefined ? undefined : logs.find(({ title }) => title.startsWith(wanted.log ?? title));
  if (log !== undefined) return { incidentId: log.id };
  const inCharge = crimes.filter((crime) => crime.officerInCase === collarNumber);
  const current = inCharge.filter((crime) => crime.incidentId !== undefined);
  const theirs = current.length === 0 ? inCharge : current;
  return theirs.length === 0 ? {} : { crimeId: random.pick(theirs).id };
};
