import { Children, type ReactNode, useId } from 'react';
import { classes } from '../../../format/text.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import s from '../today.module.css';

const w = strings.tour;

/** One kind of what is open: its rows, or what it is and one way to it. */
export const OpenPart = ({ title, lead, children }: { readonly title: string; readonly lead?: string; readonly children: ReactNode }) => {
  const heading = useId();
  return (
    <section className={s.panel} aria-labelledby={heading}>
      <div className={s.bar}>
        <h2 id={heading}>{title}</h2>
        {lead !== undefined && children}
      </div>
      {lead === undefined ? <ul>{Children.toArray(children)}</ul> : <p className={s.lead}>{lead}</p>}
    </section>
  );
};

/** One thing that is open, and beside it the way to whoever has it next. */
export const OpenRow = ({
  what,
  where,
  chip,
  open,
  handOver,
}: {
  readonly what: string;
  readonly where: string;
  readonly chip?: string | undefined;
  readonly open: () => void;
  readonly handOver?: () => void;
}) => (
  <li className={s.row}>
    <button type="button" className={classes(s.item, s.plain)} onClick={open}>
      <span className={s.what}>
        <b dir="auto">{what}</b>
        <span dir="auto">{where}</span>
      </span>
      {chip !== undefined && <Chip>{chip}</Chip>}
    </button>
    {handOver !== undefined && (
      <Button aria-label={w.handOverLabel(what)} aria-haspopup="dialog" onClick={handOver}>
        {w.handOver}
      </Button>
    )}
  </li>
);
