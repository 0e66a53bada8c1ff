import type { ShownTask } from '../../../../contracts/ipc/crime.ts';

/** Whose task it is: as colleagues write them where they have done something with it, else by the collar number as `called` has it. */
export const ownerOf = ({ owner, history = [] }: ShownTask, called: (collarNumber: string) => string): string =>
  history.findLast(({ collarNumber }) => collarNumber === owner)?.by ?? called(owner);
