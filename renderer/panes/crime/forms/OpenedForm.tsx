import type { OutboxCommand } from '../../../../contracts/ipc/link.ts';
import type { ShownIncident } from '../../../../contracts/ipc/storm.ts';
import { ok, type Result } from '../../../../contracts/result.ts';
import { api } from '../../../api.ts';
import { useCall } from '../../../hooks/useCall.ts';
import type { ErrorCode } from '../../../strings/en/errors.ts';
import { strings } from '../../../strings/index.ts';
import { Failed, Loading } from '../../../ui/State.tsx';
import type { CrimeForm } from '../../../workspace/location.ts';
import { NewCrime } from './NewCrime.tsx';
import { NewTask } from './NewTask.tsx';

/** The form that a place names, once what it begins with is here: the log it comes from, the command that is changed in it. */
export const OpenedForm = ({ form }: { readonly form: CrimeForm }) => {
  const call = useCall(() => begin(form), form.draft, []);
  switch (call.state.kind) {
    case 'loading':
      return <Loading label={strings.forms.loading} />;
    case 'failed':
      return <Failed code={call.state.code} where="crime.form" again={call.again} />;
    case 'ready': {
      const { log, payload } = call.state.value;
      const open = { ...form, payload };
      return form.kind === 'task.create' ? <NewTask open={open} /> : <NewCrime open={open} log={log} />;
    }
  }
};

interface Beginning {
  readonly log?: ShownIncident;
  readonly payload?: OutboxCommand['payload'];
}

const begin = async ({ kind, about, mend }: CrimeForm): Promise<Result<Beginning, ErrorCode>> => {
  if (mend !== undefined) {
    const command = await api.link.command({ id: mend });
    return command.ok ? ok({ payload: command.value.payload }) : command;
  }
  if (kind === 'task.create' || about === undefined) return ok({});
  // The officer has it open, or had: its lines are seen when it is opened as a log.
  const log = await api.storm.get({ id: about, markSeen: false });
  return log.ok ? ok({ log: log.value }) : log;
};
