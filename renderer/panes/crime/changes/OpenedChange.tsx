import type { ShownCrime } from '../../../../contracts/ipc/crime.ts';
import { ok, type Result } from '../../../../contracts/result.ts';
import { api } from '../../../api.ts';
import { useAsk } from '../../../hooks/useAsk.ts';
import type { ErrorCode } from '../../../strings/en/errors.ts';
import { strings } from '../../../strings/index.ts';
import { AskState } from '../../../workspace/AskState.tsx';
import { type Mended, mendedPayload } from '../../../workspace/form/mendedPayload.ts';
import type { ChangeKind, OpenForm } from '../location.ts';
import { ChangeReport } from './ChangeReport.tsx';
import { ReviewReport } from './ReviewReport.tsx';
import { SetOutcome } from './SetOutcome.tsx';
import { TellVictim } from './TellVictim.tsx';

const forms = {
  'crime.update': ChangeReport,
  'crime.outcome': SetOutcome,
  'crime.victimUpdate': TellVictim,
  'crime.review': ReviewReport,
} satisfies Readonly<Record<ChangeKind, unknown>>;

/** A form on a report, once the report and the command that is changed in it are here. */
export const OpenedChange = ({ kind, form }: { readonly kind: ChangeKind; readonly form: OpenForm }) => {
  const Form = forms[kind];
  return (
    <AskState
      ask={useAsk(['crime.change', form.draft], () => begin(form), { fresh: true })}
      words={strings.errors.codes}
      where="crime.change"
      loading={strings.forms.loading}
    >
      {({ crime, mended }) => <Form open={{ ...form, ...mended }} crime={crime} />}
    </AskState>
  );
};

const begin = async ({
  about = '',
  mend,
}: OpenForm): Promise<Result<{ readonly crime: ShownCrime; readonly mended: Mended }, ErrorCode>> => {
  const [crime, mended] = await Promise.all([api.crime.get({ id: about }), mendedPayload(mend)]);
  if (!crime.ok) return crime;
  return mended.ok ? ok({ crime: crime.value, mended: mended.value }) : mended;
};
