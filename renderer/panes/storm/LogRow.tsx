import { Alert20Filled } from '@fluentui/react-icons/svg/alert';
import { CheckmarkCircle20Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { Clock20Filled } from '@fluentui/react-icons/svg/clock';
import { Comment20Regular } from '@fluentui/react-icons/svg/comment';
import { Person20Regular } from '@fluentui/react-icons/svg/person';
import { VehicleCar20Regular } from '@fluentui/react-icons/svg/vehicle-car';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import type { IncidentRow } from '../../../contracts/ipc/storm.ts';
import { age, rowDay } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import { Grade } from '../../ui/Grade.tsx';
import { RecordNumber } from '../../ui/RecordNumber.tsx';
import s from '../../ui/row.module.css';
import { useWorkspace } from '../../workspace/workspace.ts';

/** Call signs that a row has room for. */
const MOST_UNITS = 1;

const News = ({ row }: { readonly row: IncidentRow }) => {
  const { unit } = useWorkspace();
  if (row.newJob)
    return (
      <span className={s.job}>
        <Alert20Filled />
        {strings.storm.jobRow(unit?.callSign, row.grade)}
      </span>
    );
  return (
    <>
      {row.unsent > 0 && (
        <span className={s.wait}>
          <Clock20Filled />
          {strings.storm.unsent(row.unsent)}
        </span>
      )}
      {row.newLines > 0 && (
        <span className={s.new}>
          <Comment20Regular />
          {strings.storm.newLines(row.newLines)}
        </span>
      )}
    </>
  );
};

const Marks = ({ row, now, own }: { readonly row: IncidentRow; readonly now: Date; readonly own: boolean }) => {
  const { units, mine, hazard, closedAt, newJob, unsent, newLines, state } = row;
  const marked = newJob || unsent > 0 || newLines > 0 || hazard || state === 'closed' || (mine && !own);
  return (
    <span className={s.foot}>
      {hazard && (
        <span className={s.job}>
          <Warning20Filled />
          {strings.storm.marks.warning}
        </span>
      )}
      <News row={row} />
      {state === 'closed' && (
        <span>
          <CheckmarkCircle20Regular />
          {closedAt === undefined ? strings.storm.closed : strings.storm.closedAt(rowDay(closedAt, now))}
        </span>
      )}
      {mine && !own && (
        <span className={s.new}>
          <Person20Regular />
          {strings.storm.marks.mine}
        </span>
      )}
      {!marked && <span>{strings.storm.nothingNew}</span>}
      {units.length > 0 && (
        <span className={s.units}>
          <VehicleCar20Regular />
          {strings.storm.marks.units(units.slice(0, MOST_UNITS), Math.max(0, units.length - MOST_UNITS))}
        </span>
      )}
    </span>
  );
};

/** A log in a list: grade and number, what, where, and its marks. `own`: of a list in which all are the officer's. */
export const LogRow = ({ row, now, own = false }: { readonly row: IncidentRow; readonly now: Date; readonly own?: boolean }) => {
  const { codes } = useWorkspace();
  return (
    <>
      <span className={s.top}>
        <Grade grade={row.grade} label={codes.label('grade', row.grade, row.id)} />
        <RecordNumber number={row.id} />
        <time dateTime={row.openedAt}>{age(row.openedAt, now)}</time>
      </span>
      <span className={s.what} dir="auto">
        {row.title}
      </span>
      <span className={s.where} dir="auto">
        {row.place}
      </span>
      <Marks row={row} now={now} own={own} />
    </>
  );
};
