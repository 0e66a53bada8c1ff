import { crewLeft } from '../../../../../contracts/domain/cover-left.ts';
import type { SwapDay } from '../../../../../contracts/domain/swap.ts';
import type { ShownSwap } from '../../../../../contracts/ipc/people.ts';
import { api } from '../../../../api.ts';
import { clock, shortDay, weekday } from '../../../../format/time.ts';
import { useFetched } from '../../../../hooks/useAsk.ts';
import { strings } from '../../../../strings/index.ts';
import s from '../hr.module.css';

const { swap: w } = strings.hr;

/** A swap as it is read: each day, how many of the team are on duty then, and what was written. */
export const SwapBody = ({ request: { days, name, partner, text } }: { readonly request: ShownSwap }) => {
  const all = days.map(({ day }) => day).toSorted();
  const [from = '', to = ''] = [all[0], all.at(-1)];
  const { state } = useFetched(['people.cover', from, to], () => api.people.cover({ from, to }), { topics: ['people'] });
  const covers = (state.kind === 'ready' ? state.value : []).filter(({ day }) => all.includes(day));
  return (
    <>
      {text !== undefined && text !== '' && (
        <section className={s.said}>
          <p dir="auto">{text}</p>
        </section>
      )}
      <SwapTable days={days} own={name} theirs={partner.name} />
      <p>{partner.agreedAt === undefined ? w.notAgreed(partner.name) : w.agreed(partner.name)}</p>
      {covers.map((cover) => (
        <p key={cover.id}>{w.crew(shortDay(cover.day), crewLeft(cover) ?? 0, cover.least)}</p>
      ))}
    </>
  );
};

/** Each day of a swap: what either would work, and in place of what. */
export const SwapTable = ({ days, own, theirs }: { readonly days: readonly SwapDay[]; readonly own: string; readonly theirs: string }) =>
  days.map((one) => (
    <section key={one.day}>
      <h3>
        {weekday(one.day)} {shortDay(one.day)}
      </h3>
      <dl className={s.pairs}>
        <Line who={own} was={one.own} is={one.theirs} />
        <Line who={theirs} was={one.theirs} is={one.own} />
      </dl>
    </section>
  ));

const Line = ({ who, was, is }: { readonly who: string; readonly was: SwapDay['own']; readonly is: SwapDay['own'] }) => (
  <div>
    <dt>{who}</dt>
    <dd>{w.instead(tourInWords(is), tourInWords(was))}</dd>
  </div>
);

/** "Late, 15:00 to 23:00"; a rest day without a tour. */
export const tourInWords = (tour: SwapDay['own']): string =>
  tour === undefined ? strings.people.kinds.restDay : `${tour.label}, ${strings.people.to(clock(tour.start), clock(tour.end))}`;
