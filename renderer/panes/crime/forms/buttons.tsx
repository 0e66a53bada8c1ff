import { Add20Regular } from '@fluentui/react-icons/svg/add';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { useNewKey } from '../../../workspace/useNewKey.ts';
import { useOpenForm } from '../../../workspace/useOpenForm.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';

const { open: w } = strings.forms;

/** Begins a report, as Ctrl+N does. */
export const NewCrimeButton = () => {
  const openForm = useOpenForm();
  const begin = (): void => openForm('crime.create');
  useNewKey(begin);
  return (
    <Button icon={<Add20Regular />} aria-keyshortcuts="Control+N" onClick={begin}>
      {w.crime}
    </Button>
  );
};

/** Begins a task, on a report or alone, for those who may set one: HQ's directory says who is a supervisor. `on`: the report's number. */
export const NewTaskButton = ({ on }: { readonly on?: string }) => {
  const openForm = useOpenForm();
  if (!useWorkspace().officer.roles.includes('supervisor')) return null;
  return (
    <Button icon={<Add20Regular />} onClick={() => openForm('task.create', on)}>
      {on === undefined ? w.newTask : w.task}
    </Button>
  );
};
