import { ok, type Result } from '../../../../contracts/result.ts';
import { api } from '../../../api.ts';
import { useAsk } from '../../../hooks/useAsk.ts';
import type { ErrorCode } from '../../../strings/en/errors.ts';
import { strings } from '../../../strings/index.ts';
import { AskState } from '../../../workspace/AskState.tsx';
import { type Mended, mendedPayload } from '../../../workspace/form/mendedPayload.ts';
import type { BegunForm } from '../../../workspace/pane.tsx';
import type { About } from './fields.ts';
import { NewExhibit } from './NewExhibit.tsx';

const MARKING = 'OFFICIAL-SENSITIVE';

/** An exhibit that is being taken, once what it belongs to is here, and the command that is changed in the form. */
export const OpenedForm = ({ form }: { readonly form: BegunForm }) => (
  <AskState
    ask={useAsk(['exhibits.form', form.draft], () => begin(form), { fresh: true })}
    words={strings.errors.codes}
    where="exhibits.form"
    loading={strings.forms.loading}
  >
    {({ about, mended }) => <NewExhibit open={{ ...form, ...mended }} about={about} />}
  </AskState>
);

const begin = async ({ about, mend }: BegunForm): Promise<Result<{ readonly about: About; readonly mended: Mended }, ErrorCode>> => {
  const mended = await mendedPayload(mend);
  if (!mended.ok) return mended;
  const { payload } = mended.value;
  if (payload !== undefined) {
    const id = (name: string) => (typeof payload[name] === 'string' ? payload[name] : undefined);
    const same = { crimeId: id('crimeId'), incidentId: id('incidentId'), statementId: id('statementId') };
    return ok({ about: { ...same, marking: id('marking') ?? MARKING, place: '' }, mended: mended.value });
  }
  const found = await belongsTo(about ?? '');
  return found.ok ? ok({ about: found.value, mended: mended.value }) : found;
};

/** A crime, a statement with its crime, or a log. */
const belongsTo = async (id: string): Promise<Result<About, ErrorCode>> => {
  const crime = await api.crime.get({ id });
  if (crime.ok) return ok({ crimeId: crime.value.id, marking: MARKING, place: crime.value.place.text });
  const taken = await api.statements.get({ id });
  if (taken.ok) {
    const { crimeId, statement } = taken.value;
    const witness = `${statement.witness.forenames} ${statement.witness.surname}`;
    return ok({ crimeId, statementId: taken.value.id, marking: statement.marking, place: statement.place, witness });
  }
  const log = await api.storm.get({ id });
  return log.ok ? ok({ incidentId: log.value.id, marking: MARKING, place: log.value.place.text }) : log;
};
