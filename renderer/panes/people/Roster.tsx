import { ArrowSwap20Regular } from '@fluentui/react-icons/svg/arrow-swap';
import { CalendarAdd20Regular } from '@fluentui/react-icons/svg/calendar-add';
import { ChevronLeft20Regular } from '@fluentui/react-icons/svg/chevron-left';
import { ChevronRight20Regular } from '@fluentui/react-icons/svg/chevron-right';
import { Clock20Regular } from '@fluentui/react-icons/svg/clock';
import { PersonEdit20Regular } from '@fluentui/react-icons/svg/person-edit';
import { Receipt20Regular } from '@fluentui/react-icons/svg/receipt';
import { Stethoscope20Regular } from '@fluentui/react-icons/svg/stethoscope';
import { type ReactNode, useState } from 'react';
import type { Duty } from '../../../contracts/domain/duty.ts';
import { addDays, calendarDay, forceDay } from '../../../contracts/domain/force-calendar.ts';
import { api } from '../../api.ts';
import { dayRange, mondayOf, monthOf, shortDay } from '../../format/time.ts';
import { useFetched } from '../../hooks/useAsk.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { AskState, useStale } from '../../workspace/AskState.tsx';
import type { LocationOf } from '../../workspace/location.ts';
import { useOpenForm } from '../../workspace/useOpenForm.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import { Balances } from './Balances.tsx';
import { Cancelled, ChangesTold } from './ChangesTold.tsx';
import { SickNow } from './hr/sickness/SickNow.tsx';
import type { RequestFormKind } from './location.ts';
import { Month, MonthCounts, monthDays } from './Month.tsx';
import s from './people.module.css';
import { Team } from './Team.tsx';
import { Week } from './Week.tsx';

const w = strings.people;
const spans = ['week', 'month'] as const;
type Span = (typeof spans)[number];
type Where = LocationOf<'people'>;

/** What the roster desk changed and the officer has not seen is told once, with all the rest of it. */
const isSeen = ({ changed }: Duty): boolean => changed === undefined || changed.seenAt !== undefined;

/** The days that are shown, `steps` weeks or months from today's. */
const shownDays = (span: Span, today: string, steps: number) => {
  if (span === 'week') {
    const from = addDays(mondayOf(today), steps * 7);
    const to = addDays(from, 6);
    return { from, to, month: today.slice(0, 7), title: dayRange(from, to, today) };
  }
  const [year = 0, month = 0] = today.split('-').map(Number);
  const on = new Date(Date.UTC(year, month - 1 + steps, 15)).toISOString().slice(0, 7);
  return { ...monthDays(on), month: on, title: monthOf(on) };
};

/** A week of my roster as drawn from 07:00 to 07:00, or a month of it; what I have left, and my team. */
export const Roster = ({ seg, location }: { readonly seg: ReactNode; readonly location: Where }) => {
  const { officer, go } = useWorkspace();
  const openForm = useOpenForm();
  const open = (kind: RequestFormKind): void => openForm(kind, undefined, location);
  const today = forceDay(useNow());
  const span: Span = location.span ?? 'week';
  const [steps, setSteps] = useState(0);
  const { from, to, month, title } = shownDays(span, today, steps);
  const ask = useFetched(['people.roster', from, to], () => api.people.roster({ from, to }), { topics: ['people'] });
  const roster = ask.state.kind === 'ready' ? ask.state.value : undefined;
  const published = roster?.duties
    .map((duty) => duty.publishedAt)
    .toSorted()
    .at(-1);
  const stale = useStale(roster?.asOf);

  return (
    <div className={s.page}>
      <ScrollRegion className={s.main} label={w.roster} region>
        <div className={s.segs}>
          {seg}
          <SegmentedControl
            label={w.spans.label}
            items={spans.map((id) => ({ id, label: w.spans[id] }))}
            on={span}
            choose={(next) => {
              setSteps(0);
              go({ ...location, span: next === 'week' ? undefined : next });
            }}
          />
        </div>
        <header className={s.head}>
          <h1>
            {title}
            <small>
              {[
                `${officer.team}.`,
                published === undefined ? undefined : w.published(shortDay(calendarDay(new Date(published)))),
                stale === undefined ? undefined : `${stale}.`,
              ]
                .filter(Boolean)
                .join(' ')}
            </small>
          </h1>
          <Button icon={<ChevronLeft20Regular />} aria-label={w.before[span]} onClick={() => setSteps(steps - 1)} />
          <Button disabledFocusable={steps === 0} onClick={() => setSteps(0)}>
            {w.now[span]}
          </Button>
          <Button icon={<ChevronRight20Regular />} aria-label={w.after[span]} onClick={() => setSteps(steps + 1)} />
        </header>
        <AskState ask={ask} words={strings.errors.codes} where="people.roster" loading={w.loading}>
          {({ duties }) =>
            span === 'week' ? <Week from={from} today={today} duties={duties} /> : <Month month={month} today={today} duties={duties} />
          }
        </AskState>
      </ScrollRegion>
      <ScrollRegion className={s.side} label={w.side} region>
        <SickNow back={location} />
        <ChangesTold />
        {span === 'week' ? (
          roster?.duties.filter(isSeen).map((duty) => <Cancelled key={duty.id} duty={duty} />)
        ) : (
          <MonthCounts month={month} duties={roster?.duties ?? []} />
        )}
        <Balances state={ask.state} />
        <div className={s.ask}>
          <Button appearance="primary" icon={<CalendarAdd20Regular />} onClick={() => open('leave.request')}>
            {strings.hr.leave.ask}
          </Button>
          <Button icon={<Clock20Regular />} onClick={() => open('overtime.claim')}>
            {strings.hr.overtime.claim}
          </Button>
          <Button icon={<Receipt20Regular />} onClick={() => open('expense.claim')}>
            {strings.hr.expense.title}
          </Button>
          <Button icon={<ArrowSwap20Regular />} onClick={() => open('swap.ask')}>
            {strings.hr.swap.title}
          </Button>
          <Button icon={<Stethoscope20Regular />} onClick={() => open('sickness.report')}>
            {strings.hr.sickness.reportTitle}
          </Button>
          <Button icon={<PersonEdit20Regular />} onClick={() => open('details.change')}>
            {strings.hr.details.title}
          </Button>
        </div>
        <Team />
      </ScrollRegion>
    </div>
  );
};
