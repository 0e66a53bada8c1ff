import type { Cover, CoverMember } from '../../../../contracts/domain/cover.ts';
import { crewLeft, crewShort } from '../../../../contracts/domain/cover-left.ts';
import { addDays, daysBetween } from '../../../../contracts/domain/force-calendar.ts';
import type { ShownLeave } from '../../../../contracts/ipc/people.ts';
import { api } from '../../../api.ts';
import { classes } from '../../../format/text.ts';
import { mondayOf, shortDay, weekday } from '../../../format/time.ts';
import { useFetched } from '../../../hooks/useAsk.ts';
import { strings } from '../../../strings/index.ts';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import s from './cover.module.css';

const { requests: w } = strings.hr;
const WEEK = 7;

/** Who of the team works in each week of the request, with the asked days as they would be. */
export const CoverTable = ({ request }: { readonly request: ShownLeave }) => {
  const days = request.days.map(({ day }) => day).toSorted();
  const from = mondayOf(days[0] ?? '');
  const to = addDays(mondayOf(days.at(-1) ?? ''), WEEK - 1);
  const { state } = useFetched(['people.cover', from, to], () => api.people.cover({ from, to }), { topics: ['people'] });
  const cover = state.kind === 'ready' ? state.value : [];
  const weeks = Array.from({ length: (daysBetween(from, to) + 1) / WEEK }, (_, n) => addDays(from, n * WEEK));
  const known = weeks.filter((monday) => cover.some(({ day }) => mondayOf(day) === monday));
  return (
    <section>
      <h3>{w.cover}</h3>
      {known.length === 0 ? (
        <p>{w.noCover}</p>
      ) : (
        known.map((monday) => <Week key={monday} monday={monday} cover={cover} request={request} />)
      )}
    </section>
  );
};

const Week = ({ monday, cover, request }: { readonly monday: string; readonly cover: readonly Cover[]; readonly request: ShownLeave }) => {
  const days = Array.from({ length: WEEK }, (_, n) => addDays(monday, n));
  const of = (day: string): Cover | undefined => cover.find((one) => one.day === day);
  const here = days.flatMap((day) => of(day) ?? []);
  const members = new Map(here.flatMap((one) => one.members.map(({ officer, name }) => [officer, name] as const)));
  const asked = new Set(request.days.filter(({ cost }) => cost > 0).map(({ day }) => day));
  const without = (day: string): readonly string[] => (asked.has(day) ? [request.officer] : []);
  const ordered = [...members].toSorted(([a], [b]) => Number(b === request.officer) - Number(a === request.officer));
  return (
    <ScrollRegion className={s.scroll} label={`${w.cover}, ${shortDay(monday)}`}>
      <table className={s.cover}>
        <thead>
          <tr>
            <th scope="col">{here[0]?.team}</th>
            {days.map((day) => (
              <th key={day} scope="col">
                {weekday(day)} {Number(day.slice(8))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ordered.map(([officer, name]) => (
            <tr key={officer}>
              <th scope="row">{name}</th>
              {days.map((day) => (
                <Cell
                  key={day}
                  member={of(day)?.members.find((member) => member.officer === officer)}
                  asked={officer === request.officer && asked.has(day)}
                />
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{w.least(here[0]?.least ?? 0)}</th>
            {days.map((day) => {
              const one = of(day);
              const left = one && crewLeft(one, without(day));
              const short = one === undefined ? 0 : crewShort(one, without(day));
              return (
                <td key={day} className={short > 0 ? s.short : undefined}>
                  {left === undefined ? <span title={w.nobody}>–</span> : short > 0 ? w.short(left, short) : left}
                </td>
              );
            })}
          </tr>
        </tfoot>
      </table>
    </ScrollRegion>
  );
};

const Cell = ({ member, asked }: { readonly member: CoverMember | undefined; readonly asked: boolean }) => {
  if (member === undefined) return <td>–</td>;
  const { state, label = '' } = member;
  const [letter, word] = state === 'duty' ? [label.slice(0, 1), label] : state === 'rest' ? [w.rest, w.restWord] : [w.away, w.awayWord];
  return (
    <td className={classes(asked && s.asked, state === 'away' && s.away, state === 'rest' && s.rest)}>
      <span aria-hidden>{asked ? w.askedMark(letter) : letter}</span>
      <span className="heard">{asked ? `${word}, ${w.askedWord}` : word}</span>
    </td>
  );
};
