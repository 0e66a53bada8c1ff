import { Checkbox, Field, Input, Radio, RadioGroup, Switch, Textarea } from '@fluentui/react-components';
import { useId } from 'react';
import { classes } from '../format/text.ts';
import { strings } from '../strings/index.ts';
import s from './fields.module.css';

/** What every field has: its label above, and under it what is wrong with it or else a hint. `name`: by which its form finds it. */
interface FieldProps {
  readonly name?: string;
  readonly label: string;
  /** The label is for those who hear the page: what stands over the field says it already. */
  readonly heard?: boolean;
  readonly hint?: string | undefined;
  readonly wrong?: string | undefined;
}

/** Of Fluent's Field around one control; what is wrong stands in place of the hint, and is not said again at every key. */
export const around = ({ label, heard = false, hint, wrong }: Omit<FieldProps, 'name'>) => ({
  label: heard ? { children: label, className: 'heard' } : label,
  className: s.field ?? '',
  hint: wrong === undefined ? (hint ?? null) : null,
  validationState: wrong === undefined ? ('none' as const) : ('error' as const),
  validationMessage: wrong === undefined ? null : { children: wrong, role: undefined },
});

/** One line to type, or several; `grows` begins as one. `longest`: no more can be typed; a form that says what is too much gives none. */
export const TextField = ({
  name,
  value,
  change,
  long = false,
  grows = false,
  longest,
  ...field
}: FieldProps & {
  readonly value: string;
  readonly change: (value: string) => void;
  readonly long?: boolean;
  readonly grows?: boolean;
  readonly longest?: number;
}) => {
  const shared = { name, value, maxLength: longest, autoComplete: 'off' };
  return (
    <Field {...around(field)}>
      {long || grows ? (
        <Textarea {...shared} className={classes(s.box, grows && s.grows)} resize="none" onChange={(_, data) => change(data.value)} />
      ) : (
        <Input {...shared} className={s.box} onChange={(_, data) => change(data.value)} />
      )}
    </Field>
  );
};

/** Something to say yes or no to. */
export const Check = ({
  name,
  label,
  lead,
  on,
  change,
}: {
  /** By which its form finds it. */
  readonly name?: string;
  readonly label: string;
  readonly lead?: string | undefined;
  readonly on: boolean;
  readonly change: (on: boolean) => void;
}) => (
  <Checkbox
    {...(name === undefined ? {} : { name })}
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

/** Something that is on or off, and under it what that means now, or what is wrong with it. */
export const SwitchField = ({
  name,
  label,
  hint,
  wrong,
  on,
  change,
}: FieldProps & {
  readonly on: boolean;
  readonly change: (on: boolean) => void;
}) => {
  const id = useId();
  return (
    <div className={classes(s.field, s.switch)}>
      <Switch
        name={name ?? ''}
        checked={on}
        onChange={(_, data) => change(data.checked)}
        label={label}
        aria-invalid={wrong !== undefined}
        aria-describedby={id}
      />
      <p id={id} role="status" className={wrong === undefined ? undefined : s.wrong}>
        {wrong ?? hint}
      </p>
    </div>
  );
};

/** One of a few, all of them in sight; none is chosen until somebody chooses. `of`: those that may be, in their order. */
export const ChoiceField = <Value extends string>({
  name,
  value,
  change,
  choices,
  of = Object.keys(choices) as Value[],
  ...field
}: FieldProps & {
  readonly value: Value | undefined;
  readonly change: (value: Value) => void;
  readonly choices: Readonly<Record<Value, string>>;
  readonly of?: readonly Value[];
}) => (
  <Field {...around(field)}>
    <RadioGroup
      className={s.radios}
      layout="horizontal"
      {...(name === undefined ? {} : { name })}
      value={value ?? ''}
      onChange={(_, data) => change(data.value as Value)}
    >
      {of.map((choice) => (
        <Radio key={choice} className={classes(s.check, s.radio)} value={choice} label={choices[choice]} />
      ))}
    </RadioGroup>
  </Field>
);

/** A day and a time by the force's clocks, as they are typed: "18/05/2021" and "14:30" (format/typedTime.ts reads them), or empty. */
export interface When {
  readonly day: string;
  readonly time: string;
}

export const WhenField = ({
  name,
  label,
  hint,
  wrong,
  value,
  change,
}: FieldProps & { readonly value: When; readonly change: (value: When) => void }) => (
  <fieldset className={s.when}>
    <legend>{label}</legend>
    <Field {...around({ label: strings.forms.date, wrong })}>
      <Input
        className={s.box}
        name={name}
        autoComplete="off"
        placeholder={strings.forms.dateLike}
        value={value.day}
        onChange={(_, data) => change({ ...value, day: data.value })}
      />
    </Field>
    <Field {...around({ label: strings.forms.time })}>
      <Input
        className={s.box}
        autoComplete="off"
        placeholder={strings.forms.timeLike}
        value={value.time}
        onChange={(_, data) => change({ ...value, time: data.value })}
      />
    </Field>
    {hint !== undefined && <p>{hint}</p>}
  </fieldset>
);
