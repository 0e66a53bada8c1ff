import { ok, type Result } from '../../../../contracts/result.ts';
import { useAsk } from '../../../hooks/useAsk.ts';
import type { ErrorCode } from '../../../strings/en/errors.ts';
import { strings } from '../../../strings/index.ts';
import { AskState } from '../../../workspace/AskState.tsx';
import { type Mended, mendedPayload } from '../../../workspace/form/mendedPayload.ts';
import type { BegunForm } from '../../../workspace/pane.tsx';
import type { FromLog } from '../../crime/forms/crimeFields.ts';
import { fromLog } from '../../crime/forms/fromLog.ts';
import { NewReport } from './NewReport.tsx';

/** The form of a new report, once what it begins with is here: the log it comes from, the command that is changed in it. */
export const OpenedForm = ({ form }: { readonly form: BegunForm }) => (
  <AskState
    ask={useAsk(['missing.form', form.draft], () => begin(form), { fresh: true })}
    words={strings.errors.codes}
    where="missing.form"
    loading={strings.forms.loading}
  >
    {({ from, ...mended }) => <NewReport open={{ ...form, ...mended }} from={from} />}
  </AskState>
);

interface Beginning extends Mended {
  readonly from?: FromLog;
}

const begin = async ({ about, mend }: BegunForm): Promise<Result<Beginning, ErrorCode>> => {
  if (mend !== undefined) return mendedPayload(mend);
  if (about === undefined) return ok({});
  const from = await fromLog(about);
  return from.ok ? ok({ from: from.value }) : from;
};
