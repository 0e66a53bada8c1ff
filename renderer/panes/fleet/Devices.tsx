import { Add20Regular } from '@fluentui/react-icons/svg/add';
import { Laptop24Regular } from '@fluentui/react-icons/svg/laptop';
import { type ReactNode, useState } from 'react';
import type { DeviceState, DevicePage as Page, DeviceRow as Row } from '../../../contracts/hq/fleet.ts';
import { api } from '../../api.ts';
import { useDebounced } from '../../hooks/useDebounced.ts';
import { useNow } from '../../hooks/useNow.ts';
import { alwaysKnown, usePages } from '../../hooks/usePages.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/State.tsx';
import { MasterDetail } from '../../workspace/MasterDetail.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { AddLaptop } from './AddLaptop.tsx';
import { DevicePage } from './DevicePage.tsx';
import { DeviceRow } from './DeviceRow.tsx';
import s from './devices.module.css';
import { Headings, type Sorting } from './Headings.tsx';
import { HeldReleases } from './HeldReleases.tsx';
import { REFRESH_MS } from './register.ts';

/** A pause in typing before HQ is asked: two keys that fall together ask once; longer, it would be most of what the officer waits for. */
const restMs = 30;
/** Height of a row in rem, before it is measured. */
const rowRem = 3.6;

const states: readonly DeviceState[] = ['active', 'locked', 'wiping', 'wiped', 'revoked', 'expected'];

/** Every laptop of the force, whatever their number: HQ searches, filters and sorts, and gives what is in sight. */
export const Devices = ({ views, id }: { readonly views: ReactNode; readonly id: string | undefined }) => {
  const { go } = useWorkspace();
  const now = useNow();
  const [typed, setTyped] = useState('');
  const [state, setState] = useState<DeviceState>();
  const [sorting, setSorting] = useState<Sorting>({ sort: 'name', descending: false });
  const search = useDebounced(typed.trim(), restMs);
  const filter = { search, ...sorting, ...(state === undefined ? {} : { state }) };
  const pages = usePages(['fleet.devices'], filter, (offset, limit) => alwaysKnown(api.fleet.devices({ ...filter, offset, limit })), {
    everyMs: REFRESH_MS,
  });
  const counts = pages.state.kind === 'ready' ? pages.state.value.latest.counts : undefined;
  const searching = search !== '' || state !== undefined;
  const clear = (): void => {
    setTyped('');
    setState(undefined);
  };
  const [adding, setAdding] = useState(false);
  const [before, setBefore] = useState(id);
  // Whoever opens a laptop meanwhile wants to see it.
  if (before !== id) {
    setBefore(id);
    setAdding(false);
  }
  const add = (): void => {
    go({ pane: 'fleet', view: 'laptops' });
    setAdding(true);
    setBefore(undefined);
  };

  return (
    <MasterDetail
      table
      title={strings.fleet.label}
      label={strings.fleet.views.laptops}
      listLabel={strings.fleet.laptops}
      pages={pages}
      words={strings.fleet.faults}
      where="fleet.devices"
      loading={strings.fleet.loading}
      row={(row: Row) => ({
        key: row.name,
        content: <DeviceRow row={row} now={now} />,
        open: () => go({ pane: 'fleet', view: 'laptops', open: row.name }),
      })}
      rowRem={rowRem}
      selected={id}
      empty={<Nothing search={search} state={state} clear={clear} />}
      searching={searching}
      search={{ label: strings.fleet.search, text: typed, change: setTyped }}
      action={
        <>
          {views}
          <Button appearance="primary" icon={<Add20Regular />} onClick={add}>
            {strings.fleet.add.open}
          </Button>
        </>
      }
      tools={
        <fieldset className={s.tiles} aria-label={strings.fleet.filter}>
          <Tile label={strings.fleet.all} number={counts && sumOf(counts)} on={state === undefined} choose={() => setState(undefined)} />
          {states.map((one) => (
            <Tile key={one} label={strings.fleet.states[one]} number={counts?.[one]} on={state === one} choose={() => setState(one)} />
          ))}
        </fieldset>
      }
      above={
        <>
          <HeldReleases held={pages.state.kind === 'ready' ? (pages.state.value.latest.held ?? []) : []} />
          <Headings sorting={sorting} by={setSorting} />
        </>
      }
      choose={<Empty icon={<Laptop24Regular />} title={strings.fleet.choose} lead={strings.fleet.chooseLead} />}
    >
      {adding ? <AddLaptop back={() => setAdding(false)} /> : id !== undefined && <DevicePage key={id} name={id} />}
    </MasterDetail>
  );
};

const sumOf = (counts: Page['counts']): number => Object.values(counts).reduce((sum, number) => sum + number, 0);

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

const Nothing = ({
  search,
  state,
  clear,
}: {
  readonly search: string;
  readonly state: DeviceState | undefined;
  readonly clear: () => void;
}) => {
  const { empty, states: words } = strings.fleet;
  const icon = <Laptop24Regular />;
  const filters = [...(search === '' ? [] : [empty.typed(search)]), ...(state === undefined ? [] : [empty.state(words[state])])];
  if (filters.length === 0) return <Empty quiet icon={icon} title={empty.none} lead={empty.noneLead} />;
  const lead = empty.searchLead(filters, search !== '');
  return <Empty quiet icon={icon} title={empty.search} lead={lead} action={<Button onClick={clear}>{empty.clear}</Button>} />;
};
