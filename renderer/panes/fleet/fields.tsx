import { useId } from 'react';
import s from './form.module.css';

/** As long as the contract takes a reason, a pool, a name; a message may be longer. */
const SHORT = 200;
const LONG = 500;

/** One thing to type, with its label above and a hint below. */
export const Field = ({
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
  /** Why what is typed will not do. */
  readonly bad?: string | undefined;
}) => {
  const id = useId();
  const below = bad ?? hint;
  const shared = {
    id,
    value,
    autoComplete: 'off',
    maxLength: long ? LONG : SHORT,
    'aria-invalid': bad !== undefined,
    'aria-describedby': below === undefined ? undefined : `${id}-below`,
  } as const;
  return (
    <div className={s.field}>
      <label htmlFor={id}>{label}</label>
      {long ? (
        <textarea {...shared} rows={3} onChange={(event) => change(event.target.value)} />
      ) : (
        <input type="text" {...shared} onChange={(event) => change(event.target.value)} />
      )}
      {below !== undefined && (
        <p id={`${id}-below`} className={s.hint}>
          {below}
        </p>
      )}
    </div>
  );
};
