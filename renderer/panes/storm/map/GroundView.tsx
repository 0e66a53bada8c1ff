import { Add20Regular } from '@fluentui/react-icons/svg/add';
import { ArrowUp20Regular } from '@fluentui/react-icons/svg/arrow-up';
import { MyLocation20Regular } from '@fluentui/react-icons/svg/my-location';
import { Subtract20Regular } from '@fluentui/react-icons/svg/subtract';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { ShownIncident, ShownMap } from '../../../../contracts/ipc/storm.ts';
import { classes } from '../../../format/text.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { Grade } from '../../../ui/Grade.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { crewSentence } from './CrewList.tsx';
import { CrewMark } from './CrewMark.tsx';
import { CrimePicker, type CrimesNear } from './CrimePicker.tsx';
import type { Crew } from './crews.ts';
import { crimesNear, drawFrame, type Frame, LOG, RING_METRES, RING_MINUTES } from './frame.ts';
import type { Place } from './geometry.ts';
import { type Ground, openGround } from './ground.ts';
import s from './map.module.css';
import type { CrimeChoice } from './style.ts';

const { map: w } = strings;
/** A press of an arrow key, in pixels. */
const STEP = 120;
/** As many tags at the map's edge as leave the map to be seen. */
const MAX_TAGS = 2;
/** The ground, what stands on it, and what moves it. */
export const GroundView = ({
  log,
  place,
  crews,
  own,
  offline,
  map,
  coming,
  look,
  picked,
  pick,
  choice,
  choose,
  onCrimes,
}: {
  readonly log: ShownIncident;
  readonly place: Place | undefined;
  readonly crews: readonly Crew[];
  readonly own: string | undefined;
  readonly offline: boolean;
  readonly map: ShownMap | undefined;
  readonly coming: { readonly parts: number; readonly of: number } | undefined;
  /** Where the map is to go. */
  readonly look: Place | undefined;
  readonly picked: string | undefined;
  readonly pick: (callSign: string) => void;
  readonly choice: CrimeChoice | undefined;
  readonly choose: (choice: CrimeChoice | undefined) => void;
  readonly onCrimes: (near: CrimesNear | undefined) => void;
}) => {
  const { appearance, codes } = useWorkspace();
  const now = useNow();
  const described = useId();
  const element = useRef<HTMLDivElement>(null);
  const marks = useRef<HTMLDivElement>(null);
  const ring = useRef<HTMLDivElement>(null);
  const leaders = useRef<SVGPathElement>(null);
  const foot = useRef<HTMLDivElement>(null);
  const ground = useRef<Ground>(undefined);
  const [frame, setFrame] = useState<Frame>({ scale: 0, scaleShare: 0, tags: [] });
  const [isUnreadable, setUnreadable] = useState(false);

  const draw = (): void => {
    if (ground.current === undefined) return;
    const next = drawFrame(ground.current, {
      place,
      crews,
      marks: marks.current,
      ring: ring.current,
      leaders: leaders.current,
      foot: foot.current,
    });
    setFrame((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
  };
  const tellCrimes = (): void => {
    const found = choice === undefined || place === undefined ? undefined : ground.current?.crimesWithin(place, RING_METRES, choice);
    onCrimes(found && crimesNear(found));
  };
  const latest = useRef({ draw, tellCrimes });
  latest.current = { draw, tellCrimes };

  const version = map?.version;
  const { longitude, latitude } = place ?? {};
  useEffect(() => {
    if (element.current === null) return;
    const opened = openGround({
      element: element.current,
      version,
      place: longitude === undefined || latitude === undefined ? undefined : { longitude, latitude },
      ringMetres: RING_METRES,
      onFrame: () => latest.current.draw(),
      onDrawn: () => {
        element.current?.setAttribute('data-drawn', '');
        latest.current.tellCrimes();
      },
      onUnreadable: () => setUnreadable(true),
    });
    ground.current = opened;
    return () => {
      ground.current = undefined;
      opened.close();
    };
  }, [version, longitude, latitude]);
  useEffect(() => draw());
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page's colours and letter size change with its appearance
  useEffect(() => {
    const next = requestAnimationFrame(() => ground.current?.restyle(choice));
    if (choice === undefined) onCrimes(undefined);
    return () => cancelAnimationFrame(next);
  }, [appearance, choice, onCrimes, version]);
  useEffect(() => {
    if (look !== undefined) ground.current?.centre(look);
  }, [look]);

  const press = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const act = keys[event.key];
    if (act === undefined || ground.current === undefined) return;
    event.preventDefault();
    act(ground.current);
  };

  return (
    <section
      className={s.map}
      aria-label={w.label(log.place.text)}
      aria-describedby={described}
      data-region
      // biome-ignore lint/a11y/noNoninteractiveTabindex: and they need something to be in
      tabIndex={0}
      onKeyDown={press}
    >
      <p id={described} className="heard">
        {w.keys}
      </p>
      <div ref={element} className={s.ground} aria-hidden />
      <div ref={ring} className={s.ring} hidden={place === undefined} />
      <svg className={s.leaders} aria-hidden>
        <path ref={leaders} />
      </svg>
      <div ref={marks}>
        {crews
          .filter(({ position }) => position !== undefined)
          .toReversed()
          .map((crew) => (
            <button
              key={crew.callSign}
              type="button"
              className={classes(s.pin, crew.callSign === own && s.own, crew.callSign === picked && s.picked)}
              data-mark={crew.callSign}
              onClick={() => pick(crew.callSign)}
            >
              <CrewMark state={crew.state} />
              <span className={s.name}>{crew.callSign}</span>
              <span className="heard">{crewSentence(crew, now, offline)}</span>
            </button>
          ))}
        {place !== undefined && (
          <button type="button" className={classes(s.pin, s.log)} data-mark={LOG} onClick={() => ground.current?.home()}>
            <Grade grade={log.grade} label={codes.label('grade', log.grade, log.id)} />
            <span className={s.name}>{log.place.text.split(',')[0]}</span>
            <span className="heard">{w.theLog}</span>
          </button>
        )}
      </div>
      <div className={s.zoom}>
        <Button icon={<Add20Regular />} aria-label={w.closer} onClick={() => ground.current?.zoom(1)} />
        <Button icon={<Subtract20Regular />} aria-label={w.further} onClick={() => ground.current?.zoom(-1)} />
        {place !== undefined && <Button icon={<MyLocation20Regular />} aria-label={w.home} onClick={() => ground.current?.home()} />}
      </div>
      <div className={s.top}>
        <p className={s.note}>
          <svg width={frame.scaleShare} height="6" aria-hidden>
            <path d={`M1 0V5H${Math.max(1, frame.scaleShare - 1)}V0`} />
          </svg>
          <span>
            {frame.scale > 0 && `${w.scale(frame.scale)}. `}
            {place === undefined ? w.noPlace : w.ring(RING_MINUTES)}
          </span>
        </p>
        {map?.crimes !== undefined && (
          <div className={s.layers}>
            <CrimePicker crimes={map.crimes} choice={choice} choose={choose} />
          </div>
        )}
      </div>
      <div ref={foot} className={s.foot}>
        {(map === undefined || isUnreadable) && (
          <p className={s.notice} role="status">
            {isUnreadable ? w.unreadable : `${w.notYet} ${coming === undefined ? w.comes : w.coming(coming.parts, coming.of)}`}
          </p>
        )}
        <ul className={s.tags}>
          {frame.tags.slice(0, MAX_TAGS).map(({ callSign, way }) => {
            const crew = crews.find((one) => one.callSign === callSign);
            if (crew?.position === undefined) return null;
            const { position } = crew;
            return (
              <li key={callSign}>
                <button
                  type="button"
                  onClick={() => {
                    pick(callSign);
                    ground.current?.centre(position);
                  }}
                >
                  <CrewMark state={crew.state} />
                  {w.outside(callSign, crew.metres)}
                  <ArrowUp20Regular className={s[way] ?? ''} aria-label={w.offMap(way)} />
                </button>
              </li>
            );
          })}
          {frame.tags.length > MAX_TAGS && <li className={s.more}>{w.more(frame.tags.length - MAX_TAGS)}</li>}
        </ul>
        {map !== undefined && <p className={s.origin}>{map.attribution}</p>}
      </div>
    </section>
  );
};

const keys: Readonly<Record<string, (ground: Ground) => void>> = {
  ArrowUp: (ground) => ground.pan(0, -STEP),
  ArrowDown: (ground) => ground.pan(0, STEP),
  ArrowLeft: (ground) => ground.pan(-STEP, 0),
  ArrowRight: (ground) => ground.pan(STEP, 0),
  '+': (ground) => ground.zoom(1),
  '=': (ground) => ground.zoom(1),
  '-': (ground) => ground.zoom(-1),
  Home: (ground) => ground.home(),
};
