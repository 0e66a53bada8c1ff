import { ArrowSync20Regular } from '@fluentui/react-icons/svg/arrow-sync';
import { Checkmark20Filled } from '@fluentui/react-icons/svg/checkmark';
import { Clock20Filled } from '@fluentui/react-icons/svg/clock';
import { MegaphoneLoud20Regular } from '@fluentui/react-icons/svg/megaphone-loud';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import { reviewState } from '../../../contracts/domain/missing-review.ts';
import type { MissingRow as Row } from '../../../contracts/ipc/missing.ts';
import { age, dayClock, duration } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import { Chip } from '../../ui/Chip.tsx';
import { RecordNumber } from '../../ui/RecordNumber.tsx';
import { Risk } from '../../ui/Risk.tsx';
import row from '../../ui/row.module.css';
import s from './missing.module.css';

const { missing: w } = strings;

/** Somebody in a list: risk and number, since when, who, where, and when the risk is looked at again. */
export const MissingRow = ({ row: one, now }: { readonly row: Row; readonly now: Date }) => (
  <>
    <span className={row.top}>
      <Risk grade={one.grade} />
      <RecordNumber number={one.id} />
      <time dateTime={one.lastSeen.at}>{age(one.lastSeen.at, now)}</time>
    </span>
    <span className={row.what} dir="auto">
      {w.named(one.name, one.age)}
    </span>
    <span className={row.where} dir="auto">
      {w.lastSeen(one.lastSeen.text)}
    </span>
    <span className={s.foot}>
      {one.sending !== undefined && (
        <Chip tone={one.sending === 'refused' ? 'danger' : 'warn'} icon={<ArrowSync20Regular />}>
          {strings.crime.sending[one.sending]}
        </Chip>
      )}
      {one.running && !one.acknowledged && !one.mine && (
        <Chip tone="info" icon={<MegaphoneLoud20Regular />}>
          {w.toldYou}
        </Chip>
      )}
      <Standing row={one} now={now} />
    </span>
  </>
);

const Standing = ({ row: { state, foundAt, deceased, reviewDue }, now }: { readonly row: Row; readonly now: Date }) => {
  if (state === 'closed')
    return (
      <Chip icon={<Checkmark20Filled />}>
        {foundAt === undefined ? w.states.closed : w.foundAt(dayClock(foundAt, now), deceased === true)}
      </Chip>
    );
  if (state === 'found')
    return (
      <Chip tone="warn" icon={<Clock20Filled />}>
        {w[deceased ? 'toClose' : 'toCheck'](foundAt === undefined ? '' : dayClock(foundAt, now))}
      </Chip>
    );
  return <ReviewChip reviewDue={reviewDue} now={now} />;
};

/** When a supervisor looks at the risk again; nothing of a report that the officer sees in part. */
const ReviewChip = ({ reviewDue, now }: Pick<Row, 'reviewDue'> & { readonly now: Date }) => {
  if (reviewDue === undefined) return null;
  const standing = reviewState({ reviewDue }, now.toISOString());
  return standing === 'late' ? (
    <Chip tone="danger" icon={<Warning20Filled />}>
      {w.review.late(duration(now.getTime() - Date.parse(reviewDue)))}
    </Chip>
  ) : (
    <Chip tone={standing === 'near' ? 'warn' : 'plain'} icon={<Clock20Filled />}>
      {w.review.due(dayClock(reviewDue, now))}
    </Chip>
  );
};
