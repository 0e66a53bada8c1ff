import type { CrimeRow } from '../../../../../contracts/ipc/crime.ts';
import type { ShownRecord } from '../../../../../contracts/ipc/records.ts';
import type { IncidentRow } from '../../../../../contracts/ipc/storm.ts';
import { ok, type Result } from '../../../../../contracts/result.ts';
import { api } from '../../../../api.ts';
import { useAsk } from '../../../../hooks/useAsk.ts';
import type { ErrorCode } from '../../../../strings/en/errors.ts';
import { strings } from '../../../../strings/index.ts';
import { AskState } from '../../../../workspace/AskState.tsx';
import { type Mended, mendedPayload } from '../../../../workspace/form/mendedPayload.ts';
import type { PersonForm } from '../../location.ts';
import { DetailForm } from './DetailForm.tsx';
import { LinkForm } from './LinkForm.tsx';
import { NewPerson } from './NewPerson.tsx';

/** As many of the officer's own logs and crimes as there are to choose from. */
const MOST_RECORDS = 20;

/** The form that a location names, once what it begins with is here: the person, the command that is changed in it, what may be chosen. */
export const OpenedForm = ({ form }: { readonly form: PersonForm }) => (
  <AskState
    ask={useAsk(['records.form', form.draft], () => begin(form), { fresh: true })}
    words={strings.errors.codes}
    where="records.form"
    loading={strings.forms.loading}
  >
    {({ mended, record, logs, crimes }) => {
      const open = { ...form, ...mended };
      if (record === undefined || form.kind === 'person.create') return <NewPerson open={open} />;
      return form.kind === 'person.add' ? (
        <DetailForm open={open} record={record} />
      ) : (
        <LinkForm open={open} record={record} logs={logs} crimes={crimes} />
      );
    }}
  </AskState>
);

interface Beginning {
  readonly mended: Mended;
  readonly record?: ShownRecord;
  readonly logs: readonly IncidentRow[];
  readonly crimes: readonly CrimeRow[];
}

const begin = async ({ kind, about, mend }: PersonForm): Promise<Result<Beginning, ErrorCode>> => {
  const mended = await mendedPayload(mend);
  if (!mended.ok) return mended;
  const { payload } = mended.value;
  const begun: Beginning = { mended: mended.value, logs: [], crimes: [] };
  if (kind === 'person.create') return ok(begun);
  const named = payload?.['personId'];
  const id = about ?? (typeof named === 'string' ? named : '');
  const person = await api.records.person({ id });
  if (!person.ok) return person;
  const { record } = person.value;
  if (kind === 'person.add') return ok({ ...begun, record });
  const page = { offset: 0, limit: MOST_RECORDS };
  const [logs, crimes] = await Promise.all([
    api.storm.list({ scope: 'mine', ...page }),
    api.crime.list({ scope: 'mine', text: '', ...page }),
  ]);
  return ok({
    ...{ mended: mended.value, record },
    logs: logs.ok && logs.value.known ? logs.value.value.rows : [],
    crimes: crimes.ok && crimes.value.known ? crimes.value.value.rows : [],
  });
};
