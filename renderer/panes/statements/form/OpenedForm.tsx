import { ok, type Result } from '../../../../contracts/result.ts';
import { api } from '../../../api.ts';
import { useAsk } from '../../../hooks/useAsk.ts';
import type { ErrorCode } from '../../../strings/en/errors.ts';
import { strings } from '../../../strings/index.ts';
import { AskState } from '../../../workspace/AskState.tsx';
import { type Mended, mendedPayload } from '../../../workspace/form/mendedPayload.ts';
import type { BegunForm } from '../../../workspace/pane.tsx';
import type { From } from './fields.ts';
import { TakeStatement } from './TakeStatement.tsx';

/** A statement that is being taken, once its crime is here, and the witness's earlier statement where it is further to one. */
export const OpenedForm = ({ form }: { readonly form: BegunForm }) => (
  <AskState
    ask={useAsk(['statements.form', form.draft], () => begin(form), { fresh: true })}
    words={strings.errors.codes}
    where="statements.form"
    loading={strings.forms.loading}
  >
    {({ from, ...mended }) => <TakeStatement open={{ ...form, ...mended }} from={from} />}
  </AskState>
);

interface Beginning extends Mended {
  readonly from: From;
}

const begin = async ({ about, mend }: BegunForm): Promise<Result<Beginning, ErrorCode>> => {
  const mended = await mendedPayload(mend);
  if (!mended.ok) return mended;
  const crimeId = mended.value.payload?.['crimeId'];
  const from = await beginsWith(typeof crimeId === 'string' ? crimeId : about);
  return from.ok ? ok({ ...mended.value, from: from.value }) : from;
};

/** The crime with this number, or that of the statement that has it. */
const beginsWith = async (about: string | undefined): Promise<Result<From, ErrorCode>> => {
  if (about === undefined) return ok({});
  const earlier = await api.statements.get({ id: about });
  const crime = await api.crime.get({ id: earlier.ok ? earlier.value.crimeId : about });
  if (earlier.ok) return ok({ earlier: earlier.value, ...(crime.ok ? { crime: crime.value } : {}) });
  return crime.ok ? ok({ crime: crime.value }) : crime;
};
