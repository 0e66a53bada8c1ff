import type { DeviceRow as Row } from '../../../contracts/hq/fleet.ts';
import { classes } from '../../format/text.ts';
import { dayClock, rowTime } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import s from './devices.module.css';
import { StateChip } from './StateChip.tsx';

const { columns, never, nobody, noLease, order, unknown, updates } = strings.fleet;

/** A figure of a row; its column's name is said to those who cannot see the heading above. */
const Figure = ({
  name,
  className,
  children,
}: {
  readonly name: string;
  readonly className?: string | undefined;
  readonly children: string;
}) => (
  <span className={classes(s.figure, className)}>
    <span className="heard">, {name} </span>
    {children}
  </span>
);

/** "Rahman, Halliwell": family names, as a crew is called. */
const familyNames = (officers: Row['officers']): string => officers.map(({ name }) => name.split(' ').at(-1) ?? name).join(', ');

/** "806 MB", "1.3 GB": to be compared down a column, not to be added up. */
const short = (size: number): string => (size < 1e9 ? `${Math.round(size / 1e6)} MB` : `${(size / 1e9).toFixed(1)} GB`);

/** Under the version that runs: the one that failed there, or the one that is on its way. */
const NextVersion = ({ update }: Pick<Row, 'update'>) => {
  if (update?.failure !== undefined) return <small className={s.failed}>{updates.failedShort(update.failure.version)}</small>;
  return update?.next === undefined ? null : <small>{updates.nextShort(update.next.version)}</small>;
};

/** A laptop in the list: the same columns as the headings above it. */
export const DeviceRow = ({ row, now }: { readonly row: Row; readonly now: Date }) => {
  const newest = row.order ?? row.hold;
  return (
    <span className={s.cells}>
      <span className={s.name}>
        <b>{row.name}</b>
        <small>{row.pool}</small>
      </span>
      <span className={s.state}>
        <StateChip device={row} />
        {newest !== undefined && <small>{order.short(order.kinds[newest.kind], order.brief[newest.state])}</small>}
      </span>
      <Figure name={columns.lastSeen}>{row.lastSeen === undefined ? never : rowTime(row.lastSeen, now)}</Figure>
      <span className={s.version}>
        <Figure name={columns.version}>{row.version ?? unknown}</Figure>
        <NextVersion update={row.update} />
      </span>
      <Figure name={strings.fleet.lastOfficers} className={s.officers}>
        {row.officers.length === 0 ? nobody : familyNames(row.officers)}
      </Figure>
      <Figure name={columns.disk} className={s.disk}>
        {row.diskBytes === undefined ? '' : short(row.diskBytes)}
      </Figure>
      <Figure name={columns.unsent} className={classes((row.unsent ?? 0) > 0 && s.some)}>
        {row.unsent === undefined ? '' : String(row.unsent)}
      </Figure>
      <Figure name={columns.leaseEnd} className={s.lease}>
        {row.leaseEnd === undefined ? noLease : dayClock(row.leaseEnd, now)}
      </Figure>
    </span>
  );
};
