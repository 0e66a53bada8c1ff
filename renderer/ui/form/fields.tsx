import { Field, Input, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import { strings } from '../../strings/index.ts';
import s from './fields.module.css';

/** What every field has: its label above, and under it what is wrong with it or else a hint. `name`: by which the form finds it. */
export interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly wrong?: string | undefined;
}

/** Fluent's Field around one control; what is wrong stands in place of the hint, and is not said again at every key. */
export const around = ({ label, hint, wrong }: Omit<FieldProps, 'name'>) => ({
  label,
  className: s.field ?? '',
  hint: wrong === undefined ? (hint ?? null) : null,
  validationState: wrong === undefined ? ('none' as const) : ('error' as const),
  validationMessage: wrong === undefined ? null : { children: wrong, role: undefined },
});

/** One line to type. */
export const TextField = ({
  name,
  value,
  change,
  ...field
}: FieldProps & { readonly value: string; readonly change: (value: string) => void }) => (
  <Field {...around(field)}>
    <Input className={s.input ?? ''} name={name} value={value} autoComplete="off" onChange={(_, data) => change(data.value)} />
  </Field>
);

/** Several lines to type; Ctrl+Enter sends the form. */
export const LongField = ({
  name,
  value,
  change,
  ...field
}: FieldProps & { readonly value: string; readonly change: (value: string) => void }) => (
  <Field {...around(field)}>
    <Textarea
      className={s.area ?? ''}
      textarea={{ className: s.text ?? '' }}
      name={name}
      value={value}
      onChange={(_, data) => change(data.value)}
    />
  </Field>
);

/** One of a few. */
export const ChoiceField = <Value extends string>({
  name,
  value,
  change,
  choices,
  ...field
}: FieldProps & {
  readonly value: Value;
  readonly change: (value: Value) => void;
  readonly choices: Readonly<Record<Value, string>>;
}) => (
  <Field {...around(field)}>
    <RadioGroup
      className={s.radios ?? ''}
      layout="horizontal"
      name={name}
      value={value}
      onChange={(_, data) => change(data.value as Value)}
    >
      {Object.entries<string>(choices).map(([choice, label]) => (
        <Radio key={choice} className={s.radio ?? ''} value={choice} label={label} />
      ))}
    </RadioGroup>
  </Field>
);

/** A day and a time by the force's clocks, as they are typed: "18/05/2021" and "14:30" (format/time.ts reads them), or empty. */
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
        className={s.input ?? ''}
        name={name}
        autoComplete="off"
        placeholder={strings.forms.dateLike}
        value={value.day}
        onChange={(_, data) => change({ ...value, day: data.value })}
      />
    </Field>
    <Field {...around({ label: strings.forms.time })}>
      <Input
        className={s.input ?? ''}
        autoComplete="off"
        placeholder={strings.forms.timeLike}
        value={value.time}
        onChange={(_, data) => change({ ...value, time: data.value })}
      />
    </Field>
    {hint !== undefined && <p>{hint}</p>}
  </fieldset>
);
