import { keys } from '../access-keys.ts';
import { defineSystem } from '../define.ts';
import { acceptTask } from './accept-task.ts';
import { createCrime } from './create-crime.ts';
import { createTask } from './create-task.ts';

const collars = (...numbers: readonly (string | undefined)[]): readonly string[] =>
  numbers.flatMap((number) => (number === undefined ? [] : [keys.collar(number)]));

/** Stand-in for the crime system. Reports are seen by their area and the officer in the case, tasks by their owner and who set them. */
export const crime = defineSystem('crime', {
  kinds: {
    crime: { accessKeys: ({ place, officerInCase }) => [keys.area(place.area), ...collars(officerInCase)] },
    task: { accessKeys: ({ owner, setByCollar }) => collars(owner, setByCollar) },
    offence: { accessKeys: () => [keys.everyone] },
  },
  commands: { 'crime.create': createCrime, 'task.create': createTask, 'task.accept': acceptTask },
});
