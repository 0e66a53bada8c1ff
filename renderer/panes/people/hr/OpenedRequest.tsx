import { addDays, forceDay } from '../../../../contracts/domain/force-calendar.ts';
import { isOpenTask } from '../../../../contracts/domain/open-task.ts';
import type { ShownTask } from '../../../../contracts/ipc/crime.ts';
import type { IncidentRow } from '../../../../contracts/ipc/storm.ts';
import { ok, type Result } from '../../../../contracts/result.ts';
import { api } from '../../../api.ts';
import { useAsk } from '../../../hooks/useAsk.ts';
import { useNow } from '../../../hooks/useNow.ts';
import type { ErrorCode } from '../../../strings/en/errors.ts';
import { strings } from '../../../strings/index.ts';
import { AskState } from '../../../workspace/AskState.tsx';
import { type MendedPayload, mendedPayload } from '../../../workspace/form/mendedPayload.ts';
import type { PersonForm } from '../location.ts';
import { LeaveForm } from './LeaveForm.tsx';
import { OvertimeForm } from './OvertimeForm.tsx';
import { useHrFacts } from './useHrFacts.ts';

/** As many of the officer's own logs as there are to choose from. */
const MOST_LOGS = 20;
/** Two months are known at most; overtime of longer ago goes to the roster desk. */
const DAYS_AHEAD = 61;
const DAYS_BACK = 28;

/** The form of a request that a location names, once what it begins with is here. */
export const OpenedRequest = ({ form }: { readonly form: PersonForm }) => {
  const today = forceDay(useNow());
  const isLeave = form.kind === 'leave.request';
  const facts = useHrFacts(isLeave ? today : addDays(today, -DAYS_BACK), addDays(today, isLeave ? DAYS_AHEAD : 1));
  const beginning = useAsk(['people.form', form.draft], () => begin(form), { fresh: true });
  const shared = { words: strings.errors.codes, where: 'people.form', loading: strings.forms.loading };
  return (
    <AskState {...shared} ask={facts} pane={isLeave ? strings.hr.leave.title : strings.hr.overtime.title} keepLast>
      {(known) => (
        <AskState {...shared} ask={beginning}>
          {({ payload, logs, tasks }) =>
            isLeave ? (
              <LeaveForm open={{ ...form, payload }} facts={known} />
            ) : (
              <OvertimeForm open={{ ...form, payload }} facts={known} logs={logs} tasks={tasks} />
            )
          }
        </AskState>
      )}
    </AskState>
  );
};

interface Beginning {
  readonly payload: MendedPayload;
  readonly logs: readonly IncidentRow[];
  readonly tasks: readonly ShownTask[];
}

const begin = async ({ kind, mend }: PersonForm): Promise<Result<Beginning, ErrorCode>> => {
  const mended = await mendedPayload(mend);
  if (!mended.ok) return mended;
  const { payload } = mended.value;
  if (kind === 'leave.request') return ok({ payload, logs: [], tasks: [] });
  const [logs, tasks] = await Promise.all([api.storm.list({ scope: 'mine', offset: 0, limit: MOST_LOGS }), api.crime.tasks(null)]);
  return ok({
    payload,
    logs: logs.ok && logs.value.known ? logs.value.value.rows : [],
    tasks: tasks.ok && tasks.value.known ? tasks.value.value.filter((task) => task.mine === 'own' && isOpenTask(task)) : [],
  });
};
