import type { Crime, Offence, Task } from '../../../contracts/domain/crime.ts';
import { isOpenTask } from '../../../contracts/domain/open-task.ts';
import type { CrimeRow } from '../../../contracts/ipc/crime.ts';
import type { ItemDescription } from '../../store/items.ts';
import { vehicleWords } from '../storm/describe.ts';
import { objectsTold, placeTold, telephonesTold, vehiclesTold } from '../told.ts';

/** What the crime list reads of a report. */
export interface CrimeSummary extends Omit<CrimeRow, 'id' | 'mine' | 'returned' | 'sending'> {
  readonly officerInCase: string | undefined;
}

const describeCrime = (crime: Crime): ItemDescription => ({
  summary: summaryOf(crime),
  links: [
    ...linkTo('officer', crime.officerInCase),
    ...linkTo('incident', crime.incidentId),
    ...crime.people.flatMap(({ personId }) => linkTo('person', personId)),
  ],
  search: {
    title: `${crime.id} ${crime.title}`,
    body: [
      crime.type,
      crime.place.text,
      crime.place.postcode,
      crime.method,
      ...(crime.features ?? []),
      ...crime.people.flatMap(({ name, address = '' }) => [name, address]),
      ...crime.property.flatMap(({ text, marks = '' }) => [text, marks]),
      ...crime.vehicles.flatMap(vehicleWords),
      ...crime.flags,
    ].join('\n'),
    at: crime.reportedAt,
    open: crime.status !== 'filed',
  },
  tells: [
    ...vehiclesTold(crime.vehicles, crime.reportedAt),
    ...placeTold(crime.place, crime.reportedAt),
    ...telephonesTold(
      crime.people.map(({ contact }) => contact),
      crime.reportedAt,
    ),
    ...objectsTold(crime.property, crime.reportedAt),
  ],
});

const summaryOf = (crime: Crime): CrimeSummary => {
  const { title, type, offenceCode, committedFrom, reportedAt, status, marking, place, outcome, officerInCase } = crime;
  return {
    ...{ title, type, offenceCode, committedFrom, reportedAt, status, marking, officerInCase },
    place: place.text,
    area: place.area,
    outcome: outcome?.text,
  };
};

/** What a search shows of a task. */
export type TaskSummary = Pick<Task, 'title' | 'setBy' | 'setAt'>;

const describeTask = (task: Task): ItemDescription => ({
  summary: { title: task.title, setBy: task.setBy, setAt: task.setAt } satisfies TaskSummary,
  links: [
    ...linkTo('officer', task.owner),
    ...linkTo('setter', task.setByCollar),
    ...linkTo('crime', task.crimeId),
    ...linkTo('incident', task.incidentId),
    ...linkTo('missing', task.missingId),
  ],
  search: {
    title: `${task.id} ${task.title}`,
    body: [task.text, ...(task.history ?? []).map(({ text }) => text ?? '')].join('\n'),
    at: task.setAt,
    open: isOpenTask(task),
  },
});

const describeOffence = (offence: Offence): ItemDescription => ({
  summary: {},
  links: [],
  search: { title: `${offence.code} ${offence.text}`, body: `${offence.category}\n${offence.group}` },
});

const linkTo = (role: string, value: string | undefined): ItemDescription['links'] => (value === undefined ? [] : [{ role, value }]);

export const crimeKinds = {
  crime: { idOf: (crime: Crime) => crime.id, describe: describeCrime },
  task: { idOf: (task: Task) => task.id, describe: describeTask },
  offence: { idOf: (offence: Offence) => offence.code, describe: describeOffence },
};
