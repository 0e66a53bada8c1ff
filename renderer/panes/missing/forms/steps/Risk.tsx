import { Clock20Filled } from '@fluentui/react-icons/svg/clock';
import { reasonsOffered } from '../../../../../contracts/domain/missing-questions.ts';
import { reviewDueAfter } from '../../../../../contracts/domain/missing-review.ts';
import { dayClock } from '../../../../format/time.ts';
import { useNow } from '../../../../hooks/useNow.ts';
import { strings } from '../../../../strings/index.ts';
import { instantOf } from '../../../../workspace/form/values.ts';
import { useWorkspace } from '../../../../workspace/workspace.ts';
import { RiskFields } from '../../actions/RiskFields.tsx';
import { yearsOf } from '../missingFaults.ts';
import type { StepProps } from './step.ts';
import s from './steps.module.css';

const { missingPerson: w } = strings.forms;

/** The officer sets the grade, beside the answers; what was answered is offered as a reason, and nothing is chosen before. */
export const Risk = ({ fields, change, faults }: StepProps) => {
  const now = useNow();
  const { codes } = useWorkspace();
  const by = instantOf(fields.careBy, 'coming');
  const offered = reasonsOffered(codes.of('missingReason'), {
    yes: fields.answers.filter(({ choice }) => choice === 'yes').map(({ question }) => question),
    years: yearsOf(fields, now),
    careBy: by === undefined ? undefined : dayClock(by, now),
  });
  return (
    <div className={s.part}>
      <RiskFields fields={fields} change={change} faults={faults} offered={offered} />
      {fields.grade !== '' && (
        <div className={s.due} role="note">
          <Clock20Filled />
          <p>
            <b>{w.reviewBy(dayClock(reviewDueAfter(fields.grade, now.toISOString()), now))}</b> {w.reviewWhy}
          </p>
        </div>
      )}
    </div>
  );
};
