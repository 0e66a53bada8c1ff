import { Shield20Regular } from '@fluentui/react-icons/svg/shield';
import { ShieldKeyhole20Regular } from '@fluentui/react-icons/svg/shield-keyhole';
import type { Marking as MarkingName } from '../../contracts/domain/common.ts';
import { classes } from '../format/text.ts';
import s from './marks.module.css';

/** A registration, on a plate of its own so that it is found at a glance. */
export const Plate = ({ children }: { readonly children: string }) => <span className={s.plate}>{children}</span>;

/** A key of the keyboard. */
export const Kbd = ({ children }: { readonly children: string }) => <kbd className={s.kbd}>{children}</kbd>;

/** The government security classification of what is shown. */
export const Marking = ({ marking }: { readonly marking: MarkingName }) => (
  <span className={classes(s.marking, marking === 'OFFICIAL' && s.plain)}>
    {marking === 'OFFICIAL' ? <Shield20Regular /> : <ShieldKeyhole20Regular />}
    {marking}
  </span>
);
