import { ChevronLeft20Regular } from '@fluentui/react-icons/svg/chevron-left';
import { ChevronRight20Regular } from '@fluentui/react-icons/svg/chevron-right';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import { type ReactNode, useState } from 'react';
import type { Duty } from '../../../contracts/domain/duty.ts';
import { addDays, calendarDay, forceDay } from '../../../contracts/domain/force-calendar.ts';
import { isShortNotice, noticeDays } from '../../../contracts/domain/regulation.ts';
import { api } from '../../api.ts';
import { dayRange, mondayOf, shortDay, weekday } from '../../format/time.ts';
import { useFetched } from '../../hooks/useAsk.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { AskState, useStale } from '../../workspace/AskState.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { Balances } from './Balances.tsx';
import s from './people.module.css';
import { Team } from './Team.tsx';
import { Week } from './Week.tsx';

const Cancelled = ({ duty }: { readonly duty: Duty }) => {
  if (duty.restDayCancelled === undefined) return null;
  const { reason, toldAt } = duty.restDayCancelled;
  return (
    <section className={s.told}>
      <h2>
        <Warning20Filled />
        {strings.people.told.head(`${weekday(duty.day)} ${shortDay(duty.day)}`)}
      </h2>
      <p>{strings.people.told.text(reason, noticeDays(toldAt, duty.day), isShortNotice(toldAt, duty.day))}</p>
    </section>
  );
};

/** The week of my roster as drawn from 07:00 to 07:00, what I have left, and my team. */
export const Roster = ({ seg }: { readonly seg: ReactNode }) => {
  const { officer } = useWorkspace();
  const now = useNow();
  const today = forceDay(now);
  const [weeks, setWeeks] = useState(0);
  const from = addDays(mondayOf(today), weeks * 7);
  const to = addDays(from, 6);
  const ask = useFetched(['people.roster', from, to], () => api.people.roster({ from, to }), { topics: ['people'] });
  const roster = ask.state.kind === 'ready' ? ask.state.value : undefined;
  const published = roster?.duties
    .map((duty) => duty.publishedAt)
    .toSorted()
    .at(-1);
  const stale = useStale(roster?.asOf);

  return (
    <div className={s.page}>
      <ScrollRegion className={s.main} label={strings.people.roster} region>
        <div className={s.seg}>{seg}</div>
        <header className={s.head}>
          <h1>
            {dayRange(from, to, today)}
            <small>
              {[
                `${officer.team}.`,
                published === undefined ? undefined : strings.people.published(shortDay(calendarDay(new Date(published)))),
                stale === undefined ? undefined : `${stale}.`,
              ]
                .filter(Boolean)
                .join(' ')}
            </small>
          </h1>
          <Button icon={<ChevronLeft20Regular />} aria-label={strings.people.before} onClick={() => setWeeks(weeks - 1)} />
          <Button disabledFocusable={weeks === 0} onClick={() => setWeeks(0)}>
            {strings.people.thisWeek}
          </Button>
          <Button icon={<ChevronRight20Regular />} aria-label={strings.people.after} onClick={() => setWeeks(weeks + 1)} />
        </header>
        <AskState ask={ask} words={strings.errors.codes} where="people.roster" loading={strings.people.loading}>
          {({ duties }) => <Week from={from} today={today} duties={duties} />}
        </AskState>
      </ScrollRegion>
      <ScrollRegion className={s.side} label={strings.people.side} region>
        {roster?.duties.map((duty) => (
          <Cancelled key={duty.id} duty={duty} />
        ))}
        <Balances state={ask.state} />
        <Team />
      </ScrollRegion>
    </div>
  );
};
