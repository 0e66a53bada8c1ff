import { Add20Regular } from '@fluentui/react-icons/svg/add';
import type { ReactNode } from 'react';
import { strings } from '../../../../strings/index.ts';
import { Button } from '../../../../ui/Button.tsx';
import s from '../forms.module.css';

const { crime: w } = strings.forms;

/** Records of one kind: each can be changed and taken out, and another added, up to `most`. */
export const Rows = <Row,>({
  add,
  label,
  rows,
  fresh,
  most,
  change,
  children,
}: {
  readonly add: string;
  readonly label: (number: number) => string;
  readonly rows: readonly Row[];
  readonly fresh: Row;
  readonly most: number;
  readonly change: (rows: readonly Row[]) => void;
  readonly children: (row: Row, at: number, change: (some: Partial<Row>) => void) => ReactNode;
}) => (
  <div className={s.rows}>
    {rows.map((row, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: what is being written has no other name
      <fieldset key={at} className={s.row} aria-label={label(at + 1)}>
        {children(row, at, (some) => change(rows.with(at, { ...row, ...some })))}
        <Button appearance="subtle" onClick={() => change(rows.toSpliced(at, 1))}>
          {w.remove(label(at + 1))}
        </Button>
      </fieldset>
    ))}
    {rows.length < most && (
      <div>
        <Button icon={<Add20Regular />} onClick={() => change([...rows, fresh])}>
          {add}
        </Button>
      </div>
    )}
  </div>
);
