import { classes } from '../../../format/text.ts';
import { strings } from '../../../strings/index.ts';
import type { CrewState } from './crews.ts';
import s from './marks.module.css';

/** A crew on the map and in the list: told by shape and letter, so that it needs no colour. Its words stand beside it. */
export const CrewMark = ({ state }: { readonly state: CrewState }) => (
  <span className={classes(s.mark, s[state])} aria-hidden>
    <b>{strings.map.letters[state]}</b>
  </span>
);
