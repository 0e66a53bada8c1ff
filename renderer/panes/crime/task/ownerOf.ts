import type { ShownTask } from '../../../../contracts/ipc/crime.ts';

/** Whose task it is: as colleagues write them where they have done something with it, else by the collar number. */
export const ownerOf = ({ owner, history = [] }: ShownTask): string =>
  history.findLast(({ collarNumber }) => collarNumber === owner)?.by ?? owner;
