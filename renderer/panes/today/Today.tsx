import type { TodayView } from '../../../contracts/ipc/today.ts';
import { useDesk } from '../../app/desk.ts';
import { clock, dayClock, dayOf, longDay } from '../../format/time.ts';
import { useNow } from '../../hooks/useNow.ts';
import { PaneState } from '../../ui/PaneState.tsx';
import { Failed, Loading } from '../../ui/State.tsx';
import { words } from '../../words/index.ts';
import { Hand } from './Hand.tsx';
import { LogsPanel } from './LogsPanel.tsx';
import { MailPanel } from './MailPanel.tsx';
import { Shift } from './Shift.tsx';
import { Tasks } from './Tasks.tsx';
import s from './today.module.css';

const Day = ({ view }: { readonly view: TodayView }) => {
  const { link } = useDesk();
  const now = useNow();
  const overdue = view.tasks.known ? view.tasks.value.filter((task) => Date.parse(task.dueAt) < now.getTime()).length : 0;
  const logs = view.storm.known ? view.storm.value.logs : undefined;
  const stale = link?.link === 'offline' && view.asOf !== undefined ? `. ${words.app.asOf(dayClock(view.asOf, now))}` : '';
  return (
    <div className={s.page} data-region>
      <header className={s.head}>
        <h1>{longDay(dayOf(now))}</h1>
        <p>
          {words.today.summary(clock(now.toISOString()), logs?.length, overdue)}
          {stale}
        </p>
      </header>
      <div className={s.main}>
        <Hand storm={view.storm} now={now} />
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
export const Today = () => {
  const { state, again } = useDesk().today;
  switch (state.kind) {
    case 'loading':
      return (
        <PaneState title={words.app.panes.today}>
          <Loading label={words.today.loading} />
        </PaneState>
      );
    case 'failed':
      return (
        <PaneState title={words.app.panes.today}>
          <Failed code={state.code} where="today.view" again={again} />
        </PaneState>
      );
    case 'ready':
      return <Day view={state.value} />;
  }
};
