import { Stethoscope24Regular } from '@fluentui/react-icons/svg/stethoscope';
import { addDays, forceDay } from '../../../../contracts/domain/force-calendar.ts';
import { isOpenTask } from '../../../../contracts/domain/open-task.ts';
import type { ShownTask } from '../../../../contracts/ipc/crime.ts';
import type { IncidentRow } from '../../../../contracts/ipc/storm.ts';
import { assertNever, ok, type Result } from '../../../../contracts/result.ts';
import { api } from '../../../api.ts';
import { useAsk } from '../../../hooks/useAsk.ts';
import { useNow } from '../../../hooks/useNow.ts';
import type { ErrorCode } from '../../../strings/en/errors.ts';
import { strings } from '../../../strings/index.ts';
import { Empty } from '../../../ui/State.tsx';
import { AskState } from '../../../workspace/AskState.tsx';
import { mendedPayload } from '../../../workspace/form/mendedPayload.ts';
import type { Location } from '../../../workspace/location.ts';
import type { RequestForm, RequestFormKind } from '../location.ts';
import type { Before } from './CameBack.tsx';
import { DetailsForm } from './DetailsForm.tsx';
import { ExpenseForm } from './ExpenseForm.tsx';
import { LeaveForm } from './LeaveForm.tsx';
import { OvertimeForm } from './OvertimeForm.tsx';
import { BackForm, CertificateForm, ReportForm } from './sickness/SicknessForms.tsx';
import { SwapForm } from './swap/SwapForm.tsx';
import { type HrFacts, useHrFacts } from './useHrFacts.ts';

/** As many of the officer's own logs as there are to choose from. */
const MOST_LOGS = 20;
/** Two months are known at most; overtime of longer ago goes to the roster desk. */
const DAYS_AHEAD = 61;
const DAYS_BACK = 28;

/** The form of a request that a location names, once what it begins with is here. `back`: where it was opened. */
export const OpenedRequest = ({ form, back }: { readonly form: RequestForm; readonly back: Location }) => {
  const today = forceDay(useNow());
  const ofOvertime = form.kind === 'overtime.claim';
  const facts = useHrFacts(addDays(today, ofOvertime ? -DAYS_BACK : -1), addDays(today, ofOvertime ? 1 : DAYS_AHEAD));
  const beginning = useAsk(['people.form', form.draft], () => begin(form), { fresh: true });
  const shared = { words: strings.errors.codes, where: 'people.form', loading: strings.forms.loading };
  return (
    <AskState {...shared} ask={facts} pane={titleOf(form.kind)} keepLast>
      {(known) => (
        <AskState {...shared} ask={beginning}>
          {(begun) => <Form form={form} back={back} facts={known} begun={begun} />}
        </AskState>
      )}
    </AskState>
  );
};

const Form = ({
  form,
  back,
  facts,
  begun: { logs, tasks, ...before },
}: {
  readonly form: RequestForm;
  readonly back: Location;
  readonly facts: HrFacts;
  readonly begun: Beginning;
}) => {
  const open = { ...form, ...before };
  const named = form.about ?? before.payload?.['sicknessId'];
  const sickness = facts.ownSickness.find(({ id, was }) => id === named || was === named);
  switch (form.kind) {
    case 'leave.request':
      return <LeaveForm open={open} back={back} facts={facts} />;
    case 'overtime.claim':
      return <OvertimeForm open={open} back={back} facts={facts} logs={logs} tasks={tasks} />;
    case 'expense.claim':
      return <ExpenseForm open={open} back={back} />;
    case 'details.change':
      return <DetailsForm open={open} back={back} />;
    case 'swap.ask':
      return <SwapForm open={open} back={back} facts={facts} />;
    case 'sickness.report':
      return <ReportForm open={open} back={back} own={facts.ownSickness} />;
    case 'sickness.fit':
      return sickness === undefined ? <Gone /> : <BackForm open={open} back={back} sickness={sickness} />;
    case 'sickness.certify':
      return sickness === undefined ? <Gone /> : <CertificateForm open={open} back={back} sickness={sickness} />;
    default:
      return assertNever(form.kind);
  }
};

/** What it is about is on this laptop no more. */
const Gone = () => <Empty icon={<Stethoscope24Regular />} title={strings.hr.sickness.gone} lead={strings.hr.sickness.goneLead} />;

const titleOf = (kind: RequestFormKind): string => {
  const { leave, overtime, expense, details, swap, sickness } = strings.hr;
  switch (kind) {
    case 'leave.request':
      return leave.title;
    case 'overtime.claim':
      return overtime.title;
    case 'expense.claim':
      return expense.title;
    case 'details.change':
      return details.title;
    case 'swap.ask':
      return swap.title;
    case 'sickness.report':
      return sickness.reportTitle;
    case 'sickness.fit':
      return sickness.backTitle;
    case 'sickness.certify':
      return sickness.certificateTitle;
    default:
      return assertNever(kind);
  }
};

interface Beginning extends Before {
  readonly logs: readonly IncidentRow[];
  readonly tasks: readonly ShownTask[];
}

const begin = async ({ kind, about, mend }: RequestForm): Promise<Result<Beginning, ErrorCode>> => {
  const asksAgain = mend === undefined && about !== undefined && !kind.startsWith('sickness.');
  const before = asksAgain ? await sentBack(about) : await notTaken(mend);
  if (!before.ok) return before;
  if (kind !== 'overtime.claim') return ok({ ...before.value, logs: [], tasks: [] });
  const [logs, tasks] = await Promise.all([api.storm.list({ scope: 'mine', offset: 0, limit: MOST_LOGS }), api.crime.tasks(null)]);
  return ok({
    ...before.value,
    logs: logs.ok && logs.value.known ? logs.value.value.rows : [],
    tasks: tasks.ok && tasks.value.known ? tasks.value.value.filter((task) => task.mine === 'own' && isOpenTask(task)) : [],
  });
};

/** The command that HQ did not take, and what HQ said of it. */
const notTaken = async (mend: string | undefined): Promise<Result<Before, ErrorCode>> => {
  const mended = await mendedPayload(mend);
  if (!mended.ok) return mended;
  const { payload, reason } = mended.value;
  return ok({ payload, ...(mend === undefined ? {} : { cameBack: { by: 'hq', text: reason } }) });
};

/** The officer's request that was sent back, and what was said of it. */
const sentBack = async (id: string): Promise<Result<Before, ErrorCode>> => {
  const requests = await api.people.requests(null);
  if (!requests.ok) return requests;
  const { leave = [], overtime = [], expense = [], details = [], swap = [] } = requests.value.known ? requests.value.value : {};
  const request = [...leave, ...overtime, ...expense, ...details, ...swap].find((one) => one.id === id);
  const decision = request?.decision;
  return ok({
    payload: request && { ...request },
    ...(decision === undefined ? {} : { cameBack: { by: decision.by, text: decision.text } }),
  });
};
