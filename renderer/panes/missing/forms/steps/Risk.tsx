import { Clock20Filled } from '@fluentui/react-icons/svg/clock';
import { reviewDueAfter } from '../../../../../contracts/domain/missing-review.ts';
import { dayClock } from '../../../../format/time.ts';
import { useNow } from '../../../../hooks/useNow.ts';
import { strings } from '../../../../strings/index.ts';
import { instantOf } from '../../../../workspace/form/values.ts';
import { RiskFields } from '../../actions/RiskFields.tsx';
import { yearsOf } from '../missingFaults.ts';
import { answerTo, type MissingFields } from '../missingFields.ts';
import type { StepProps } from './step.ts';
import s from './steps.module.css';

const { missingPerson: w } = strings.forms;
/** Who is younger is a child. */
const ADULT_YEARS = 18;

/** The officer sets the grade, beside the answers; what was answered is offered as a reason, and nothing is chosen before. */
export const Risk = ({ fields, change, faults }: StepProps) => {
  const now = useNow();
  return (
    <div className={s.part}>
      <RiskFields fields={fields} change={change} faults={faults} offered={reasonsOf(fields, now)} />
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

const reasonsOf = (fields: MissingFields, now: Date): readonly string[] => {
  const { reasonsOf: r } = w;
  const isYes = (question: 'outOfCharacter' | 'before' | 'care' | 'victim'): boolean => answerTo(fields, question).choice === 'yes';
  const by = instantOf(fields.careBy, 'coming');
  const years = yearsOf(fields, now);
  return [
    years !== undefined && years < ADULT_YEARS && r.young,
    isYes('outOfCharacter') && r.outOfCharacter,
    isYes('before') && r.before,
    isYes('care') && (by === undefined ? r.care : r.careBy(dayClock(by, now))),
    isYes('victim') && r.victim,
  ].filter((reason) => reason !== false);
};
