import { Person24Regular } from '@fluentui/react-icons/svg/person';
import { Search20Regular } from '@fluentui/react-icons/svg/search';
import { useState } from 'react';
import type { OfficerRow as Officer, OfficerPage as Page } from '../../../contracts/hq/fleet.ts';
import { api } from '../../api.ts';
import { classes } from '../../format/text.ts';
import { useDebounced } from '../../hooks/useDebounced.ts';
import { strings } from '../../strings/index.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Empty, Loading } from '../../ui/State.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { Failed } from './Failed.tsx';
import l from './lists.module.css';
import { OfficerPage } from './OfficerPage.tsx';
import { type Paged, usePages } from './usePages.ts';

const { officers: w } = strings.fleet;
const restMs = 120;
/** Height of a row in rem, before it is measured. */
const rowRem = 3.6;

export interface OfficerList {
  readonly typed: string;
  readonly setTyped: (typed: string) => void;
  readonly search: string;
  readonly pages: Paged<Officer, Page>;
}

/** The directory as far as it is here, for list and page alike. */
export const useOfficers = (): OfficerList => {
  const [typed, setTyped] = useState('');
  const search = useDebounced(typed.trim(), restMs);
  const pages = usePages<Officer, Page>((offset, limit) => api.fleet.officers({ search, offset, limit }), search);
  return { typed, setTyped, search, pages };
};

/** Everybody with access: found by name or collar number. */
export const Officers = ({ list, id }: { readonly list: OfficerList; readonly id: string | undefined }) => {
  const { go } = useWorkspace();
  const { view, current, fault, seen, again } = list.pages;
  return (
    <>
      <div className={l.tools}>
        <label className={l.find}>
          <Search20Regular />
          <input
            type="text"
            aria-label={w.search}
            placeholder={w.search}
            value={list.typed}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => list.setTyped(event.target.value)}
          />
          <span role="status">{view !== undefined && current && list.search !== '' ? strings.fleet.found(view.total) : ''}</span>
        </label>
      </div>
      {view === undefined ? (
        fault === undefined ? (
          <Loading label={w.loading} />
        ) : (
          <Failed code={fault} again={again} />
        )
      ) : view.total === 0 ? (
        <Empty quiet icon={<Person24Regular />} title={w.none} lead={w.noneLead} />
      ) : (
        <div className={classes(l.rows, !current && l.old)} aria-busy={!current}>
          <VirtualList
            label={w.title(view.total)}
            count={view.total}
            estimate={rowRem}
            selected={id}
            seen={seen}
            row={(index) => {
              const officer = view.row(index);
              if (officer === undefined) return undefined;
              const open = (): void => go({ pane: 'fleet', view: 'officers', open: officer.staffId });
              return { key: officer.staffId, content: <Row officer={officer} />, open };
            }}
          />
        </div>
      )}
    </>
  );
};

const Row = ({ officer }: { readonly officer: Officer }) => (
  <span className={l.row}>
    <span className={l.top}>
      <b>
        {officer.rank} {officer.collarNumber} {officer.name}
      </b>
      {officer.state === 'revoked' && <Chip tone="danger">{w.revoked}</Chip>}
    </span>
    <small>{[officer.team, officer.roles.map((role) => w.role[role]).join(', ')].filter(Boolean).join('. ')}</small>
  </span>
);

/** The page of the officer that is chosen, from the rows that are here. */
export const ChosenOfficer = ({ list, id }: { readonly list: OfficerList; readonly id: string | undefined }) => {
  const { view, again } = list.pages;
  const found = id === undefined || view === undefined ? undefined : rowsOf(view).find(({ staffId }) => staffId === id);
  if (found === undefined) return <Empty icon={<Person24Regular />} title={w.choose} lead={w.chooseLead} />;
  return <OfficerPage key={found.staffId} officer={found} changed={again} />;
};

const rowsOf = (view: NonNullable<OfficerList['pages']['view']>): readonly Officer[] =>
  Array.from({ length: view.total }, (_, index) => view.row(index)).filter((row) => row !== undefined);
