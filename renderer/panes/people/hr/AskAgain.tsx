import { ArrowCounterclockwise20Regular } from '@fluentui/react-icons/svg/arrow-counterclockwise';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { useOpenForm } from '../../../workspace/useOpenForm.ts';
import s from './hr.module.css';
import { requestKind, type ShownRequest } from './requestWords.ts';

const { cameBack: w } = strings.hr;

/** The form of each kind. */
const FORMS = {
  leave: 'leave.request',
  overtime: 'overtime.claim',
  expense: 'expense.claim',
  details: 'details.change',
  swap: 'swap.ask',
} as const;

/** What was sent back, changed and asked for again: the form has all that was in it. */
export const AskAgain = ({ request }: { readonly request: ShownRequest }) => {
  const openForm = useOpenForm();
  const kind = FORMS[requestKind(request)];
  const open = (): void => openForm(kind, request.id, { pane: 'people', view: 'requests', id: request.id });
  return (
    <div className={s.answer}>
      <div className={s.acts}>
        <p>{w.again}</p>
        <Button appearance="primary" icon={<ArrowCounterclockwise20Regular />} onClick={open}>
          {kind.endsWith('.claim') ? w.claimAgain : w.askAgain}
        </Button>
      </div>
    </div>
  );
};
