import s from './check.module.css';

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
  <label className={s.check}>
    <input type="checkbox" checked={on} onChange={(event) => change(event.target.checked)} />
    <span>
      {label}
      {lead !== undefined && <small>{lead}</small>}
    </span>
  </label>
);
