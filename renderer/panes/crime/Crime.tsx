import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { isOpenTask, taskLiesWith } from '../../../contracts/domain/open-task.ts';
import { isProvisional } from '../../../contracts/domain/provisional.ts';
import { isReviewer } from '../../../contracts/domain/task-steps.ts';
import type { ShownTask } from '../../../contracts/ipc/crime.ts';
import { api } from '../../api.ts';
import { useFetched } from '../../hooks/useAsk.ts';
import { strings } from '../../strings/index.ts';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import type { LocationOf } from '../../workspace/location.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import { CaseFilePage } from '../case-file/CaseFilePage.tsx';
import { CrimeList } from './CrimeList.tsx';
import { OpenedChange } from './changes/OpenedChange.tsx';
import { OpenedForm } from './forms/OpenedForm.tsx';
import { type CrimeForm, isChange } from './location.ts';
import { TaskList } from './TaskList.tsx';
import { ClipPage } from './video/ClipPage.tsx';

export type CrimeScope = 'mine' | 'area' | 'tasks';
const scopes = ['mine', 'area', 'tasks'] as const;

/** Reports and tasks, or the form in which one of them is made. The list that was shown is shown again after the form. */
export const Crime = ({ location }: { readonly location: LocationOf<'crime'> }) => {
  const [scope, setScope] = useState<CrimeScope>(location.scope ?? 'mine');
  useEffect(() => {
    if (location.scope !== undefined) setScope(location.scope);
  }, [location.scope]);
  if (location.clip !== undefined) return <ClipPage key={location.clip} id={location.clip} draft={location.draft} />;
  if (location.form === undefined && location.caseFile !== undefined)
    return <CaseFilePage key={location.caseFile} id={location.caseFile} />;
  return location.form === undefined ? (
    <Lists location={location} scope={scope} setScope={setScope} />
  ) : (
    <Form key={location.form.draft} form={location.form} />
  );
};

const Form = ({ form: { kind, ...form } }: { readonly form: CrimeForm }) =>
  isChange(kind) ? <OpenedChange kind={kind} form={{ kind, ...form }} /> : <OpenedForm form={{ kind, ...form }} />;

/** Reports of mine and of my area, searched by place, words and offence; and my tasks. */
const Lists = ({
  location,
  scope,
  setScope,
}: {
  readonly location: LocationOf<'crime'>;
  readonly scope: CrimeScope;
  readonly setScope: (scope: CrimeScope) => void;
}) => {
  const { go, rename, officer, today } = useWorkspace();
  const tasks = useFetched(['crime.tasks'], () => api.crime.tasks(null), { topics: ['crime', 'outbox'] });
  const review = today.state.kind === 'ready' ? today.state.value.review : undefined;
  const reports = review?.known ? review.value.reports.length : 0;
  const [counts, setCounts] = useState<{ readonly mine: number; readonly area: number }>();
  const { id, was } = location;
  // What was open by a provisional id is a task when the tasks say so.
  const isTask = tasks.state.kind === 'ready' && tasks.state.value.some((task) => task.id === id || (id !== undefined && task.was === id));
  const unsaid = location.scope === undefined && id !== undefined && isProvisional(id);
  useEffect(() => {
    if (unsaid && isTask) setScope('tasks');
  }, [unsaid, isTask, setScope]);
  const [numbered, setNumbered] = useState('');
  const follow = useCallback(
    (number: string): void => {
      rename({ pane: 'crime', scope, id: number, was: was ?? id });
      setNumbered(strings.crime.numbered[scope === 'tasks' ? 'task' : 'crime'](number));
    },
    [rename, scope, id, was],
  );
  const open = { id, was, follow };
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
        count:
          item === 'tasks'
            ? tasks.state.kind === 'ready'
              ? tasks.state.value.filter((task) => waitsFor(task, officer)).length + reports
              : undefined
            : counts?.[item],
      }))}
      on={scope}
      choose={choose}
    />
  );
  return (
    <>
      {scope === 'tasks' ? (
        <TaskList seg={seg} tasks={tasks} draft={location.draft} {...open} />
      ) : (
        <CrimeList seg={seg} scope={scope} counted={setCounts} choose={choose} {...open} />
      )}
      <Said words={numbered} />
    </>
  );
};

/** Whether the officer is the next to do something about it. */
const waitsFor = (task: ShownTask, officer: Officer): boolean =>
  task.mine === 'own' ? isOpenTask(task) : taskLiesWith(task) === 'reviewer' && isReviewer(task, officer);

/** Told once to whoever hears the page. */
const Said = ({ words }: { readonly words: string }): ReactNode => (
  <p role="status" className="heard">
    {words}
  </p>
);
