import { calendarDay } from '../../../contracts/domain/force-calendar.ts';
import type { TodayView } from '../../../contracts/ipc/today.ts';
import { clock, longDay } from '../../format/time.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import { AskState, useStale } from '../../workspace/AskState.tsx';
import type { LocationOf } from '../../workspace/location.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import { Begun } from './Begun.tsx';
import { Briefing } from './briefing/Briefing.tsx';
import { BriefingPanel } from './briefing/BriefingPanel.tsx';
import { OpenedForm } from './briefing/OpenedForm.tsx';
import { CurrentIncident } from './CurrentIncident.tsx';
import { LogsPanel } from './LogsPanel.tsx';
import { MailPanel } from './MailPanel.tsx';
import { MissingPanel } from './MissingPanel.tsx';
import { Shift } from './Shift.tsx';
import { Tasks } from './Tasks.tsx';
import { Told } from './Told.tsx';
import s from './today.module.css';
import { TourPage } from './tour/TourPage.tsx';
import { TourPanel } from './tour/TourPanel.tsx';
import { Waits } from './Waits.tsx';

const Day = ({ view }: { readonly view: TodayView }) => {
  const now = useNow();
  const overdue = view.tasks.known ? view.tasks.value.filter((task) => Date.parse(task.dueAt) < now.getTime()).length : 0;
  const logs = view.storm.known ? view.storm.value.logs : undefined;
  const hand = view.storm.known ? view.storm.value.hand?.id : undefined;
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
        <Told told={view.told} now={now} />
        <LogsPanel logs={logs?.filter(({ id }) => id !== hand) ?? []} now={now} />
      </div>
      <div className={s.side}>
        <TourPanel view={view} now={now} />
        <Shift view={view} now={now} />
        <BriefingPanel briefing={view.briefing} />
        <MailPanel unread={view.mail} now={now} />
      </div>
    </div>
  );
};

/** The day, its briefing, its end, or the form of an item of that. */
export const Today = ({ location }: { readonly location: LocationOf<'today'> }) => {
  if (location.form !== undefined) return <OpenedForm key={location.form.draft} form={location.form} />;
  switch (location.view) {
    case 'briefing':
      return <Briefing location={location} />;
    case 'tour':
      return <TourPage location={location} />;
    case undefined:
      return <DayAtAGlance />;
  }
};

/** The log in hand, what is due, the shift, unread mail. */
const DayAtAGlance = () => (
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
