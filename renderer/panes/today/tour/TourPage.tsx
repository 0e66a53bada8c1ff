import { ArrowLeft20Regular } from '@fluentui/react-icons/svg/arrow-left';
import { CheckmarkCircle24Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { Clock20Regular } from '@fluentui/react-icons/svg/clock';
import { draftKeyOf } from '../../../../contracts/domain/draft-key.ts';
import type { TodayView } from '../../../../contracts/ipc/today.ts';
import { serialOf, wordOf } from '../../../format/text.ts';
import { clock, dayClock, durationLong } from '../../../format/time.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import { Empty } from '../../../ui/State.tsx';
import { AskState } from '../../../workspace/AskState.tsx';
import type { LocationOf } from '../../../workspace/location.ts';
import { useOpenForm } from '../../../workspace/useOpenForm.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import type { HandOver } from '../location.ts';
import s from '../today.module.css';
import { HandOverSheet } from './HandOverSheet.tsx';
import { OpenPart, OpenRow } from './parts.tsx';
import { countOpen, isHandedOver } from './stillOpen.ts';
import { type TourEnd, tourEnd } from './tourEnding.ts';
import { useStillOpen } from './useStillOpen.ts';

const w = strings.tour;

/** What is still open at the end of a tour, each with who has it next; what is not handed over is kept. */
export const TourPage = ({ location }: { readonly location: LocationOf<'today'> }) => (
  <AskState
    ask={useWorkspace().today}
    words={strings.errors.codes}
    where="today.view"
    loading={strings.today.loading}
    pane={strings.tour.title}
  >
    {(view) => <Shown view={view} handOver={location.handOver} />}
  </AskState>
);

const Shown = ({ view, handOver }: { readonly view: TodayView; readonly handOver: HandOver | undefined }) => {
  const { go, openDraft, showUnsent } = useWorkspace();
  const openForm = useOpenForm();
  const now = useNow();
  const open = useStillOpen(view);
  const { logs, tasks, returned, missing, begun, briefing, review, unsent } = open;
  const tour = tourEnd(view.shift, now);
  const give = (of: HandOver['of'], about: string): void =>
    go({ pane: 'today', view: 'tour', handOver: { of, about, draft: draftKeyOf('tour.handOver', about) } });
  return (
    <ScrollRegion className={s.page} label={w.title} region>
      <header className={s.head}>
        <h1>{w.title}</h1>
        <p>{inWords(tour)}</p>
      </header>
      <div className={s.parts}>
        <div>
          <Button icon={<ArrowLeft20Regular />} onClick={() => go({ pane: 'today' })}>
            {w.back}
          </Button>
        </div>
        {tour !== undefined && tour.leftMs < 0 && (
          <OpenPart title={w.overtime.title} lead={w.overtime.lead}>
            <Button icon={<Clock20Regular />} onClick={() => openForm('overtime.claim')}>
              {w.overtime.claim}
            </Button>
          </OpenPart>
        )}
        {countOpen(open) === 0 && <Empty icon={<CheckmarkCircle24Regular />} title={w.none} lead={w.noneLead} />}
        {logs.length > 0 && (
          <OpenPart title={w.logs(logs.length)}>
            {logs.map((log) => (
              <OpenRow
                key={log.id}
                what={`${serialOf(log.id)} ${log.title}`}
                where={log.place}
                open={() => go({ pane: 'storm', id: log.id })}
                chip={isHandedOver(log) ? w.handedOver : undefined}
                handOver={() => give('log', log.id)}
              />
            ))}
          </OpenPart>
        )}
        {tasks.length > 0 && (
          <OpenPart title={w.tasks(tasks.length)}>
            {tasks.map(({ id, title, dueAt, state }) => (
              <OpenRow
                key={id}
                what={title}
                where={dayClock(dueAt, now)}
                open={() => go({ pane: 'crime', scope: 'tasks', id })}
                chip={wordOf(strings.crime.task.states, state)}
                handOver={() => give('task', id)}
              />
            ))}
          </OpenPart>
        )}
        {missing.length > 0 && (
          <OpenPart title={w.missing(missing.length)}>
            {missing.map(({ id, name, age, lastSeen, state }) => (
              <OpenRow
                key={id}
                what={strings.missing.named(name, age)}
                where={lastSeen.text}
                open={() => go({ pane: 'missing', id, state: state === 'found' ? 'found' : 'missing' })}
                handOver={() => go({ pane: 'missing', id, state: state === 'found' ? 'found' : 'missing', action: { kind: 'handOver' } })}
              />
            ))}
          </OpenPart>
        )}
        {returned.length > 0 && (
          <OpenPart title={w.returned(returned.length)}>
            {returned.map(({ id, title, by, text }) => (
              <OpenRow key={id} what={title} where={strings.today.waits.returnedBy(by, text)} open={() => go({ pane: 'crime', id })} />
            ))}
          </OpenPart>
        )}
        {begun.length > 0 && (
          <OpenPart title={w.begun(begun.length)}>
            {begun.map((draft) => (
              <OpenRow
                key={draft.key}
                what={draft.title || strings.drafts.untitled}
                where={dayClock(draft.at, now)}
                open={() => openDraft(draft)}
              />
            ))}
          </OpenPart>
        )}
        {briefing.length > 0 && (
          <OpenPart title={w.briefing(briefing.length)}>
            {briefing.map(({ id, title, why }) => (
              <OpenRow key={id} what={title} where={why} open={() => go({ pane: 'today', view: 'briefing', id })} />
            ))}
          </OpenPart>
        )}
        {review > 0 && (
          <OpenPart title={w.review(review)}>
            <OpenRow what={w.reviewLead} where="" open={() => go('team')} />
          </OpenPart>
        )}
        {unsent > 0 && (
          <OpenPart title={w.unsent(unsent)} lead={w.unsentLead}>
            <Button onClick={showUnsent}>{w.unsentOpen}</Button>
          </OpenPart>
        )}
        <p className={s.foot}>{w.kept}</p>
      </div>
      {handOver !== undefined && <HandOverSheet key={handOver.draft} {...handOver} open={open} />}
    </ScrollRegion>
  );
};

const inWords = (tour: TourEnd | undefined): string => {
  if (tour === undefined) return w.off;
  const { duty, end, leftMs } = tour;
  const title = strings.today.shift.title(duty.label);
  return (leftMs > 0 ? w.ends : w.ended)(title, clock(end), durationLong(Math.abs(leftMs)));
};
