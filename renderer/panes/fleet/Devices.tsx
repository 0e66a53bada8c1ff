import { Laptop24Regular } from '@fluentui/react-icons/svg/laptop';
import { Search20Regular } from '@fluentui/react-icons/svg/search';
import { useState } from 'react';
import type { DevicePage, DeviceState, DeviceRow as Row } from '../../../contracts/hq/fleet.ts';
import { api } from '../../api.ts';
import { classes } from '../../format/text.ts';
import { useDebounced } from '../../hooks/useDebounced.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty, Loading } from '../../ui/State.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { DeviceRow } from './DeviceRow.tsx';
import s from './devices.module.css';
import { Failed, NotDone } from './Failed.tsx';
import { Headings, type Sorting } from './Headings.tsx';
import { usePages } from './usePages.ts';

/** A pause in typing before HQ is asked: two keys that fall together ask once; longer, it would be most of what the officer waits for. */
const restMs = 30;
/** Height of a row in rem, before it is measured. */
const rowRem = 3.6;

const states: readonly DeviceState[] = ['active', 'locked', 'wiping', 'wiped', 'revoked', 'expected'];

/** Every laptop of the force, whatever their number: HQ searches, filters and sorts, and gives what is in sight. */
export const Devices = ({ id }: { readonly id: string | undefined }) => {
  const { go } = useWorkspace();
  const now = useNow();
  const [typed, setTyped] = useState('');
  const [state, setState] = useState<DeviceState>();
  const [sorting, setSorting] = useState<Sorting>({ sort: 'name', descending: false });
  const search = useDebounced(typed.trim(), restMs);
  const filter = { search, ...sorting, ...(state === undefined ? {} : { state }) };
  const key = JSON.stringify(filter);
  const { view, current, fault, seen, again } = usePages<Row, DevicePage>(
    (offset, limit) => api.fleet.devices({ ...filter, offset, limit }),
    key,
  );
  const counts = view?.latest.counts;
  const clear = (): void => {
    setTyped('');
    setState(undefined);
  };

  return (
    <>
      <div className={s.tools}>
        <label className={s.find}>
          <Search20Regular />
          <input
            type="text"
            aria-label={strings.fleet.search}
            placeholder={strings.fleet.search}
            value={typed}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
          />
          <span role="status">
            {view !== undefined && current && (search !== '' || state !== undefined) ? strings.fleet.found(view.total) : ''}
          </span>
        </label>
        <fieldset className={s.tiles} aria-label={strings.fleet.filter}>
          <Tile label={strings.fleet.all} number={counts && sumOf(counts)} on={state === undefined} choose={() => setState(undefined)} />
          {states.map((one) => (
            <Tile key={one} label={strings.fleet.states[one]} number={counts?.[one]} on={state === one} choose={() => setState(one)} />
          ))}
        </fieldset>
      </div>
      <div className={s.table}>
        <Headings sorting={sorting} by={setSorting} />
        {view !== undefined && fault !== undefined && <NotDone code={fault} />}
        {view === undefined ? (
          fault === undefined ? (
            <Loading label={strings.fleet.loading} />
          ) : (
            <Failed code={fault} again={again} />
          )
        ) : view.total === 0 ? (
          <Nothing searching={search !== '' || state !== undefined} clear={clear} />
        ) : (
          <div className={classes(s.rows, !current && s.old)} aria-busy={!current}>
            <VirtualList
              label={strings.fleet.laptops(view.total)}
              count={view.total}
              estimate={rowRem}
              selected={id}
              seen={seen}
              row={(index) => {
                const row = view.row(index);
                if (row === undefined) return undefined;
                const open = (): void => go({ pane: 'fleet', view: 'laptops', open: row.name });
                return { key: row.name, content: <DeviceRow row={row} now={now} />, open };
              }}
            />
          </div>
        )}
      </div>
    </>
  );
};

const sumOf = (counts: DevicePage['counts']): number => Object.values(counts).reduce((sum, number) => sum + number, 0);

const Tile = ({
  label,
  number,
  on,
  choose,
}: {
  readonly label: string;
  readonly number: number | undefined;
  readonly on: boolean;
  readonly choose: () => void;
}) => (
  <button type="button" aria-pressed={on} onClick={choose}>
    <b>{number === undefined ? ' ' : strings.fleet.number(number)}</b> <span>{label}</span>
  </button>
);

const Nothing = ({ searching, clear }: { readonly searching: boolean; readonly clear: () => void }) => {
  const { empty } = strings.fleet;
  const icon = <Laptop24Regular />;
  if (!searching) return <Empty quiet icon={icon} title={empty.none} lead={empty.noneLead} />;
  return <Empty quiet icon={icon} title={empty.search} lead={empty.searchLead} action={<Button onClick={clear}>{empty.clear}</Button>} />;
};
