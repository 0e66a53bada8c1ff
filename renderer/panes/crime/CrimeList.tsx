import { DocumentBulletList24Regular } from '@fluentui/react-icons/svg/document-bullet-list';
import { Search20Regular } from '@fluentui/react-icons/svg/search';
import { type ReactNode, useEffect, useState } from 'react';
import type { Offence } from '../../../contracts/domain/crime.ts';
import { api } from '../../api.ts';
import { dayClock } from '../../format/time.ts';
import { useDebounced } from '../../hooks/useDebounced.ts';
import { useNow } from '../../hooks/useNow.ts';
import { usePages } from '../../hooks/usePages.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { MasterDetail } from '../../ui/MasterDetail.tsx';
import { Empty, Failed, Loading } from '../../ui/State.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { Unfetched } from '../../workspace/Unfetched.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { CrimeRow } from './CrimeRow.tsx';
import s from './crime.module.css';
import { NewCrimeButton } from './forms/buttons.tsx';
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
  const { go, link } = useWorkspace();
  const now = useNow();
  const [typed, setTyped] = useState('');
  const [offence, setOffence] = useState<Offence>();
  const text = useDebounced(typed.trim(), restMs);
  const filter = offence === undefined ? {} : { offenceCode: offence.code };
  const key = `${scope} ${offence?.code ?? ''} ${text}`;
  const { state, seen, again } = usePages((offset, limit) => api.crime.list({ scope, text, ...filter, offset, limit }), key, 'crime');
  const counts = state.kind === 'ready' ? state.latest.counts : undefined;
  useEffect(() => {
    if (counts !== undefined) counted(counts);
  }, [counts, counted]);

  const searching = text !== '' || offence !== undefined;
  const asOf = state.kind === 'ready' ? state.latest.asOf : undefined;
  const stale = link?.link === 'offline' && asOf !== undefined ? strings.app.asOf(dayClock(asOf, now)) : undefined;
  const found = searching && state.kind === 'ready' ? strings.crime.found(state.total) : undefined;
  const clear = (): void => {
    setTyped('');
    setOffence(undefined);
  };

  return (
    <MasterDetail
      title={strings.crime.titles[scope]}
      label={strings.crime.titles[scope]}
      action={<NewCrimeButton />}
      note={[found, stale].filter(Boolean).join('. ') || undefined}
      tools={
        <>
          {seg}
          <label className={s.find}>
            <Search20Regular />
            <input
              type="text"
              aria-label={strings.crime.search}
              placeholder={strings.crime.search}
              value={typed}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setTyped(event.target.value)}
            />
          </label>
          <OffenceFinder chosen={offence} choose={setOffence} />
        </>
      }
      list={
        state.kind === 'loading' ? (
          <Loading label={strings.crime.loading} />
        ) : state.kind === 'failed' ? (
          <Failed code={state.code} where="crime.list" again={again} />
        ) : state.kind === 'unfetched' ? (
          <Unfetched />
        ) : state.total === 0 ? (
          <NoCrimes scope={scope} searching={searching} areaCount={state.latest.counts.area} clear={clear} area={() => choose('area')} />
        ) : (
          <VirtualList
            key={key}
            label={strings.crime.titles[scope]}
            count={state.total}
            estimate={rowRem}
            selected={id}
            seen={seen}
            row={(index) => {
              const row = state.row(index);
              if (row === undefined) return undefined;
              return { key: row.id, content: <CrimeRow row={row} now={now} />, open: () => go({ pane: 'crime', id: row.id, scope }) };
            }}
          />
        )
      }
    >
      {(state.kind === 'unfetched' || (state.kind === 'ready' && state.total === 0)) && id === undefined ? null : id === undefined ||
        id.startsWith('T-') ? (
        <Empty icon={<DocumentBulletList24Regular />} title={strings.crime.choose} lead={strings.crime.chooseLead} />
      ) : (
        <Report key={was ?? id} id={id} was={was} follow={follow} />
      )}
    </MasterDetail>
  );
};
