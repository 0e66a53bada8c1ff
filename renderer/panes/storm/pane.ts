import { Alert24Filled, Alert24Regular } from '@fluentui/react-icons/svg/alert';
import { strings } from '../../strings/index.ts';
import { type Badge, definePane } from '../../workspace/pane.tsx';
import type { Workspace } from '../../workspace/workspace.ts';
import { locateStorm, rememberStorm, stormFormLocation } from './location.ts';
import { Storm } from './Storm.tsx';

const { badge: w } = strings.storm;

/** How many logs are the officer's; a new job, an alert or lines that the officer has not seen stand in place of the number. */
const badge = ({ today: { state }, alerts: { alerts } }: Workspace): Badge | undefined => {
  const logs = state.kind === 'ready' && state.value.storm.known ? state.value.storm.value.logs : [];
  const changed = logs.filter((log) => log.newLines > 0).length;
  const open = w.logs(logs.length);
  const untold = alerts.filter((alert) => alert.about === 'log' && alert.sending === undefined && alert.missed === undefined);
  const jobs = untold.filter((alert) => alert.about === 'log' && alert.job).length;
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
  systems: ['storm'],
  finds: ['incident'],
  locate: locateStorm,
  remember: rememberStorm,
  form: stormFormLocation,
  component: Storm,
});
