import type { ReactNode } from 'react';
import { classes } from '../../format/text.ts';
import s from './tools.module.css';

/** Something that can be done with one message or with several: its icon over its word. */
export const Act = ({
  icon,
  label,
  keys,
  main = false,
  press,
}: {
  readonly icon: ReactNode;
  readonly label: string;
  readonly keys?: string;
  readonly main?: boolean;
  readonly press: () => void;
}) => (
  <button type="button" className={classes(s.act, main && s.main)} aria-label={label} aria-keyshortcuts={keys} onClick={press}>
    {icon}
    <span>{label}</span>
  </button>
);
