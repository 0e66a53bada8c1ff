import { isProvisional } from '../../../../contracts/domain/provisional.ts';
import type { ShownMissing } from '../../../../contracts/ipc/missing.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { strings } from '../../../strings/index.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { NewTaskButton } from '../../crime/forms/buttons.tsx';
import { TaskLine } from '../../crime/TaskLine.tsx';
import s from './record.module.css';

const { tasks: w } = strings.missing;

/** Who is to do what for it, and how each of it stands; a supervisor sets more, once the report has its number. */
export const Tasks = ({ id, tasks }: { readonly id: string; readonly tasks: ShownMissing['tasks'] }) => {
  const now = useNow();
  const sets = useWorkspace().officer.roles.includes('supervisor') && !isProvisional(id);
  if (tasks.length === 0 && !sets) return null;
  return (
    <section className={s.tasks} aria-label={w.title(tasks.length)}>
      <h3>{w.title(tasks.length)}</h3>
      {tasks.length > 0 && (
        <ul>
          {tasks.map((task) => (
            <TaskLine key={task.id} task={task} now={now} />
          ))}
        </ul>
      )}
      {sets && (
        <div className={s.ways}>
          <NewTaskButton on={id} />
        </div>
      )}
    </section>
  );
};
