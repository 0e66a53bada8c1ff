import { useEffect, useState } from 'react';
import { isOpenTask } from '../../../contracts/domain/open-task.ts';
import { api } from '../../api.ts';
import { useFetched } from '../../hooks/useAsk.ts';
import { strings } from '../../strings/index.ts';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import type { LocationOf } from '../../workspace/location.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import { CrimeList } from './CrimeList.tsx';
import { TaskList } from './TaskList.tsx';

export type CrimeScope = 'mine' | 'area' | 'tasks';
const scopes = ['mine', 'area', 'tasks'] as const;

/** Reports of mine and of my area, searched by place, words and offence; and my tasks. */
export const Crime = ({ location }: { readonly location: LocationOf<'crime'> }) => {
  const { go } = useWorkspace();
  const [scope, setScope] = useState<CrimeScope>(location.scope ?? 'mine');
  useEffect(() => {
    if (location.scope !== undefined) setScope(location.scope);
  }, [location.scope]);
  const tasks = useFetched(['crime.tasks'], () => api.crime.tasks(null), { topics: ['crime', 'outbox'] });
  const [counts, setCounts] = useState<{ readonly mine: number; readonly area: number }>();
  const choose = (next: CrimeScope): void => {
    setScope(next);
    // A task is no report: what was open does not follow from the one list to the other.
    go({ pane: 'crime', scope: next, id: (next === 'tasks') === (scope === 'tasks') ? location.id : undefined });
  };
  const seg = (
    <SegmentedControl
      label={strings.crime.show}
      items={scopes.map((item) => ({
        id: item,
        label: strings.crime.scopes[item],
        count: item === 'tasks' ? (tasks.state.kind === 'ready' ? tasks.state.value.filter(isOpenTask).length : undefined) : counts?.[item],
      }))}
      on={scope}
      choose={choose}
    />
  );
  return scope === 'tasks' ? (
    <TaskList seg={seg} tasks={tasks} id={location.id} />
  ) : (
    <CrimeList seg={seg} scope={scope} counted={setCounts} choose={choose} id={location.id} />
  );
};
