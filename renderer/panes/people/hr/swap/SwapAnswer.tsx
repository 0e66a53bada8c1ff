import type { ShownSwap } from '../../../../../contracts/ipc/people.ts';
import { give } from '../../../../give.ts';
import { strings } from '../../../../strings/index.ts';
import { AnswerForm } from '../AnswerForm.tsx';

const { swap: w } = strings.hr;

/** The answer of the colleague whom a swap is asked of. */
export const SwapAnswer = ({ request: { id, name } }: { readonly request: ShownSwap }) => (
  <AnswerForm
    label={w.answer}
    hint={w.answerHint(name)}
    yes={w.agree}
    no={w.decline}
    effect={w.agreeEffect}
    answer={(isYes, said) => give('people', 'swap.answer', { swapId: id, decision: isYes ? 'agree' : 'decline', ...said })}
  />
);
