import type { ReactNode } from 'react';
import { classes } from '../format/text.ts';
import s from './marks.module.css';

export type Tone = 'plain' | 'danger' | 'warn' | 'ok' | 'info';

/** A state: icon, word and tone; the word alone must do. */
export const Chip = ({
  tone = 'plain',
  icon,
  children,
}: {
  readonly tone?: Tone;
  readonly icon?: ReactNode;
  readonly children: string;
}) => (
  <span className={classes(s.chip, tone !== 'plain' && s[tone])} title={children.length > 40 ? children : undefined}>
    {icon}
    <span>{children}</span>
  </span>
);
