import { Fragment } from 'react';
import type { TodayView } from '../../../contracts/ipc/today.ts';
import { wordOf } from '../../format/text.ts';
import { clock, durationLong, shortDay, weekday } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { UnfetchedLine } from '../../workspace/AskState.tsx';
import { OfficerLink } from '../../workspace/OfficerLink.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import s from './shift.module.css';
import { tourEnding } from './tour/tourEnding.ts';

const { shift } = strings.today;
type Known = Extract<TodayView['shift'], { readonly known: true }>['value'];
type Duty = NonNullable<Known['duty']>;

const Progress = ({ start, end, now }: { readonly start: string; readonly end: string; readonly now: Date }) => {
  const from = Date.parse(start);
  const to = Date.parse(end);
  const at = now.getTime();
  const gone = Math.min(to - from, Math.max(0, at - from));
  const middle = at < from ? shift.begins(durationLong(from - at)) : at > to ? shift.over : shift.toGo(durationLong(to - at));
  return (
    <>
      <div className={s.track} role="img" aria-label={shift.gone(durationLong(gone), durationLong(to - from))}>
        <i style={{ width: `${(100 * gone) / (to - from)}%` }} />
      </div>
      <p className={s.ends}>
        <b>{clock(start)}</b>
        <span>{middle}</span>
        <b>{clock(end)}</b>
      </p>
    </>
  );
};

const nextWords = (duty: Duty | undefined): string => {
  if (duty === undefined) return shift.nextNone;
  const day = `${weekday(duty.day)} ${shortDay(duty.day)}`;
  return duty.start === undefined ? `${duty.label}, ${day}` : `${duty.label}, ${day} ${clock(duty.start)}`;
};

/** The duty now: how much is left, the call sign, the crew, the sergeant, and what comes next. */
export const Shift = ({ view, now }: { readonly view: TodayView; readonly now: Date }) => {
  const { go } = useWorkspace();
  const known = view.shift.known ? view.shift.value : undefined;
  const duty = known?.duty;
  const title = known === undefined ? shift.untold : duty === undefined ? shift.off : titleOf(duty);
  return (
    <section className={s.shift} aria-label={title}>
      <h2>{title}</h2>
      {duty?.start !== undefined && duty.end !== undefined && <Progress start={duty.start} end={duty.end} now={now} />}
      <dl className={s.facts}>
        <Unit view={view} />
        {known?.supervisor !== undefined && (
          <>
            <dt>{shift.sergeant}</dt>
            <dd>
              <OfficerLink id={known.supervisor.staffId}>
                {known.supervisor.collarNumber} {known.supervisor.name}
              </OfficerLink>
            </dd>
          </>
        )}
        {known !== undefined && (
          <>
            <dt>{shift.next}</dt>
            <dd>{nextWords(known.nextDuty)}</dd>
          </>
        )}
      </dl>
      {known === undefined && <UnfetchedLine className={s.untold} />}
      {duty?.end !== undefined && tourEnding(view.shift, now) === undefined && (
        <Button className={s.end ?? ''} appearance="transparent" onClick={() => go({ pane: 'today', view: 'tour' })}>
          {strings.tour.open}
        </Button>
      )}
    </section>
  );
};

const titleOf = (duty: Duty): string => (duty.kind === 'duty' ? shift.title(duty.label) : wordOf(strings.people.kinds, duty.kind));

/** The call sign and who else is on it, as far as they are known. */
const Unit = ({ view }: { readonly view: TodayView }) => {
  const { officer } = useWorkspace();
  const unit = view.storm.known ? view.storm.value.unit : undefined;
  const callSign = unit?.callSign ?? officer.callSign ?? (view.storm.known ? shift.noUnit : undefined);
  const crew = view.crew.known ? view.crew.value.filter((member) => member.staffId !== officer.staffId) : undefined;
  return (
    <>
      {callSign !== undefined && (
        <>
          <dt>{shift.callSign}</dt>
          <dd>{callSign}</dd>
        </>
      )}
      {unit !== undefined && crew !== undefined && (
        <>
          <dt>{shift.with}</dt>
          <dd>
            {crew.length === 0
              ? shift.alone
              : crew.map(({ staffId, collarNumber, name }, index) => (
                  <Fragment key={staffId}>
                    {index > 0 && ', '}
                    <OfficerLink id={staffId}>
                      {collarNumber} {name}
                    </OfficerLink>
                  </Fragment>
                ))}
          </dd>
        </>
      )}
    </>
  );
};
