import { PersonQuestionMark24Regular } from '@fluentui/react-icons/svg/person-question-mark';
import { useState } from 'react';
import { type MissingScope, type MissingState, missingScopes, missingStates } from '../../../contracts/domain/missing-words.ts';
import type { MissingRow as Row } from '../../../contracts/ipc/missing.ts';
import { api } from '../../api.ts';
import { useDebounced } from '../../hooks/useDebounced.ts';
import { useNow } from '../../hooks/useNow.ts';
import { usePages } from '../../hooks/usePages.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { ListMenu } from '../../ui/ListMenu.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { Empty } from '../../ui/State.tsx';
import { KeptReports } from '../../workspace/KeptReports.tsx';
import type { LocationOf } from '../../workspace/location.ts';
import { MasterDetail } from '../../workspace/MasterDetail.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { NewReportButton } from './forms/NewReportButton.tsx';
import { MissingRow } from './MissingRow.tsx';
import { Record } from './Record.tsx';

const { missing: w } = strings;
/** A pause in typing before a search: each one is journalled, so half a word should not be. */
const restMs = 250;
/** Height of a report's row in rem, before it is measured. */
const rowRem = 7.7;

/** The reports of a list, by how they stand: late reviews first, then the gravest; beside one of them. */
export const MissingList = ({ location }: { readonly location: LocationOf<'missing'> }) => {
  const { go, rename } = useWorkspace();
  const now = useNow();
  const scope: MissingScope = location.scope ?? 'near';
  const state: MissingState = location.state ?? 'missing';
  const [typed, setTyped] = useState('');
  const text = useDebounced(typed.trim(), restMs);
  const pages = usePages(
    ['missing.list', scope, state],
    { text },
    (offset, limit) => api.missing.list({ scope, state, text, offset, limit }),
    { topics: ['missing', 'outbox'] },
  );
  const newest = pages.state.kind === 'ready' ? pages.state.value.latest : undefined;
  const { id, was } = location;
  const show = (next: { readonly scope?: MissingScope; readonly state?: MissingState }): void => {
    rename({ ...location, scope, state, ...next });
  };
  return (
    <MasterDetail
      title={w.title}
      titleMenu={
        <ListMenu
          name={w.listChosen(w.titles[scope], newest?.scopes[scope])}
          menuName={w.lists}
          of={missingScopes}
          titles={w.titles}
          counts={newest?.scopes}
          chosen={scope}
          choose={(next) => show({ scope: next })}
        />
      }
      pages={pages}
      words={strings.errors.codes}
      where="missing.list"
      loading={w.loading}
      row={(row: Row) => ({
        key: row.id,
        content: <MissingRow row={row} now={now} />,
        open: () => go({ pane: 'missing', id: row.id, scope, state }),
      })}
      rowRem={rowRem}
      selected={id}
      empty={
        <Nobody
          state={state}
          searching={text !== ''}
          clear={() => setTyped('')}
          all={scope === 'all' ? undefined : () => show({ scope: 'all' })}
        />
      }
      searching={text !== ''}
      search={{ label: w.search, text: typed, change: setTyped }}
      action={<NewReportButton />}
      steady
      before={
        <>
          <SegmentedControl
            label={w.show}
            items={missingStates.map((one) => ({ id: one, label: w.states[one], count: newest?.counts[one] }))}
            on={state}
            choose={(next) => show({ state: next })}
          />
          <KeptReports kind="missing.create" />
        </>
      }
      choose={<Empty icon={<PersonQuestionMark24Regular />} title={w.choose} lead={w.chooseLead} />}
    >
      {id !== undefined && <Record key={was ?? id} id={id} location={location} />}
    </MasterDetail>
  );
};

const Nobody = ({
  state,
  searching,
  clear,
  all,
}: {
  readonly state: MissingState;
  readonly searching: boolean;
  readonly clear: () => void;
  readonly all: (() => void) | undefined;
}) => {
  const [title, lead] = w.empty[searching ? 'search' : state];
  const action = searching ? (
    <Button onClick={clear}>{w.empty.clear}</Button>
  ) : (
    all !== undefined && <Button onClick={all}>{w.empty.all}</Button>
  );
  return <Empty quiet icon={<PersonQuestionMark24Regular />} title={title} lead={lead} action={action} />;
};
