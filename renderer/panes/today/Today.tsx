import { calendarDay } from '../../../contracts/domain/force-calendar.ts';
import type { TodayView } from '../../../contracts/ipc/today.ts';
import { clock, longDay } from '../../format/time.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import { AskState, useStale } from '../../workspace/AskState.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { Begun } from './Begun.tsx';
import { CurrentIncident } from './CurrentIncident.tsx';
import { LogsPanel } from './LogsPanel.tsx';
import { MailPanel } from './MailPanel.tsx';
import { MissingPanel } from './MissingPanel.tsx';
import { Shift } from './Shift.tsx';
import { Tasks } from './Tasks.tsx';
import s from './today.module.css';
import { Waits } from './Waits.tsx';

const Day = ({ view }: { readonly view: TodayView }) => {
  const now = useNow();
  const overdue = view.tasks.known ? view.tasks.value.filter((task) => Date.parse(task.dueAt) < now.getTime()).length : 0;
  const logs = view.storm.known ? view.storm.value.logs : undefined;
  const stale = useStale(view.asOf);
  return (
    <div className={s.page} data-region>
      <header className={s.head}>
        <h1>{longDay(calendarDay(now))}</h1>
        <p>
          {strings.today.summary(clock(now.toISOString()), logs?.length, overdue)}
          {stale !== undefined && `. ${stale}`}
        </p>
      </header>
      <div className={s.main}>
        <CurrentIncident storm={view.storm} now={now} />
        <MissingPanel missing={view.missing} now={now} />
        <Begun now={now} />
        <Waits view={view} now={now} />
        <Tasks view={view} now={now} />
        <LogsPanel logs={logs ?? []} now={now} />
      </div>
      <div className={s.side}>
        <Shift view={view} now={now} />
        <MailPanel unread={view.mail} now={now} />
      </div>
    </div>
  );
};

/** The day at a glance: the log in hand, what is due, the shift, unread mail. */
export const Today = () => (
  <AskState
    ask={useWorkspace().today}
    words={strings.errors.codes}
    where="today.view"
    loading={strings.today.loading}
    pane={strings.app.panes.today}
  >
    {(view) => <Day view={view} />}
  </AskState>
);
