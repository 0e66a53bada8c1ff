import type { CrimeRow as Row } from '../../../contracts/ipc/crime.ts';
import { wordOf } from '../../format/text.ts';
import { rowTime } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import { RecordNumber } from '../../ui/RecordNumber.tsx';
import s from './row.module.css';

/** A report in a list: number and day, what, where, and how it stands. */
export const CrimeRow = ({ row, now }: { readonly row: Row; readonly now: Date }) => (
  <>
    <span className={s.top}>
      <RecordNumber number={row.id} />
      {row.offenceCode !== undefined && <span className={s.code}>{row.offenceCode}</span>}
      <time dateTime={row.reportedAt}>{rowTime(row.reportedAt, now)}</time>
    </span>
    <span className={s.what}>{row.title}</span>
    <span className={s.where}>{row.place}</span>
    <span className={s.where}>
      {row.sending === undefined
        ? row.returned
          ? strings.crime.returned
          : (row.outcome ?? wordOf(strings.crime.status, row.status))
        : strings.crime.sending[row.sending]}
    </span>
  </>
);
