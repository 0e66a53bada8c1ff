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
import { labelOf, useWorkspace } from '../../../workspace/workspace.ts';
import { crewSentence } from './CrewList.tsx';
import { CrewMark } from './CrewMark.tsx';
import { CrimePicker, type CrimesNear } from './CrimePicker.tsx';
import type { Crew } from './crews.ts';
import { type Compass, compassOf, type Place } from './geometry.ts';
import { type Ground, openGround } from './ground.ts';
import { layOut, scaleLength } from './layout.ts';
import s from './map.module.css';
import type { CrimeChoice } from './style.ts';

const { map: w } = strings;
/** How far somebody walks in a minute, in metres: 4.8 km/h. As the crow flies: the map has no roads. */
const WALK_METRES = 80;
const RING_MINUTES = 5;
const RING_METRES = RING_MINUTES * WALK_METRES;
/** A press of an arrow key, in pixels. */
const STEP = 120;
const SCALE_PIXELS = 120;
/** As many tags at the map's edge as leave the map to be seen. */
const MAX_TAGS = 2;
/** Streets that are named under the number of crimes. */
const MAX_STREETS = 5;
const LOG = 'log';
/** Marks with their names, in rem. */
const LOG_WIDE = 8.5;
const CREW_WIDE = 3.6;

/** What of a frame React draws; marks are moved by hand, so that moving the map draws nothing else. */
interface Frame {
  readonly scale: number;
  readonly scaleShare: number;
  readonly tags: readonly { readonly callSign: string; readonly way: Compass }[];
}

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
  const { appearance, codeLists } = useWorkspace();
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
      <p id={described} className={s.said}>
        {w.keys}
      </p>
      <div ref={element} className={s.ground} aria-hidden />
      <div ref={ring} className={s.ring} hidden={place === undefined} />
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
              aria-label={crewSentence(crew, now, offline)}
              onClick={() => pick(crew.callSign)}
            >
              <CrewMark state={crew.state} />
              <span>{crew.callSign}</span>
            </button>
          ))}
        {place !== undefined && (
          <button
            type="button"
            className={classes(s.pin, s.log)}
            data-mark={LOG}
            aria-label={w.theLog(log.place.text)}
            onClick={() => ground.current?.home()}
          >
            <Grade grade={log.grade} label={labelOf(codeLists, 'grade', log.grade)} />
            <span>{log.place.text.split(',')[0]}</span>
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

/** Moves the marks and the ring to where they are now; what of it is to be said in words. */
const drawFrame = (
  ground: Ground,
  on: {
    readonly place: Place | undefined;
    readonly crews: readonly Crew[];
    readonly marks: HTMLElement | null;
    readonly ring: HTMLElement | null;
    /** From each mark that gave way to where it belongs. */
    readonly leaders: SVGPathElement | null;
    /** What lies over the map's lower edge: a mark under it is off the map. */
    readonly foot: HTMLElement | null;
  },
): Frame => {
  const size = ground.size();
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const pointOf = (key: string, at: Place) => {
    const [x, y] = ground.pixelOf(at);
    return { key, x, y, wide: key === LOG ? LOG_WIDE : CREW_WIDE };
  };
  const log = on.place && pointOf(LOG, on.place);
  const points = [
    ...(log === undefined ? [] : [log]),
    ...on.crews.flatMap(({ callSign, position }) => (position === undefined ? [] : [pointOf(callSign, position)])),
  ];
  const placed = new Map(
    layOut(points, { ...size, height: size.height - (on.foot?.offsetHeight ?? 0) }, rem).map((point) => [point.key, point]),
  );
  for (const mark of on.marks?.querySelectorAll<HTMLElement>('[data-mark]') ?? []) {
    const point = placed.get(mark.dataset['mark'] ?? '');
    mark.hidden = point === undefined;
    if (point !== undefined) mark.style.translate = `${Math.round(point.x)}px ${Math.round(point.y)}px`;
  }
  const lines = points.flatMap(({ key, x, y }) => {
    const to = placed.get(key);
    return to === undefined || (to.x === x && to.y === y)
      ? []
      : [`M${Math.round(x)} ${Math.round(y)}L${Math.round(to.x)} ${Math.round(to.y)}`];
  });
  on.leaders?.setAttribute('d', lines.join(''));
  const metresAPixel = ground.metresAPixel();
  if (log !== undefined && on.ring !== null) {
    const radius = Math.round(RING_METRES / metresAPixel);
    on.ring.style.width = `${2 * radius}px`;
    on.ring.style.translate = `${Math.round(log.x) - radius}px ${Math.round(log.y) - radius}px`;
  }
  const scale = scaleLength(metresAPixel, SCALE_PIXELS);
  return {
    scale,
    scaleShare: Math.round(scale / metresAPixel),
    tags: points
      .filter(({ key }) => key !== LOG && !placed.has(key))
      .map(({ key, x, y }) => ({ callSign: key, way: compassOf(x - size.width / 2, y - size.height / 2) })),
  };
};

const crimesNear = (crimes: readonly { readonly street: string | undefined; readonly count: number }[]): CrimesNear => {
  const streets = [...Map.groupBy(crimes, ({ street }) => street)].map(([street, same]) => ({
    street,
    count: same.reduce((sum, { count }) => sum + count, 0),
  }));
  return {
    total: streets.reduce((sum, { count }) => sum + count, 0),
    streets: streets.sort((one, other) => other.count - one.count).slice(0, MAX_STREETS),
  };
};
