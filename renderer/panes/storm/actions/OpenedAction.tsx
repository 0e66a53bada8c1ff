import type { ShownIncident } from '../../../../contracts/ipc/storm.ts';
import { useAsk } from '../../../hooks/useAsk.ts';
import { strings } from '../../../strings/index.ts';
import { AskState } from '../../../workspace/AskState.tsx';
import { mendedPayload } from '../../../workspace/form/mendedPayload.ts';
import { AddMark } from './AddMark.tsx';
import { draftOf, type OpenAction } from './kinds.ts';
import { Regrade } from './Regrade.tsx';
import { RequestResource } from './RequestResource.tsx';
import { ResultForm } from './ResultForm.tsx';

const forms = { regrade: Regrade, result: ResultForm, request: RequestResource, mark: AddMark } as const;

/** The form that is open on a log, once the command that is changed in it is here. */
export const OpenedAction = ({
  action,
  called,
  log,
  close,
}: {
  readonly action: OpenAction;
  /** By what the log was opened: its number, or provisional. */
  readonly called: string;
  readonly log: ShownIncident;
  readonly close: () => void;
}) => {
  const draft = draftOf(action, called);
  const Form = forms[action.kind];
  return (
    <AskState
      ask={useAsk(['storm.action', draft], () => mendedPayload(action.mend), { fresh: true })}
      words={strings.errors.codes}
      where="storm.action"
      loading={strings.forms.loading}
    >
      {(mended) => <Form key={draft} log={log} open={{ draft, about: log.id, mend: action.mend, ...mended }} close={close} />}
    </AskState>
  );
};
