import { Alert24Regular } from '@fluentui/react-icons/svg/alert';
import { useEffect, useState } from 'react';
import { type IncidentScope, incidentScopes } from '../../../contracts/domain/incident-list.ts';
import type { IncidentRow } from '../../../contracts/ipc/storm.ts';
import { api } from '../../api.ts';
import { useNow } from '../../hooks/useNow.ts';
import { usePages } from '../../hooks/usePages.ts';
import { strings } from '../../strings/index.ts';
import { ListMenu } from '../../ui/ListMenu.tsx';
import { Empty } from '../../ui/State.tsx';
import type { LocationOf } from '../../workspace/location.ts';
import { MasterDetail } from '../../workspace/MasterDetail.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { FilterBar } from './FilterBar.tsx';
import { askedOf, filtersOf, type LogFilter } from './filter.ts';
import { Glance } from './Glance.tsx';
import { Log } from './Log.tsx';
import { LogRow } from './LogRow.tsx';
import { NewLog, NewLogButton, useNewLogKey } from './NewLog.tsx';
import { NoLogs } from './NoLogs.tsx';
import s from './storm.module.css';
import { useGlance } from './useGlance.ts';

/** Height of a log's row in rem, before it is measured. */
const rowRem = 7.7;
const noFilter: LogFilter = {};

/** The logs, or the form of a new one. */
export const Storm = ({ location }: { readonly location: LocationOf<'storm'> }) =>
  location.form === undefined ? (
    <Logs location={location} />
  ) : (
    <NewLog key={location.form.draft} form={location.form} back={{ ...location, form: undefined }} />
  );

/** One of the lists of logs, beside one of them. */
const Logs = ({ location }: { readonly location: LocationOf<'storm'> }) => {
  const { go, rename } = useWorkspace();
  const now = useNow();
  const [scope, setScope] = useState<IncidentScope>(location.scope ?? 'mine');
  useEffect(() => {
    if (location.scope !== undefined) setScope(location.scope);
  }, [location.scope]);
  // Typed here, and kept where the pane is found again.
  const [filter, setFilter] = useState(location.filter ?? noFilter);
  const narrow = (next: LogFilter): void => {
    setFilter(next);
    rename({ ...location, filter: next });
  };
  const show = (next: IncidentScope): void => {
    setScope(next);
    go({ pane: 'storm', id, scope: next, filter });
  };
  const asked = askedOf(filter);
  const pages = usePages(['storm.list', scope], asked, (offset, limit) => api.storm.list({ scope, ...asked, offset, limit }), {
    topics: ['storm', 'outbox'],
  });
  const list = pages.state.kind === 'ready' ? pages.state.value : undefined;
  // What the other lists have is still said while one of them is opened.
  const [counts, setCounts] = useState<Readonly<Record<IncidentScope, number>>>();
  const newest = list?.latest.counts;
  useEffect(() => {
    if (newest !== undefined) setCounts(newest);
  }, [newest]);
  const searching = filtersOf(filter).length > 0;

  // With nothing chosen yet, the first of the list is: an officer with one log in hand wants that one.
  // It stays that one when the list changes order: what is typed must never land in another log.
  const [first, setFirst] = useState<{ readonly id: string | undefined }>();
  const mineRead = scope === 'mine' && !searching && list !== undefined && (list.total === 0 || list.row(0) !== undefined);
  const firstId = list?.row(0)?.id;
  useEffect(() => {
    if (mineRead) setFirst((before) => before ?? { id: firstId });
  }, [mineRead, firstId]);
  const id = location.id ?? (scope === 'mine' ? first?.id : undefined);
  const here = { ...location, id };
  useNewLogKey(here);
  const [glance, setGlance] = useGlance(id);

  return (
    <div className={s.storm}>
      <div className={s.desk} inert={glance}>
        <MasterDetail
          title={strings.storm.titles[scope]}
          titleMenu={
            <ListMenu
              name={strings.storm.listChosen(strings.storm.titles[scope], counts?.[scope])}
              menuName={strings.storm.lists}
              of={incidentScopes}
              titles={strings.storm.titles}
              counts={counts}
              chosen={scope}
              choose={show}
            />
          }
          pages={pages}
          words={strings.errors.codes}
          where="storm.list"
          loading={strings.storm.loading}
          row={(row: IncidentRow) => ({
            key: row.id,
            content: <LogRow row={row} now={now} own={scope === 'mine'} />,
            open: () => go({ pane: 'storm', id: row.id, scope, filter }),
          })}
          rowRem={rowRem}
          selected={id}
          empty={<NoLogs scope={scope} filter={filter} counts={counts} clear={() => narrow(noFilter)} show={show} />}
          before={
            <FilterBar
              scope={scope}
              filter={filter}
              change={narrow}
              found={searching && list?.current === true ? strings.app.foundInList(list.total) : undefined}
            />
          }
          steady
          action={<NewLogButton over={here} />}
          choose={<Empty icon={<Alert24Regular />} title={strings.storm.choose} lead={strings.storm.chooseLead} />}
        >
          {id !== undefined && <Log key={location.was ?? id} id={id} location={location} />}
        </MasterDetail>
      </div>
      {glance && id !== undefined && <Glance key={id} id={id} close={() => setGlance(false)} />}
    </div>
  );
};
