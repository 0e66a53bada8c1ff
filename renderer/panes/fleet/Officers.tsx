import { Person24Regular } from '@fluentui/react-icons/svg/person';
import { type ReactNode, useState } from 'react';
import type { OfficerRow as Officer } from '../../../contracts/hq/fleet.ts';
import { api } from '../../api.ts';
import { useDebounced } from '../../hooks/useDebounced.ts';
import { alwaysKnown, usePages } from '../../hooks/usePages.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Empty } from '../../ui/State.tsx';
import { MasterDetail } from '../../workspace/MasterDetail.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import l from './lists.module.css';
import { OfficerPage } from './OfficerPage.tsx';
import { REFRESH_MS } from './register.ts';

const { officers: w } = strings.fleet;
const restMs = 120;
/** Height of a row in rem, before it is measured. */
const rowRem = 3.6;

/** Everybody with access: found by name or collar number. The one that is open is a row of the list, as far as that is here. */
export const Officers = ({ views, id }: { readonly views: ReactNode; readonly id: string | undefined }) => {
  const { go } = useWorkspace();
  const [typed, setTyped] = useState('');
  const search = useDebounced(typed.trim(), restMs);
  const pages = usePages(['fleet.officers'], { search }, (offset, limit) => alwaysKnown(api.fleet.officers({ search, offset, limit })), {
    everyMs: REFRESH_MS,
  });
  const list = pages.state.kind === 'ready' ? pages.state.value : undefined;
  const here = Array.from({ length: list?.total ?? 0 }, (_, index) => list?.row(index));
  const chosen = id === undefined ? undefined : here.find((officer) => officer?.staffId === id);
  return (
    <MasterDetail
      table
      title={strings.fleet.label}
      label={strings.fleet.views.officers}
      listLabel={w.title}
      pages={pages}
      words={strings.fleet.faults}
      where="fleet.officers"
      loading={w.loading}
      row={(officer: Officer) => ({
        key: officer.staffId,
        content: <Row officer={officer} />,
        open: () => go({ pane: 'fleet', view: 'officers', open: officer.staffId }),
      })}
      rowRem={rowRem}
      selected={id}
      empty={
        <Empty
          quiet
          icon={<Person24Regular />}
          title={w.none}
          lead={search === '' ? w.noneLead : w.noneOf(search)}
          action={search !== '' && <Button onClick={() => setTyped('')}>{w.clear}</Button>}
        />
      }
      searching={search !== ''}
      search={{ label: w.search, text: typed, change: setTyped }}
      action={views}
      choose={<Empty icon={<Person24Regular />} title={w.choose} lead={w.chooseLead} />}
    >
      {chosen !== undefined && <OfficerPage key={chosen.staffId} officer={chosen} changed={pages.again} />}
    </MasterDetail>
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
