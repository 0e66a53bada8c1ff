import { Add20Regular } from '@fluentui/react-icons/svg/add';
import { type ReactNode, useRef } from 'react';
import { strings } from '../../../../strings/index.ts';
import { Button } from '../../../../ui/Button.tsx';
import { useFocusIn } from '../../../../workspace/guide/useFocusIn.ts';
import s from '../forms.module.css';

const { crime: w } = strings.forms;

/** Records of one kind: each can be changed and taken out, and another added, up to `most`. The focus goes to the first field of what is added, and to what follows what is taken out. */
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
}) => {
  const list = useRef<HTMLDivElement>(null);
  const focusIn = useFocusIn(list);
  const fieldOf = (at: number): string => `[data-row="${at}"] [name]:enabled`;
  return (
    <div ref={list} className={s.rows}>
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what is being written has no other name
        <fieldset key={at} data-row={at} className={s.row} aria-label={label(at + 1)}>
          {children(row, at, (some) => change(rows.with(at, { ...row, ...some })))}
          <Button
            appearance="subtle"
            onClick={() => {
              change(rows.toSpliced(at, 1));
              focusIn(fieldOf(at), fieldOf(at - 1), '[data-add] button');
            }}
          >
            {w.remove(label(at + 1))}
          </Button>
        </fieldset>
      ))}
      {rows.length < most && (
        <div data-add>
          <Button
            icon={<Add20Regular />}
            onClick={() => {
              change([...rows, fresh]);
              focusIn(fieldOf(rows.length));
            }}
          >
            {add}
          </Button>
        </div>
      )}
    </div>
  );
};
