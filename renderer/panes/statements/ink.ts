import type { Ink, InkPoint } from '../../../contracts/domain/statement-ink.ts';
import { MOST_STROKES } from '../../../contracts/domain/statement-limits.ts';

/** A point as the pointer gave it. `t`: milliseconds since the first. */
export interface Dot {
  readonly x: number;
  readonly y: number;
  readonly t: number;
  /** 0 to 1 (Pointer Events). */
  readonly pressure: number;
}

const whole = (value: number, most: number): number => Math.min(most, Math.max(0, Math.round(value)));
const PRESSURES = 1000;

/**
 * What was written, thinned out evenly to at most `most` points: each stroke keeps its first and last. Strokes beyond what there is room for are
 * the newest, which are left out.
 */
export const inkOf = (
  strokes: readonly (readonly Dot[])[],
  field: { readonly width: number; readonly height: number },
  most: number,
): Ink => {
  const [width, height] = [Math.max(1, Math.round(field.width)), Math.max(1, Math.round(field.height))];
  const written = strokes.filter(({ length }) => length > 0).slice(0, Math.min(MOST_STROKES, Math.floor(most / 2)));
  const total = written.reduce((sum, { length }) => sum + length, 0);
  const share = Math.min(1, (most - 2 * written.length) / Math.max(1, total));
  const point = ({ x, y, t, pressure }: Dot): InkPoint => [
    ...([whole(x, width), whole(y, height), whole(t, 3_600_000), whole(pressure * PRESSURES, PRESSURES)] as const),
  ];
  return { width, height, strokes: written.map((stroke) => thinned(stroke, share).map(point)) };
};

const thinned = (stroke: readonly Dot[], share: number): readonly Dot[] => {
  if (share >= 1) return stroke;
  const keep = Math.max(2, Math.floor(stroke.length * share));
  if (stroke.length <= keep) return stroke;
  return Array.from({ length: keep }, (_, index) => stroke[Math.round((index * (stroke.length - 1)) / (keep - 1))]).filter(
    (dot) => dot !== undefined,
  );
};

/** A stroke as an SVG path: a point alone is a dot. */
export const pathOf = (stroke: readonly (readonly number[])[]): string => {
  const [first, ...rest] = stroke;
  if (first === undefined) return '';
  const at = ([x = 0, y = 0]: readonly number[]): string => `${x} ${y}`;
  return `M${at(first)}${(rest.length === 0 ? [first] : rest).map((point) => `L${at(point)}`).join('')}`;
};

/** How long the hand wrote, in seconds with one decimal. */
export const secondsOf = ({ strokes }: Ink): string => ((strokes.at(-1)?.at(-1)?.[2] ?? 0) / 1000).toFixed(1);
