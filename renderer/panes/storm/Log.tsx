import { useEffect } from 'react';
import { draftKeyOf } from '../../../contracts/domain/draft-key.ts';
import { isProvisional } from '../../../contracts/domain/provisional.ts';
import { strings } from '../../strings/index.ts';
import { AskState } from '../../workspace/AskState.tsx';
import type { LocationOf } from '../../workspace/location.ts';
import { type RecordKeys, useRecordKeys } from '../../workspace/useRecordKeys.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import { type ActionKind, draftOf, type OpenAction } from './actions/kinds.ts';
import { OpenedAction } from './actions/OpenedAction.tsx';
import { Heading } from './Heading.tsx';
import { useOpenLog } from './useOpenLog.ts';
import { ViewTabs } from './ViewTabs.tsx';
import { type LogView, logViews } from './views.ts';

/**
 * One log: what it is, and one of the ways to look at it (views.ts), or a form that is open on it (actions/). One that was opened before HQ
 * had numbered it stays the same page.
 */
export const Log = ({ id, location }: { readonly id: string; readonly location: LocationOf<'storm'> }) => {
  const { go, rename } = useWorkspace();
  const called = location.was ?? id;
  const { newAfter, ...ask } = useOpenLog(called);
  const log = ask.state.kind === 'ready' ? ask.state.value : undefined;
  const number = log?.id;
  useEffect(() => {
    if (number !== undefined && number !== id) rename({ ...location, id: number, was: called });
  }, [number, id, called, location, rename]);

  const view = logViews.find((one) => one.id === location.view) ?? logViews[0];
  const to = (view: string, action?: OpenAction): void => go({ ...location, id: number ?? id, write: undefined, view, action });
  const choose = (next: LogView): void => to(next.id);
  const act = (kind: ActionKind): void => {
    if (log === undefined || log.state === 'closed') return;
    if (log.mayDecide || kind === 'request' || kind === 'mark') to(view.id, { kind });
  };
  const keys: RecordKeys = {
    'Alt+G': () => act('regrade'),
    'Alt+R': () => act('result'),
    ...Object.fromEntries(logViews.flatMap((one) => (one.keys === undefined ? [] : [[one.keys, () => choose(one)]]))),
  };
  useRecordKeys(keys);
  const View = view.component;
  const draft = location.draft ?? draftKeyOf('incident.addLine', called);
  return (
    <AskState ask={ask} words={strings.errors.codes} where="storm.get" loading={strings.storm.loadingLog}>
      {(shown) => {
        const action = shown.state === 'closed' ? undefined : location.action;
        const opened = action !== undefined && (
          <OpenedAction key={draftOf(action, called)} action={action} called={called} log={shown} close={() => to(view.id)} />
        );
        return (
          <>
            <Heading log={shown} tabs={<ViewTabs views={logViews} on={view} choose={choose} />} act={act} />
            {action?.kind === 'result' ? opened : <View log={shown} newAfter={newAfter} write={location.write} draft={draft} act={act} />}
            {action?.kind !== 'result' && opened}
            <p role="status" className="heard">
              {isProvisional(called) && !isProvisional(shown.id) && strings.storm.actions.create.numbered(shown.id)}
            </p>
          </>
        );
      }}
    </AskState>
  );
};
