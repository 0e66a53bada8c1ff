import { Alert20Filled } from '@fluentui/react-icons/svg/alert';
import { Clock20Filled } from '@fluentui/react-icons/svg/clock';
import { Comment20Regular } from '@fluentui/react-icons/svg/comment';
import type { IncidentRow } from '../../../contracts/ipc/storm.ts';
import { classes } from '../../format/text.ts';
import { age, dayClock } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import { Grade } from '../../ui/Grade.tsx';
import { RecordNumber } from '../../ui/RecordNumber.tsx';
import { labelOf, useWorkspace } from '../../workspace/workspace.ts';
import s from './row.module.css';

const Foot = ({ row, now }: { readonly row: IncidentRow; readonly now: Date }) => {
  const { unit } = useWorkspace();
  if (row.newJob)
    return (
      <span className={classes(s.foot, s.job)}>
        <Alert20Filled />
        {strings.storm.jobRow(unit?.callSign, row.grade)}
      </span>
    );
  if (row.unsent > 0)
    return (
      <span className={classes(s.foot, s.wait)}>
        <Clock20Filled />
        {strings.storm.unsent(row.unsent)}
      </span>
    );
  if (row.newLines > 0)
    return (
      <span className={classes(s.foot, s.new)}>
        <Comment20Regular />
        {strings.storm.newLines(row.newLines)}
      </span>
    );
  return (
    <span className={s.foot}>
      {row.closedAt === undefined ? strings.storm.nothingNew : strings.storm.closedAt(dayClock(row.closedAt, now))}
    </span>
  );
};

/** A log in a list: grade and number, what, where, and what is new about it. */
export const LogRow = ({ row, now }: { readonly row: IncidentRow; readonly now: Date }) => {
  const { codeLists } = useWorkspace();
  return (
    <>
      <span className={s.top}>
        <Grade grade={row.grade} label={labelOf(codeLists, 'grade', row.grade, row.id)} />
        <RecordNumber number={row.id} />
        <time dateTime={row.openedAt}>{age(row.openedAt, now)}</time>
      </span>
      <span className={s.what}>{row.title}</span>
      <span className={s.where}>{row.place}</span>
      <Foot row={row} now={now} />
    </>
  );
};
