import type { DraftRow } from '../../../../contracts/ipc/drafts.ts';
import type { TodayView } from '../../../../contracts/ipc/today.ts';
import { HAND_OVER_LINE } from '../../../strings/en/tour.ts';

type Known<Part> = Part extends { readonly known: true; readonly value: infer Value } ? Value : never;
type Logs = Known<TodayView['storm']>['logs'];

/** What an officer leaves open. Each thing stands in one of them. */
export interface StillOpen {
  readonly logs: Logs;
  readonly tasks: Known<TodayView['tasks']>;
  readonly returned: Known<TodayView['returned']>;
  readonly missing: Known<TodayView['missing']>['near'];
  readonly begun: readonly DraftRow[];
  readonly briefing: Known<TodayView['briefing']>;
  /** For a supervisor: how many reports, tasks and late reviews wait. */
  readonly review: number;
  readonly unsent: number;
}

/** As far as it is known: what has not come to this laptop is not said to be none, its panes say so. */
export const stillOpen = (view: TodayView, drafts: readonly DraftRow[], unsent: number): StillOpen => {
  const { storm, tasks, returned, missing, briefing, review } = view;
  const late = missing.known ? missing.value.late.length : 0;
  return {
    logs: storm.known ? storm.value.logs : [],
    tasks: tasks.known ? tasks.value : [],
    returned: returned.known ? returned.value : [],
    missing: missing.known ? [...missing.value.near, ...missing.value.toCheck].filter(({ mine }) => mine) : [],
    begun: drafts,
    briefing: briefing.known ? briefing.value.filter(({ mine }) => mine === 0) : [],
    review: (review.known ? review.value.reports.length + review.value.tasks : 0) + late,
    unsent,
  };
};

export const countOpen = ({ logs, tasks, returned, missing, begun, briefing, review, unsent }: StillOpen): number =>
  logs.filter((log) => !isHandedOver(log)).length +
  [tasks, returned, missing, begun, briefing].reduce((sum, { length }) => sum + length, 0) +
  (review > 0 ? 1 : 0) +
  (unsent > 0 ? 1 : 0);

/** The last that stands on the log says to whom it goes. */
export const isHandedOver = ({ lastLine }: Logs[number]): boolean => lastLine !== undefined && HAND_OVER_LINE.test(lastLine.text);
