import { Alert24Regular } from '@fluentui/react-icons/svg/alert';
import { useEffect, useState } from 'react';
import type { IncidentRow } from '../../../contracts/ipc/storm.ts';
import { api } from '../../api.ts';
import { useNow } from '../../hooks/useNow.ts';
import { usePages } from '../../hooks/usePages.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { Empty, Loading } from '../../ui/State.tsx';
import type { LocationOf } from '../../workspace/location.ts';
import { MasterDetail } from '../../workspace/MasterDetail.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { Log } from './Log.tsx';
import { LogRow } from './LogRow.tsx';
import { NewLog, NewLogButton, useNewLogKey } from './NewLog.tsx';

type Scope = 'mine' | 'area' | 'closed';
const scopes = ['mine', 'area', 'closed'] as const;
/** Height of a log's row in rem, before it is measured. */
const rowRem = 7.7;

const NoLogs = ({
  scope,
  areaCount,
  show,
}: {
  readonly scope: Scope;
  readonly areaCount: number;
  readonly show: (scope: Scope) => void;
}) => {
  const { unit } = useWorkspace();
  const { empty } = strings.storm;
  switch (scope) {
    case 'mine':
      // Which unit is mine is asked beside the list.
      if (unit === undefined) return <Loading label={strings.storm.loading} />;
      return (
        <Empty
          quiet
          icon={<Alert24Regular />}
          title={empty.mine(unit?.callSign)}
          lead={empty.mineLead}
          action={
            areaCount > 0 && (
              <Button appearance="primary" onClick={() => show('area')}>
                {empty.mineAction(areaCount)}
              </Button>
            )
          }
        />
      );
    case 'area':
      return <Empty quiet icon={<Alert24Regular />} title={empty.area} lead={empty.areaLead} />;
    case 'closed':
      return <Empty quiet icon={<Alert24Regular />} title={empty.closed} lead={empty.closedLead} />;
  }
};

/** The logs, or the form of a new one. */
export const Storm = ({ location }: { readonly location: LocationOf<'storm'> }) =>
  location.form === undefined ? <Logs location={location} /> : <NewLog key={location.form.draft} form={location.form} />;

/** My logs, my area's and the closed ones, beside one of them. */
const Logs = ({ location }: { readonly location: LocationOf<'storm'> }) => {
  const { go } = useWorkspace();
  useNewLogKey();
  const now = useNow();
  const [scope, setScope] = useState<Scope>(location.scope ?? 'mine');
  useEffect(() => {
    if (location.scope !== undefined) setScope(location.scope);
  }, [location.scope]);
  const pages = usePages(['storm.list', scope], {}, (offset, limit) => api.storm.list({ scope, offset, limit }), {
    topics: ['storm', 'outbox'],
  });
  const list = pages.state.kind === 'ready' ? pages.state.value : undefined;
  // What the other lists have is still said while one of them is opened.
  const [counts, setCounts] = useState<{ readonly mine: number; readonly area: number; readonly closed: number }>();
  const newest = list?.latest.counts;
  useEffect(() => {
    if (newest !== undefined) setCounts(newest);
  }, [newest]);

  // With nothing chosen yet, the first of the list is: an officer with one log in hand wants that one.
  // It stays that one when the list changes order: what is typed must never land in another log.
  const [first, setFirst] = useState<{ readonly id: string | undefined }>();
  const mineRead = scope === 'mine' && list !== undefined && (list.total === 0 || list.row(0) !== undefined);
  const firstId = list?.row(0)?.id;
  useEffect(() => {
    if (mineRead) setFirst((before) => before ?? { id: firstId });
  }, [mineRead, firstId]);
  const id = location.id ?? (scope === 'mine' ? first?.id : undefined);

  return (
    <MasterDetail
      title={strings.storm.titles[scope]}
      pages={pages}
      words={strings.errors.codes}
      where="storm.list"
      loading={strings.storm.loading}
      row={(row: IncidentRow) => ({
        key: row.id,
        content: <LogRow row={row} now={now} />,
        open: () => go({ pane: 'storm', id: row.id, scope }),
      })}
      rowRem={rowRem}
      selected={id}
      empty={<NoLogs scope={scope} areaCount={newest?.area ?? 0} show={setScope} />}
      tools={
        <SegmentedControl
          label={strings.storm.show}
          items={scopes.map((item) => ({ id: item, label: strings.storm.scopes[item], count: counts?.[item] }))}
          on={scope}
          choose={(next) => {
            setScope(next);
            go({ pane: 'storm', id, scope: next });
          }}
        />
      }
      action={<NewLogButton />}
      choose={<Empty icon={<Alert24Regular />} title={strings.storm.choose} lead={strings.storm.chooseLead} />}
    >
      {id !== undefined && <Log key={location.was ?? id} id={id} location={location} />}
    </MasterDetail>
  );
};
