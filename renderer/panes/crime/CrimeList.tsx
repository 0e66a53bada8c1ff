import { DocumentBulletList24Regular } from '@fluentui/react-icons/svg/document-bullet-list';
import { type ReactNode, useEffect, useState } from 'react';
import type { Offence } from '../../../contracts/domain/crime.ts';
import type { CrimeRow as Row } from '../../../contracts/ipc/crime.ts';
import { api } from '../../api.ts';
import { useDebounced } from '../../hooks/useDebounced.ts';
import { useNow } from '../../hooks/useNow.ts';
import { usePages } from '../../hooks/usePages.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/State.tsx';
import { KeptReports } from '../../workspace/KeptReports.tsx';
import { MasterDetail } from '../../workspace/MasterDetail.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { CrimeRow } from './CrimeRow.tsx';
import { NewCrimeButton } from './forms/buttons.tsx';
import { isTask } from './numbers.ts';
import { OffenceFinder } from './OffenceFinder.tsx';
import type { OpenItem } from './openItem.ts';
import { Report } from './Report.tsx';

/** A pause in typing before a search: each one is journalled, so half a word should not be. */
const restMs = 250;
/** Height of a report's row in rem, before it is measured. */
const rowRem = 5.7;
const { empty } = strings.crime;

const NoCrimes = ({
  scope,
  searching,
  areaCount,
  clear,
  area,
}: {
  readonly scope: 'mine' | 'area';
  readonly searching: boolean;
  readonly areaCount: number;
  readonly clear: () => void;
  readonly area: () => void;
}) => {
  const icon = <DocumentBulletList24Regular />;
  if (searching)
    return (
      <Empty
        quiet
        icon={icon}
        title={empty.search}
        lead={empty.searchLead}
        action={<Button onClick={clear}>{empty.searchAction}</Button>}
      />
    );
  if (scope === 'area') return <Empty quiet icon={icon} title={empty.area} lead={empty.areaLead} />;
  return (
    <Empty
      quiet
      icon={icon}
      title={empty.mine}
      lead={empty.mineLead}
      action={
        areaCount > 0 && (
          <Button appearance="primary" onClick={area}>
            {empty.mineAction(areaCount)}
          </Button>
        )
      }
    />
  );
};

/** Reports, by place or words and by offence, beside one of them. */
export const CrimeList = ({
  seg,
  scope,
  counted,
  choose,
  id,
  was,
  follow,
}: OpenItem & {
  readonly seg: ReactNode;
  readonly scope: 'mine' | 'area';
  readonly counted: (counts: { readonly mine: number; readonly area: number }) => void;
  readonly choose: (scope: 'area') => void;
}) => {
  const { go } = useWorkspace();
  const now = useNow();
  const [typed, setTyped] = useState('');
  const [offence, setOffence] = useState<Offence>();
  const text = useDebounced(typed.trim(), restMs);
  const filter = { text, ...(offence === undefined ? {} : { offenceCode: offence.code }) };
  const pages = usePages(['crime.list', scope], filter, (offset, limit) => api.crime.list({ scope, ...filter, offset, limit }), {
    topics: ['crime'],
  });
  const counts = pages.state.kind === 'ready' ? pages.state.value.latest.counts : undefined;
  useEffect(() => {
    if (counts !== undefined) counted(counts);
  }, [counts, counted]);

  const searching = text !== '' || offence !== undefined;
  const clear = (): void => {
    setTyped('');
    setOffence(undefined);
  };
  return (
    <MasterDetail
      title={strings.crime.titles[scope]}
      pages={pages}
      words={strings.errors.codes}
      where="crime.list"
      loading={strings.crime.loading}
      row={(row: Row) => ({ key: row.id, content: <CrimeRow row={row} now={now} />, open: () => go({ pane: 'crime', id: row.id, scope }) })}
      rowRem={rowRem}
      selected={id}
      empty={<NoCrimes scope={scope} searching={searching} areaCount={counts?.area ?? 0} clear={clear} area={() => choose('area')} />}
      searching={searching}
      search={{ label: strings.crime.search, text: typed, change: setTyped }}
      action={<NewCrimeButton />}
      before={
        <>
          {seg}
          <KeptReports kind="crime.create" />
        </>
      }
      tools={<OffenceFinder chosen={offence} choose={setOffence} />}
      choose={<Empty icon={<DocumentBulletList24Regular />} title={strings.crime.choose} lead={strings.crime.chooseLead} />}
    >
      {id !== undefined && !isTask(id) && <Report key={was ?? id} id={id} was={was} follow={follow} />}
    </MasterDetail>
  );
};
