import type { ShownTask } from '../../../../contracts/ipc/crime.ts';
import { fail, ok, type Result } from '../../../../contracts/result.ts';
import { api } from '../../../api.ts';
import { useAsk } from '../../../hooks/useAsk.ts';
import type { ErrorCode } from '../../../strings/en/errors.ts';
import { strings } from '../../../strings/index.ts';
import { AskState } from '../../../workspace/AskState.tsx';
import { type Mended, mendedPayload } from '../../../workspace/form/mendedPayload.ts';
import type { BegunForm } from '../../../workspace/pane.tsx';
import type { CrimeFormKind } from '../location.ts';
import { ChangeTask } from './ChangeTask.tsx';
import type { FromLog } from './crimeFields.ts';
import { fromLog } from './fromLog.ts';
import { NewCrime } from './NewCrime.tsx';
import { NewTask } from './NewTask.tsx';

interface CrimeForm extends BegunForm {
  readonly kind: CrimeFormKind;
}

/** The form that a location names, once what it begins with is here: the log it comes from, the command that is changed in it. */
export const OpenedForm = ({ form }: { readonly form: CrimeForm }) => (
  <AskState
    ask={useAsk(['crime.form', form.draft], () => begin(form), { fresh: true })}
    words={strings.errors.codes}
    where="crime.form"
    loading={strings.forms.loading}
  >
    {({ from, task, ...mended }) => {
      const open = { ...form, ...mended };
      if (task !== undefined) return <ChangeTask open={open} task={task} />;
      return form.kind === 'task.create' ? <NewTask open={open} /> : <NewCrime open={open} from={from} />;
    }}
  </AskState>
);

interface Beginning extends Mended {
  readonly from?: FromLog;
  /** That is changed. */
  readonly task?: ShownTask;
}

const begin = async ({ kind, about, mend }: CrimeForm): Promise<Result<Beginning, ErrorCode>> => {
  if (kind === 'task.change') return changed(about, mend);
  if (mend !== undefined) return mendedPayload(mend);
  if (kind === 'task.create' || about === undefined) return ok({});
  const from = await fromLog(about);
  return from.ok ? ok({ from: from.value }) : from;
};

const changed = async (id: string | undefined, mend: string | undefined): Promise<Result<Beginning, ErrorCode>> => {
  const [tasks, mended] = await Promise.all([api.crime.tasks(null), mendedPayload(mend)]);
  if (!tasks.ok) return tasks;
  if (!mended.ok) return mended;
  const task = tasks.value.known ? tasks.value.value.find((one) => one.id === id || one.was === id) : undefined;
  return task === undefined ? fail('NotFound') : ok({ ...mended.value, task });
};
