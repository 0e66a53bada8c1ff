import type { Duty } from '../../../contracts/domain/duty.ts';
import { addDays } from '../../../contracts/domain/force-calendar.ts';
import { classes, wordOf } from '../../format/text.ts';
import { clock, mondayOf, monthOf, shortDay } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import { type DutyLook, dutyMark, isCancelled, lookOf } from './dutyMark.ts';
import s from './month.module.css';

const w = strings.people;
const WEEK = 7;

/** First and last day of the weeks that a month is in. */
export const monthDays = (month: string): { readonly from: string; readonly to: string } => {
  const from = mondayOf(`${month}-01`);
  const last = addDays(`${addDays(`${month}-28`, 4).slice(0, 7)}-01`, -1);
  return { from, to: addDays(mondayOf(last), WEEK - 1) };
};

/** A month of the roster, a week a row. `month`: "2026-11". */
export const Month = ({ month, today, duties }: { readonly month: string; readonly today: string; readonly duties: readonly Duty[] }) => {
  const { from, to } = monthDays(month);
  const weeks: string[] = [];
  for (let monday = from; monday <= to; monday = addDays(monday, WEEK)) weeks.push(monday);
  return (
    <table className={s.month}>
      <thead>
        <tr>
          {w.weekdays.map((name) => (
            <th key={name} scope="col" aria-label={name}>
              {name.slice(0, 3)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((monday) => (
          <tr key={monday}>
            {Array.from({ length: WEEK }, (_, n) => addDays(monday, n)).map((day) => (
              <td
                key={day}
                className={classes(day.slice(0, 7) !== month && s.other, day === today && s.today)}
                aria-current={day === today ? 'date' : undefined}
              >
                <p>
                  <span aria-hidden>{Number(day.slice(8))}</span>
                  {day === today && (
                    <span className={s.words} aria-hidden>
                      {' '}
                      {w.isToday}
                    </span>
                  )}
                  <span className="heard">{day === today ? w.today(shortDay(day)) : shortDay(day)}</span>
                </p>
                {duties
                  .filter((duty) => duty.day === day)
                  .map((duty) => (
                    <Tile key={duty.id} duty={duty} />
                  ))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const Tile = ({ duty }: { readonly duty: Duty }) => {
  const name = isCancelled(duty) ? w.cancelled : nameOf(duty);
  return (
    <div className={classes(s.tile, s[lookOf(duty)])}>
      <b aria-hidden>{dutyMark(duty)}</b>
      <span className={s.words}>
        {name}
        {duty.start !== undefined && duty.end !== undefined && <small>{w.hoursShort(clock(duty.start), clock(duty.end))}</small>}
      </span>
    </div>
  );
};

const nameOf = ({ kind, label }: Duty): string => (kind === 'duty' ? label : wordOf(w.kinds, kind));

/** How many of each there are in the month, in the order of the first of each. */
export const MonthCounts = ({ month, duties }: { readonly month: string; readonly duties: readonly Duty[] }) => {
  const counts = new Map<string, { readonly look: DutyLook; readonly name: string; readonly number: number }>();
  for (const duty of duties) {
    if (duty.day.slice(0, 7) !== month) continue;
    const mark = dutyMark(duty);
    const name = isCancelled(duty) ? w.cancelled : nameOf(duty);
    counts.set(mark, { look: lookOf(duty), name, number: (counts.get(mark)?.number ?? 0) + 1 });
  }
  if (counts.size === 0) return null;
  return (
    <section>
      <h2>{monthOf(month)}</h2>
      <dl className={s.counts}>
        {[...counts].map(([mark, { look, name, number }]) => (
          <div key={mark}>
            <dt>
              <b className={classes(s.tile, s[look])} aria-hidden>
                {mark}
              </b>
              {name}
            </dt>
            <dd>{number}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};
