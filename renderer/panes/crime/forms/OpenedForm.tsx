import { ok, type Result } from '../../../../contracts/result.ts';
import { useAsk } from '../../../hooks/useAsk.ts';
import type { ErrorCode } from '../../../strings/en/errors.ts';
import { strings } from '../../../strings/index.ts';
import { AskState } from '../../../workspace/AskState.tsx';
import { type Mended, mendedPayload } from '../../../workspace/form/mendedPayload.ts';
import type { BegunForm } from '../../../workspace/pane.tsx';
import type { CrimeFormKind } from '../location.ts';
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
    {({ from, ...mended }) =>
      form.kind === 'task.create' ? <NewTask open={{ ...form, ...mended }} /> : <NewCrime open={{ ...form, ...mended }} from={from} />
    }
  </AskState>
);

interface Beginning extends Mended {
  readonly from?: FromLog;
}

const begin = async ({ kind, about, mend }: CrimeForm): Promise<Result<Beginning, ErrorCode>> => {
  if (mend !== undefined) return mendedPayload(mend);
  if (kind === 'task.create' || about === undefined) return ok({});
  const from = await fromLog(about);
  return from.ok ? ok({ from: from.value }) : from;
};
