import type { Ink } from '../../../contracts/domain/statement-ink.ts';
import s from './ink.module.css';
import { pathOf } from './ink.ts';

/** What a hand wrote, in the theme's ink. */
export const InkView = ({ ink: { width, height, strokes }, label }: { readonly ink: Ink; readonly label: string }) => (
  <svg className={s.ink} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
    {strokes.map((stroke) => (
      <path key={`${stroke[0]?.join(' ')}`} d={pathOf(stroke)} />
    ))}
  </svg>
);
