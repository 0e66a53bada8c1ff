import { type RiskGrade, riskGrades } from '../../../../contracts/domain/missing-words.ts';
import { strings } from '../../../strings/index.ts';
import { TextField } from '../../../ui/fields.tsx';
import { RadioCards } from '../../../ui/RadioCards.tsx';
import { Risk } from '../../../ui/Risk.tsx';
import { Toggles } from '../../../ui/Toggles.tsx';
import type { Faults } from '../../../workspace/form/useForm.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import s from './actions.module.css';

const { missingPerson: w } = strings.forms;

/** A risk as it is set in a form. `grade`: none is "". */
export interface RiskFieldsValue {
  readonly grade: RiskGrade | '';
  readonly reasons: readonly string[];
  readonly whyNotLower: string;
}

/** One of four grades, what speaks for it of what is known already, and why it is not one lower. */
export const RiskFields = ({
  fields,
  change,
  faults,
  offered,
  now,
}: {
  readonly fields: RiskFieldsValue;
  readonly change: (some: Partial<RiskFieldsValue>) => void;
  readonly faults: Faults;
  /** Reasons that were answered already. */
  readonly offered: readonly string[];
  /** The grade that holds. */
  readonly now?: string;
}) => {
  const { codes } = useWorkspace();
  const guidance = codes.of('riskGuidance');
  const reasons = [...new Set([...offered, ...fields.reasons])].map((reason) => ({ code: reason, label: reason }));
  return (
    <>
      <div>
        <RadioCards
          label={w.grade}
          name="grade"
          layout="pairs"
          heard
          cards={riskGrades.map((grade) => ({
            ...{
              value: grade,
              label: strings.missing.risks[grade],
              told: guidance?.find(({ code }) => code === grade)?.label,
              mark: <Risk grade={grade} />,
            },
            ...(grade === now ? { end: w.risk.now } : {}),
          }))}
          chosen={fields.grade}
          choose={(grade) => change({ grade })}
        />
        {faults['grade'] !== undefined && <p className={s.wrong}>{faults['grade']}</p>}
      </div>
      {reasons.length > 0 && (
        <Toggles label={w.reasons} name="reasons" items={reasons} on={fields.reasons} change={(on) => change({ reasons: on })} />
      )}
      <TextField
        long
        name="whyNotLower"
        label={w.whyNotLower}
        hint={w.whyNotLowerHint}
        value={fields.whyNotLower}
        wrong={faults['whyNotLower']}
        change={(whyNotLower) => change({ whyNotLower })}
      />
    </>
  );
};
