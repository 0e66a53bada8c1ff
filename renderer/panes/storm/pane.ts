import { Alert24Filled, Alert24Regular } from '@fluentui/react-icons/svg/alert';
import type { IncidentScope } from '../../../contracts/domain/incident-list.ts';
import { isProvisional } from '../../../contracts/domain/provisional.ts';
import { strings } from '../../strings/index.ts';
import { type Badge, type BegunForm, definePane } from '../../workspace/pane.tsx';
import type { Workspace } from '../../workspace/workspace.ts';
import { actionOf, type OpenAction } from './actions/kinds.ts';
import type { LogFilter } from './filter.ts';
import { Storm } from './Storm.tsx';

declare module '../../workspace/location.ts' {
  interface PaneLocations {
    /** `write` puts the cursor in the box for an update; `draft` is the key of the draft in it, where that is another than the log's own. */
    readonly storm: {
      readonly id?: string | undefined;
      readonly scope?: IncidentScope | undefined;
      /** What the list is narrowed down by, while the pane is left for another. */
      readonly filter?: LogFilter | undefined;
      readonly write?: boolean | undefined;
      readonly draft?: string | undefined;
      /** By which of its views the log is open (views.ts); its lines where it says nothing. */
      readonly view?: string | undefined;
      /** The provisional id by which the log was opened, and HQ has numbered it since: its page stays the same page. */
      readonly was?: string | undefined;
      /** A form that is open on the log. */
      readonly action?: OpenAction | undefined;
      /** The form of a new log, in place of the list. */
      readonly form?: BegunForm | undefined;
    };
  }
}

const { badge: w } = strings.storm;

/** How many logs are the officer's; a new job, an alert or lines that the officer has not seen stand in place of the number. */
const badge = ({ today: { state }, alerts: { alerts } }: Workspace): Badge | undefined => {
  const logs = state.kind === 'ready' && state.value.storm.known ? state.value.storm.value.logs : [];
  const changed = logs.filter((log) => log.newLines > 0).length;
  const open = w.logs(logs.length);
  const untold = alerts.filter(({ sending }) => sending === undefined);
  const jobs = untold.filter(({ job }) => job).length;
  if (jobs > 0) return { shown: w.job, said: `${open}, ${w.jobs(jobs)}`, urgent: true };
  if (untold.length > 0) return { shown: w.alert, said: `${open}, ${w.alerts(untold.length)}`, urgent: true };
  if (changed > 0) return { shown: w.new, said: `${open}, ${w.newLines(changed)}`, urgent: true };
  return logs.length === 0 ? undefined : { shown: logs.length, said: open };
};

export const storm = definePane({
  name: 'storm',
  icon: [Alert24Regular, Alert24Filled],
  title: strings.app.panes.storm,
  badge,
  system: 'storm',
  finds: ['incident'],
  // A unit's call sign is Storm's too, and no log's.
  locate: (id) => (id !== undefined && (/^[A-Z]{2}-/.test(id) || isProvisional(id)) ? { pane: 'storm', id } : { pane: 'storm' }),
  form(kind, { draft, about, mend }) {
    if (kind === 'incident.addLine') return { pane: 'storm', id: about, write: true, draft };
    if (kind === 'incident.create') return { pane: 'storm', form: { draft, mend } };
    const action = actionOf(kind);
    return action === undefined ? undefined : { pane: 'storm', id: about, action: { kind: action, draft, mend } };
  },
  component: Storm,
});
