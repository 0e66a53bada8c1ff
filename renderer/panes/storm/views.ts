import type { ReactNode } from 'react';
import type { ShownIncident } from '../../../contracts/ipc/storm.ts';
import { strings } from '../../strings/index.ts';
import type { ActionKind } from './actions/kinds.ts';
import { History } from './history/History.tsx';
import { LogLines } from './LogLines.tsx';
import { mapView } from './map/view.ts';

/** What a view of a log is given. Most need the log alone. */
export interface LogViewProps {
  readonly log: ShownIncident;
  /** The newest line that the officer had seen when the log was opened, by its time. */
  readonly newAfter?: string | undefined;
  /** The cursor goes into the box for an update. */
  readonly write?: boolean | undefined;
  /** The key of the draft in that box, where it is another than the log's own. */
  readonly draft?: string | undefined;
  /** Opens a form on the log. */
  readonly act?: (kind: ActionKind) => void;
}

/** One way to look at a log: a tab in its heading, and what is under it. */
export interface LogView {
  readonly id: string;
  readonly title: string;
  /** The key that opens it, as the tab and the sheet of keys name it: "Alt+M". Alt and one letter. */
  readonly keys?: string;
  readonly component: (props: LogViewProps) => ReactNode;
}

/** The views of a log in the order of their tabs; the first is the one that a log opens with. */
export const logViews: readonly [LogView, ...LogView[]] = [
  { id: 'log', title: strings.storm.views.log, component: LogLines },
  mapView,
  { id: 'history', title: strings.storm.views.history, keys: 'Alt+H', component: History },
];
