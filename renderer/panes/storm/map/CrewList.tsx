import type { ReactNode } from 'react';
import { classes } from '../../../format/text.ts';
import { clock, dayClock, duration } from '../../../format/time.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { strings } from '../../../strings/index.ts';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import { CrewMark } from './CrewMark.tsx';
import type { Crew, CrewState } from './crews.ts';
import s from './list.module.css';

const { map: w } = strings;
/** A crew may be anywhere by then: on foot a kilometre on, by car ten. */
const OLD_MS = 10 * 60_000;
/** Nearer than that a crew is at the log: radios are no better. */
const HERE_METRES = 40;

const words = {
  where: ({ metres, position }: Crew): string => {
    if (position === undefined) return w.unknown;
    return metres === undefined ? '' : metres <= HERE_METRES ? w.here : w.distance(metres);
  },
  /** How old a position is: as an age while it may still change, else as the time of it. */
  when: (at: string, now: Date, offline: boolean): string => {
    const age = now.getTime() - Date.parse(at);
    if (offline || age >= 3_600_000) return w.seenAt(dayClock(at, now));
    return age < 60_000 ? w.seenNow : w.seen(duration(age));
  },
};

/** What is said of a crew after its call sign, on its mark. */
export const crewSentence = (crew: Crew, now: Date, offline: boolean): string =>
  w.crew(w.states[crew.state], words.where(crew), crew.position === undefined ? '' : words.when(crew.position.at, now, offline));

const Row = ({ crew, own, offline }: { readonly crew: Crew; readonly own: boolean; readonly offline: boolean }) => {
  const now = useNow();
  const at = crew.position?.at;
  const isOld = at !== undefined && !offline && now.getTime() - Date.parse(at) > OLD_MS;
  return (
    <>
      <CrewMark state={crew.state} />
      <span>
        <b>{crew.callSign}</b>
        <small>
          {crew.status} {w.states[crew.state]}
          {own && `, ${w.you}`}
        </small>
      </span>
      <span className={classes(s.far, isOld && s.old)}>
        {words.where(crew)}
        {at !== undefined && <time dateTime={at}>{words.when(at, now, offline)}</time>}
      </span>
    </>
  );
};

/** What each mark means. */
const Legend = ({ states }: { readonly states: readonly CrewState[] }) => (
  <ul className={s.legend} aria-label={w.marks}>
    {states.map((state) => (
      <li key={state}>
        <CrewMark state={state} />
        {w.states[state]}
      </li>
    ))}
  </ul>
);

const usual = ['scene', 'route', 'committed', 'patrol'] as const satisfies readonly CrewState[];

/** The same crews as on the map, nearest first: what the map says to who sees it. A press shows the crew on the map. */
export const CrewList = ({
  crews,
  own,
  asOf,
  picked,
  pick,
  children,
}: {
  readonly crews: readonly Crew[];
  readonly own: string | undefined;
  /** Without signal: when positions last came. */
  readonly asOf: string | undefined;
  readonly picked: string | undefined;
  readonly pick: (crew: Crew) => void;
  /** Beneath the list. */
  readonly children: ReactNode;
}) => {
  const offline = asOf !== undefined;
  const ordered = crews.some(({ metres }) => metres !== undefined);
  return (
    <aside className={s.near} aria-label={w.crews} data-region>
      <h3>{offline ? w.crewsAsOf(clock(asOf)) : ordered ? w.crews : w.crewsUnordered}</h3>
      <ScrollRegion className={s.scroll} label={w.crews}>
        {crews.length === 0 && <p className={s.none}>{w.noCrews}</p>}
        <ul>
          {crews.map((crew) => {
            const row = <Row crew={crew} own={crew.callSign === own} offline={offline} />;
            return (
              <li key={crew.callSign}>
                {crew.position === undefined ? (
                  <div className={s.row}>{row}</div>
                ) : (
                  <button
                    type="button"
                    className={classes(s.row, crew.callSign === own && s.own)}
                    aria-current={picked === crew.callSign}
                    onClick={() => pick(crew)}
                  >
                    {row}
                  </button>
                )}
              </li>
            );
          })}
        </ul>
        {children}
      </ScrollRegion>
      <Legend states={crews.some(({ state }) => state === 'other') ? [...usual, 'other'] : usual} />
    </aside>
  );
};
