import { keys } from '../access-keys.ts';
import { defineSystem } from '../define.ts';
import { reviewCrime, setOutcome, tellVictim, updateCrime } from './change-crime.ts';
import { createCrime } from './create-crime.ts';
import { createTask } from './create-task.ts';
import { stepTask } from './step-task.ts';

const collars = (...numbers: readonly (string | undefined)[]): readonly string[] =>
  numbers.flatMap((number) => (number === undefined ? [] : [keys.collar(number)]));

/**
 * Stand-in for the crime system. Reports are seen by their area and the officer in the case, tasks by their owner, who set them and the supervisors of the
 * owner's team, those on a missing-person report by all of that team, which looks for them.
 */
export const crime = defineSystem('crime', {
  kinds: {
    crime: { accessKeys: ({ place, officerInCase }) => [keys.area(place.area), ...collars(officerInCase)] },
    task: {
      accessKeys: ({ owner, setByCollar, team, missingId }) => [
        ...collars(owner, setByCollar),
        ...(team === undefined ? [] : [missingId === undefined ? keys.supervisors(team) : keys.team(team)]),
      ],
    },
    offence: { accessKeys: () => [keys.everyone] },
  },
  commands: {
    'crime.create': createCrime,
    'crime.update': updateCrime,
    'crime.outcome': setOutcome,
    'crime.victimUpdate': tellVictim,
    'crime.review': reviewCrime,
    'task.create': createTask,
    'task.accept': stepTask('accept'),
    'task.note': stepTask('note'),
    'task.result': stepTask('result'),
    'task.return': stepTask('return'),
    'task.approve': stepTask('approve'),
    'task.change': stepTask('change'),
  },
});
