import { Eraser20Regular } from '@fluentui/react-icons/svg/eraser';
import { type PointerEvent, useRef, useState } from 'react';
import type { Ink } from '../../../contracts/domain/statement-ink.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { hasInk, noInk } from './form/fields.ts';
import s from './ink.module.css';
import { type Dot, inkOf, pathOf } from './ink.ts';

const { signing: w } = strings.statements;

/**
 * A field to write in with a finger, a pen or the mouse (Pointer Events, every coalesced point, its pressure). Whoever has no hand for it
 * signs otherwise: the keys lead past it. `most`: points that are kept.
 */
export const InkPad = ({
  label,
  name,
  ink,
  most,
  change,
  low = false,
}: {
  readonly label: string;
  /** Whose it is, under the line. */
  readonly name: string;
  readonly ink: Ink;
  readonly most: number;
  readonly change: (ink: Ink) => void;
  /** For initials. */
  readonly low?: boolean;
}) => {
  const pad = useRef<HTMLDivElement>(null);
  /** The strokes of this hand as they came, and when the first began. */
  const written = useRef<{ strokes: Dot[][]; since: number }>({ strokes: [], since: 0 });
  const [drawing, setDrawing] = useState<readonly Dot[]>();
  const dots = (event: PointerEvent): readonly Dot[] => {
    const box = pad.current?.getBoundingClientRect();
    const events = event.nativeEvent.getCoalescedEvents?.() ?? [];
    return (events.length === 0 ? [event.nativeEvent] : events).map(({ clientX, clientY, timeStamp, pressure }) => ({
      ...{ x: clientX - (box?.left ?? 0), y: clientY - (box?.top ?? 0), t: timeStamp - written.current.since, pressure },
    }));
  };
  const begin = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0 || drawing !== undefined) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    // What was kept before is taken up again only as a picture: another hand begins anew.
    if (!hasInk(ink)) written.current = { strokes: [], since: event.timeStamp };
    else if (written.current.strokes.length === 0) return;
    setDrawing(dots(event));
  };
  const go = (event: PointerEvent): void => {
    if (drawing !== undefined) setDrawing([...drawing, ...dots(event)]);
  };
  const end = (): void => {
    const box = pad.current?.getBoundingClientRect();
    if (drawing === undefined || box === undefined) return;
    written.current.strokes.push([...drawing]);
    setDrawing(undefined);
    change(inkOf(written.current.strokes, box, most));
  };
  const again = (): void => {
    written.current = { strokes: [], since: 0 };
    change(noInk);
  };
  return (
    <div className={s.field}>
      <div
        ref={pad}
        className={low ? s.low : s.pad}
        role="img"
        aria-label={`${label}. ${w.written(ink.strokes.length)}`}
        onPointerDown={begin}
        onPointerMove={go}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <svg className={s.strokes} aria-hidden viewBox={hasInk(ink) ? `0 0 ${ink.width} ${ink.height}` : undefined}>
          {ink.strokes.map((stroke) => (
            <path key={`${stroke[0]?.join(' ')}`} d={pathOf(stroke)} />
          ))}
        </svg>
        {drawing !== undefined && (
          <svg className={s.strokes} aria-hidden>
            <path d={pathOf(drawing.map(({ x, y }) => [x, y]))} />
          </svg>
        )}
        <p className={s.name} aria-hidden>
          <span>{name}</span>
          <span>{label}</span>
        </p>
      </div>
      <div className={s.acts}>
        <p role="status">{hasInk(ink) ? w.written(ink.strokes.length) : w.hint}</p>
        <Button icon={<Eraser20Regular />} disabledFocusable={!hasInk(ink)} onClick={again}>
          {w.again}
        </Button>
      </div>
    </div>
  );
};
