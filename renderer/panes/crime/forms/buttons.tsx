import { Add20Regular } from '@fluentui/react-icons/svg/add';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { useOpenForm } from '../../../workspace/useOpenForm.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';

const { open: w } = strings.forms;

/** Begins a report. */
export const NewCrimeButton = () => {
  const openForm = useOpenForm();
  return (
    <Button icon={<Add20Regular />} onClick={() => openForm('crime.create')}>
      {w.crime}
    </Button>
  );
};

/** Begins a task, on a report or alone, for those who may set one: HQ's directory says who is a supervisor. */
export const NewTaskButton = ({ crimeId }: { readonly crimeId?: string }) => {
  const openForm = useOpenForm();
  if (!useWorkspace().officer.roles.includes('supervisor')) return null;
  return (
    <Button icon={<Add20Regular />} onClick={() => openForm('task.create', crimeId)}>
      {crimeId === undefined ? w.newTask : w.task}
    </Button>
  );
};
