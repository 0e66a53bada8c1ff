import { whyNotStep } from '../../../../contracts/domain/hr-steps.ts';
import { strings } from '../../../strings/index.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { AnswerForm } from './AnswerForm.tsx';
import { claimedOf, isExpense, isLeave, isOvertime, isSwap, money, type ShownRequest, takesOf } from './requestWords.ts';
import { decide } from './steps.ts';

const { requests: w } = strings.hr;

/** The supervisor's answer: approved, or sent back with the reason. */
export const Answer = ({ request }: { readonly request: ShownRequest }) => {
  const { officer } = useWorkspace();
  const changed = isLeave(request) && request.changedDays.length > 0;
  const [what, effect] = effectOf(request);
  return (
    <AnswerForm
      label={w.answer}
      hint={w.answerHint(request.name)}
      yes={w.approve(what)}
      no={w.back}
      effect={effect}
      blocked={changed ? w.changedTeam : undefined}
      whyNotNo={(text) => (whyNotStep(request, { act: 'return', text, officer }) === 'ReturnNeedsAReason' ? w.noReason : undefined)}
      answer={(isYes, said) => {
        const decided = { decision: isYes ? ('approve' as const) : ('return' as const), ...said };
        return decide(request, decided);
      }}
    />
  );
};

/** What is approved, and what follows from it. */
const effectOf = (request: ShownRequest): readonly [what: string, effect: string] => {
  if (isSwap(request)) return [w.theSwap, w.effectSwap];
  if (isLeave(request)) return [takesOf(request), w.effect];
  if (isExpense(request)) return [money(request.pence), w.effectPay];
  if (!isOvertime(request)) return [w.theDetails, w.effectDetails];
  return [claimedOf(request), request.as === 'pay' ? w.effectPay : w.effectTimeOff];
};
