import { Checkbox, Field, Input, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import { classes } from '../format/text.ts';
import s from './fields.module.css';

/** As long as the contract takes a reason, a pool, a name; a message may be longer. */
const SHORT = 200;
const LONG = 500;

/** One thing to type, with its label above and a hint below. */
export const TextField = ({
  label,
  hint,
  value,
  change,
  long = false,
  bad,
}: {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly long?: boolean;
  /** Why what is typed will not do; said in place of the hint, and not at every key. */
  readonly bad?: string | undefined;
}) => {
  const shared = { value, autoComplete: 'off', maxLength: long ? LONG : SHORT } as const;
  return (
    <Field
      className={s.field}
      label={label}
      hint={bad === undefined ? (hint ?? null) : null}
      validationState={bad === undefined ? 'none' : 'error'}
      validationMessage={bad === undefined ? null : { children: bad, role: undefined }}
    >
      {long ? (
        <Textarea {...shared} className={s.box} rows={3} resize="none" onChange={(_, data) => change(data.value)} />
      ) : (
        <Input {...shared} className={s.box} onChange={(_, data) => change(data.value)} />
      )}
    </Field>
  );
};

/** Something to say yes or no to. */
export const Check = ({
  label,
  lead,
  on,
  change,
}: {
  readonly label: string;
  readonly lead?: string | undefined;
  readonly on: boolean;
  readonly change: (on: boolean) => void;
}) => (
  <Checkbox
    className={s.check}
    size="large"
    checked={on}
    onChange={(_, data) => change(data.checked === true)}
    label={
      <>
        {label}
        {lead !== undefined && <small>{lead}</small>}
      </>
    }
  />
);

/** One of a few, all of them in sight; none is chosen until somebody chooses. */
export const OneOf = <Id extends string>({
  label,
  items,
  on,
  choose,
}: {
  readonly label: string;
  readonly items: readonly { readonly id: Id; readonly label: string }[];
  readonly on: Id | undefined;
  readonly choose: (id: Id) => void;
}) => (
  <Field className={s.field} label={label}>
    <RadioGroup className={s.radios} value={on ?? ''}>
      {items.map((item) => (
        <Radio key={item.id} className={classes(s.check, s.radio)} value={item.id} label={item.label} onChange={() => choose(item.id)} />
      ))}
    </RadioGroup>
  </Field>
);
