import { ArrowSortDown16Filled } from '@fluentui/react-icons/svg/arrow-sort-down';
import { ArrowSortUp16Filled } from '@fluentui/react-icons/svg/arrow-sort-up';
import type { DeviceSort } from '../../../contracts/hq/fleet.ts';
import { strings } from '../../strings/index.ts';
import s from './devices.module.css';

export interface Sorting {
  readonly sort: DeviceSort;
  readonly descending: boolean;
}

/** In the order of the columns; the officers between version and disk cannot be sorted by. */
const before: readonly DeviceSort[] = ['name', 'state', 'lastSeen', 'version'];
const after: readonly DeviceSort[] = ['disk', 'unsent', 'leaseEnd'];

const Heading = ({
  column,
  sorting,
  by,
}: {
  readonly column: DeviceSort;
  readonly sorting: Sorting;
  readonly by: (next: Sorting) => void;
}) => {
  const here = sorting.sort === column;
  return (
    <button
      type="button"
      className={column === 'disk' ? s.disk : column === 'leaseEnd' ? s.lease : undefined}
      aria-pressed={here}
      onClick={() => by({ sort: column, descending: here && !sorting.descending })}
    >
      {strings.fleet.columns[column]}
      {here && (sorting.descending ? <ArrowSortDown16Filled /> : <ArrowSortUp16Filled />)}
      {here && <span className="heard">, {sorting.descending ? strings.fleet.descending : strings.fleet.ascending}</span>}
    </button>
  );
};

/** The names of the columns; pressing one sorts by it, pressing it again turns the order round. HQ does the sorting. */
export const Headings = ({ sorting, by }: { readonly sorting: Sorting; readonly by: (next: Sorting) => void }) => (
  <fieldset className={s.headings} aria-label={strings.fleet.sort}>
    {before.map((column) => (
      <Heading key={column} column={column} sorting={sorting} by={by} />
    ))}
    <span className={s.officers}>{strings.fleet.lastOfficers}</span>
    {after.map((column) => (
      <Heading key={column} column={column} sorting={sorting} by={by} />
    ))}
  </fieldset>
);
