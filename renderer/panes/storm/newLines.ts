import type { ShownIncident } from '../../../contracts/ipc/storm.ts';

type Line = ShownIncident['lines'][number];

/** Lines of others that came after that; none of a log that was never looked at, which is new as a whole. */
export const newLines = (lines: readonly Line[], newAfter: string | undefined): readonly Line[] =>
  newAfter === undefined ? [] : lines.filter((line) => line.at > newAfter && line.sending === undefined && line.own !== true);
