import type { TodayView } from '../../../contracts/ipc/today.ts';
import { useDesk } from '../../app/desk.ts';
import { clock, durationLong, shortDay, weekday } from '../../format/time.ts';
import { words } from '../../words/index.ts';
import s from './shift.module.css';

const { shift } = words.today;
type Duty = NonNullable<TodayView['duty']>;

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
  const { officer } = useDesk();
  const { duty, supervisor } = view;
  const crew = view.crew.filter((member) => member.staffId !== officer.staffId);
  const title = duty === undefined ? shift.off : duty.kind === 'duty' ? shift.title(duty.label) : words.people.kinds[duty.kind];
  return (
    <section className={s.shift} aria-label={title}>
      <h2>{title}</h2>
      {duty?.start !== undefined && duty.end !== undefined && <Progress start={duty.start} end={duty.end} now={now} />}
      <dl className={s.facts}>
        <dt>{shift.callSign}</dt>
        <dd>{view.unit?.callSign ?? officer.callSign ?? shift.noUnit}</dd>
        {view.unit !== undefined && (
          <>
            <dt>{shift.with}</dt>
            <dd>{crew.length === 0 ? shift.alone : crew.map((member) => `${member.collarNumber} ${member.name}`).join(', ')}</dd>
          </>
        )}
        {supervisor !== undefined && (
          <>
            <dt>{shift.sergeant}</dt>
            <dd>
              {supervisor.collarNumber} {supervisor.name}
            </dd>
          </>
        )}
        <dt>{shift.next}</dt>
        <dd>{nextWords(view.nextDuty)}</dd>
      </dl>
    </section>
  );
};
