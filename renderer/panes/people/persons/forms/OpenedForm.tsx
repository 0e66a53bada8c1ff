import { thingTypeOf } from '../../../../../contracts/domain/thing-type.ts';
import type { CrimeRow, ShownTask } from '../../../../../contracts/ipc/crime.ts';
import type { IncidentRow } from '../../../../../contracts/ipc/storm.ts';
import { fail, ok, type Result } from '../../../../../contracts/result.ts';
import { api } from '../../../../api.ts';
import { useAsk } from '../../../../hooks/useAsk.ts';
import type { ErrorCode } from '../../../../strings/en/errors.ts';
import { strings } from '../../../../strings/index.ts';
import { AskState } from '../../../../workspace/AskState.tsx';
import { type Mended, mendedPayload } from '../../../../workspace/form/mendedPayload.ts';
import type { PersonForm } from '../../location.ts';
import { NewThing } from '../../things/NewThing.tsx';
import type { AnyRecord } from '../traits.ts';
import { DetailForm } from './DetailForm.tsx';
import { LinkForm } from './LinkForm.tsx';
import { NewPerson } from './NewPerson.tsx';

/** As many of the officer's own logs and crimes as there are to choose from. */
const MOST_RECORDS = 20;

/** The form that a location names, once what it begins with is here: the record, the command that is changed in it, what may be chosen. */
export const OpenedForm = ({ form }: { readonly form: PersonForm }) => (
  <AskState
    ask={useAsk(['records.form', form.draft], () => begin(form), { fresh: true })}
    words={strings.errors.codes}
    where="records.form"
    loading={strings.forms.loading}
  >
    {({ mended, record, ...own }) => {
      const open = { ...form, ...mended };
      if (form.kind === 'thing.create') return <NewThing open={open} />;
      if (record === undefined || form.kind === 'person.create') return <NewPerson open={open} />;
      return form.kind === 'link.create' ? <LinkForm open={open} record={record} {...own} /> : <DetailForm open={open} record={record} />;
    }}
  </AskState>
);

interface Beginning {
  readonly mended: Mended;
  readonly record?: AnyRecord;
  readonly logs: readonly IncidentRow[];
  readonly crimes: readonly CrimeRow[];
  readonly tasks: readonly ShownTask[];
}

const begin = async ({ kind, about, mend }: PersonForm): Promise<Result<Beginning, ErrorCode>> => {
  const mended = await mendedPayload(mend);
  if (!mended.ok) return mended;
  const { payload } = mended.value;
  const begun: Beginning = { mended: mended.value, logs: [], crimes: [], tasks: [] };
  if (kind === 'person.create' || kind === 'thing.create') return ok(begun);
  const named = payload?.['personId'] ?? payload?.['thingId'];
  const record = await recordOf(about ?? (typeof named === 'string' ? named : ''));
  if (!record.ok) return record;
  if (kind !== 'link.create') return ok({ ...begun, record: record.value });
  const page = { offset: 0, limit: MOST_RECORDS };
  const [logs, crimes, tasks] = await Promise.all([
    api.storm.list({ scope: 'mine', ...page }),
    api.crime.list({ scope: 'mine', text: '', ...page }),
    api.crime.tasks(null),
  ]);
  return ok({
    ...{ mended: mended.value, record: record.value },
    logs: logs.ok && logs.value.known ? logs.value.value.rows : [],
    crimes: crimes.ok && crimes.value.known ? crimes.value.value.rows : [],
    tasks: tasks.ok && tasks.value.known ? tasks.value.value.slice(0, MOST_RECORDS) : [],
  });
};

/** A person's record or a thing's, by its number; a provisional id may be of either. */
const recordOf = async (id: string): Promise<Result<AnyRecord, ErrorCode>> => {
  const person = thingTypeOf(id) === undefined ? await api.records.person({ id }) : undefined;
  if (person?.ok === true) return ok(person.value.record);
  const thing = await api.records.thing({ type: 'vehicle', id });
  if (!thing.ok) return thing;
  const { record } = thing.value;
  return record === undefined ? fail('NotFound') : ok(record);
};
