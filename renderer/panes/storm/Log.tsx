import { strings } from '../../strings/index.ts';
import { AskState } from '../../workspace/AskState.tsx';
import type { LocationOf } from '../../workspace/location.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import { Heading } from './Heading.tsx';
import { type LogKeys, useLogKeys } from './useLogKeys.ts';
import { useOpenLog } from './useOpenLog.ts';
import { ViewTabs } from './ViewTabs.tsx';
import { type LogView, logViews } from './views.ts';

/** One log: what it is, and one of the ways to look at it (views.ts). */
export const Log = ({ id, location }: { readonly id: string; readonly location: LocationOf<'storm'> }) => {
  const { go } = useWorkspace();
  const { newAfter, ...ask } = useOpenLog(id);
  const view = logViews.find((one) => one.id === location.view) ?? logViews[0];
  const choose = (next: LogView): void => go({ ...location, id, write: undefined, view: next.id });
  const keys: LogKeys = Object.fromEntries(logViews.flatMap((one) => (one.keys === undefined ? [] : [[one.keys, () => choose(one)]])));
  useLogKeys(keys);
  const View = view.component;
  return (
    <AskState ask={ask} words={strings.errors.codes} where="storm.get" loading={strings.storm.loadingLog}>
      {(log) => (
        <>
          <Heading log={log} tabs={<ViewTabs views={logViews} on={view} choose={choose} />} />
          <View log={log} newAfter={newAfter} write={location.write} draft={location.draft} />
        </>
      )}
    </AskState>
  );
};
