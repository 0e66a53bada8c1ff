import { BookOpen20Regular } from '@fluentui/react-icons/svg/book-open';
import { Gavel20Regular } from '@fluentui/react-icons/svg/gavel';
import { Shield20Filled } from '@fluentui/react-icons/svg/shield';
import { Stethoscope20Regular } from '@fluentui/react-icons/svg/stethoscope';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import { WeatherSunny20Regular } from '@fluentui/react-icons/svg/weather-sunny';
import type { CSSProperties, ReactNode } from 'react';
import type { Duty } from '../../../contracts/domain/duty.ts';
import { addDays } from '../../../contracts/domain/force-calendar.ts';
import { isShortNotice } from '../../../contracts/domain/regulation.ts';
import { classes, known, wordOf } from '../../format/text.ts';
import { clock, minutesOfForceDay, shortDay, weekday } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import { isCancelled } from './dutyMark.ts';
import s from './week.module.css';

const hours = ['07:00', '10:00', '13:00', '16:00', '19:00', '22:00', '01:00', '04:00'];
const dayMinutes = 1440;
/** A bar narrower than this share of the day cannot hold its words. */
const narrowest = 0.2;

type Look = 'duty' | 'court' | 'rest';
const looks: Readonly<Record<string, readonly [Look, ReactNode]> & { duty: readonly [Look, ReactNode] }> = {
  duty: ['duty', <Shield20Filled key="duty" />],
  court: ['court', <Gavel20Regular key="court" />],
  course: ['court', <BookOpen20Regular key="course" />],
  restDay: ['rest', <WeatherSunny20Regular key="rest" />],
  restDayInLieu: ['rest', <WeatherSunny20Regular key="lieu" />],
  annualLeave: ['rest', <WeatherSunny20Regular key="leave" />],
  publicHoliday: ['rest', <WeatherSunny20Regular key="holiday" />],
  toil: ['rest', <WeatherSunny20Regular key="toil" />],
  sick: ['rest', <Stethoscope20Regular key="sick" />],
};

const Bar = ({ duty }: { readonly duty: Duty }) => {
  const [look, icon] = known(looks, duty.kind) ?? looks.duty;
  const cancelled = isCancelled(duty);
  const kind = wordOf(strings.people.kinds, duty.kind);
  const from = duty.start === undefined ? 0 : minutesOfForceDay(duty.start, duty.day);
  const to = duty.end === undefined ? dayMinutes : minutesOfForceDay(duty.end, duty.day);
  const width = Math.max(narrowest, (to - from) / dayMinutes);
  const left = Math.min(from / dayMinutes, 1 - width);
  const label =
    duty.kind === 'court' || duty.kind === 'course' ? (duty.label.startsWith(kind) ? duty.label : `${kind}, ${duty.label}`) : duty.label;
  const under = cancelled ? strings.people.cancelled : duty.kind === 'duty' || look === 'court' ? label : kind;
  return (
    <div
      className={classes(s.bar, s[cancelled ? 'extra' : look])}
      style={{ '--left': `${left * 100}%`, '--width': `${width * 100}%` } as CSSProperties}
    >
      {cancelled ? <Warning20Filled /> : icon}
      {duty.start !== undefined && duty.end !== undefined ? (
        <span>
          {strings.people.to(clock(duty.start), clock(duty.end))}
          <small>{under}</small>
        </span>
      ) : (
        <span>{kind}</span>
      )}
    </div>
  );
};

/** Hours of duty in a week, and those of them worked on a rest day cancelled at short notice. */
const hoursOf = (duties: readonly Duty[]): readonly [all: number, half: number] => {
  let all = 0;
  let half = 0;
  for (const duty of duties) {
    if (duty.start === undefined || duty.end === undefined) continue;
    const length = Date.parse(duty.end) - Date.parse(duty.start);
    all += length;
    if (duty.restDayCancelled !== undefined && isShortNotice(duty.restDayCancelled.toldAt, duty.day)) half += length;
  }
  return [all, half];
};

/** Seven lanes, one a force day, each from 07:00 to 07:00. */
export const Week = ({ from, today, duties }: { readonly from: string; readonly today: string; readonly duties: readonly Duty[] }) => {
  const days = Array.from({ length: 7 }, (_, index) => addDays(from, index));
  const [all, half] = hoursOf(duties);
  return (
    <>
      <div className={s.axis} aria-hidden>
        <span />
        <div className={s.hours}>
          {hours.map((hour) => (
            <span key={hour}>{hour}</span>
          ))}
        </div>
      </div>
      <ol>
        {days.map((day) => {
          const here = duties.filter((duty) => duty.day === day);
          return (
            <li key={day} className={classes(s.day, day === today && s.today)} aria-current={day === today ? 'date' : undefined}>
              <div className={s.date}>
                {weekday(day)}
                <small>{day === today ? strings.people.today(shortDay(day)) : shortDay(day)}</small>
              </div>
              <div className={s.lane}>
                {here.length === 0 && <span className={s.nothing}>{strings.people.nothing}</span>}
                {here.map((duty) => (
                  <Bar key={duty.id} duty={duty} />
                ))}
              </div>
            </li>
          );
        })}
      </ol>
      <p className={s.legend}>
        <span>{strings.people.forceDay}</span>
        {all > 0 && <span>{strings.people.hours(hoursInWords(all), half > 0 ? hoursInWords(half) : undefined)}</span>}
      </p>
    </>
  );
};

const hourMs = 60 * 60 * 1000;
/** A week's work is said in hours, never in days. */
const hoursInWords = (milliseconds: number): string =>
  milliseconds % hourMs === 0
    ? `${milliseconds / hourMs} hours`
    : `${Math.floor(milliseconds / hourMs)} h ${Math.round((milliseconds % hourMs) / 60_000)} min`;
