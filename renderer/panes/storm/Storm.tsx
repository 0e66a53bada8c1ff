import { Alert24Regular } from '@fluentui/react-icons/svg/alert';
import { useEffect, useState } from 'react';
import type { IncidentRow } from '../../../contracts/ipc/storm.ts';
import { api } from '../../api.ts';
import { dayClock } from '../../format/time.ts';
import { useFetched } from '../../hooks/useFetched.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { MasterDetail } from '../../ui/MasterDetail.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { Empty, Failed, Loading } from '../../ui/State.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import type { PlaceOf } from '../../workspace/location.ts';
import { Unfetched } from '../../workspace/Unfetched.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { Log } from './Log.tsx';
import { LogRow } from './LogRow.tsx';

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

/** My logs, my area's and the closed ones, beside one of them. */
export const Storm = ({ place }: { readonly place: PlaceOf<'storm'> }) => {
  const { go, link, jobs } = useWorkspace();
  const now = useNow();
  const [scope, setScope] = useState<Scope>(place.scope ?? 'mine');
  useEffect(() => {
    if (place.scope !== undefined) setScope(place.scope);
  }, [place.scope]);
  const { state, again } = useFetched(() => api.storm.list({ scope }), scope, ['storm', 'outbox']);
  const value = state.kind === 'ready' ? state.value : undefined;
  const [counts, setCounts] = useState<{ readonly mine: number; readonly area: number; readonly closed: number }>();
  useEffect(() => {
    if (value !== undefined) setCounts(value.counts);
  }, [value]);

  const rows = value?.rows ?? [];
  const open = (row: IncidentRow): void => go({ pane: 'storm', id: row.id, scope });
  // With nothing chosen yet, the first of the list is: an officer with one log in hand wants that one.
  // It stays that one when the list changes order: what is typed must never land in another log. And a job that comes into an empty
  // list opens by no officer's doing, so it stays new.
  const [first, setFirst] = useState<{ readonly id: string | undefined }>();
  const mineRead = scope === 'mine' && value !== undefined;
  const firstId = rows[0]?.id;
  useEffect(() => {
    if (mineRead) setFirst((before) => before ?? { id: firstId });
  }, [mineRead, firstId]);
  const id = place.id ?? (scope === 'mine' ? first?.id : undefined);
  const { seen } = jobs;
  useEffect(() => {
    if (id !== undefined) seen([id]);
  }, [id, seen]);
  const stale = link?.link === 'offline' && value?.asOf !== undefined ? strings.app.asOf(dayClock(value.asOf, now)) : undefined;

  return (
    <MasterDetail
      title={strings.storm.titles[scope]}
      label={strings.storm.titles[scope]}
      note={stale}
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
      list={
        state.kind === 'loading' ? (
          <Loading label={strings.storm.loading} />
        ) : state.kind === 'failed' ? (
          <Failed code={state.code} where="storm.list" again={again} />
        ) : state.kind === 'unfetched' ? (
          <Unfetched />
        ) : rows.length === 0 ? (
          <NoLogs scope={scope} areaCount={state.value.counts.area} show={setScope} />
        ) : (
          <VirtualList
            key={scope}
            label={strings.storm.titles[scope]}
            count={rows.length}
            estimate={rowRem}
            selected={id}
            row={(index) => {
              const row = rows[index];
              return row === undefined ? undefined : { key: row.id, content: <LogRow row={row} now={now} />, open: () => open(row) };
            }}
          />
        )
      }
    >
      {id === undefined && rows.length === 0 ? null : id === undefined ? (
        <Empty icon={<Alert24Regular />} title={strings.storm.choose} lead={strings.storm.chooseLead} />
      ) : (
        <Log key={id} id={id} write={place.write === true} draft={place.draft} />
      )}
    </MasterDetail>
  );
};
