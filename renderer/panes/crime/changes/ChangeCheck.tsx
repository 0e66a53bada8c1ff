import { Edit20Regular } from '@fluentui/react-icons/svg/edit';
import type { Offence } from '../../../../contracts/domain/crime.ts';
import { type CrimeField, differing, fieldsOf } from '../../../../contracts/domain/crime-changes.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import type { Faults } from '../../../workspace/form/useForm.ts';
import s from '../../../workspace/guide/check.module.css';
import { Findings } from '../../../workspace/guide/Findings.tsx';
import type { GoTo } from '../../../workspace/guide/steps.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { OfficerField } from '../forms/OfficerField.tsx';
import { questionSteps, type Step, stepOf } from '../forms/steps.ts';
import { type ChangeFields, changedValues, seenIn, stepOfField } from './changeFields.ts';
import { fieldName, fieldWords } from './fieldWords.ts';

const { update: w, fields: names } = strings.changes;
const { steps } = strings.forms.crime;
const { goTo: change } = strings.forms.guide;
/** Goes with the offence, and says nothing more. */
const isSaid = (field: CrimeField): boolean => field !== 'type';

/** What is to be put right, what is changed from what, and for a supervisor to whom the report is handed over. */
export const ChangeCheck = ({
  fields,
  set,
  faults,
  all,
  offence,
  goTo,
}: {
  readonly fields: ChangeFields;
  readonly set: (some: Partial<ChangeFields>) => void;
  readonly faults: Faults;
  /** What must be put right, also what nobody was told of yet. */
  readonly all: Faults;
  /** That the report has so far. */
  readonly offence: Offence | undefined;
  readonly goTo: GoTo<Step>;
}) => {
  const { officer } = useWorkspace();
  const { before, changes } = changedValues(fields);
  const seen = seenIn(fields);
  const offences = new Map([offence, fields.offence].flatMap((one) => (one === undefined ? [] : [[one.code, one.text]])));
  const words = (field: CrimeField): string => {
    const { was, is } = differing(before[field], changes[field]);
    const people = seen.people ?? [];
    return w.from(fieldWords(field, was, { people, offences }), fieldWords(field, is, { people: changes.people ?? people, offences }));
  };
  const said = fieldsOf(changes).filter(isSaid);
  return (
    <>
      <Findings<Step> steps={questionSteps} names={steps} stepOf={stepOf} all={said.length === 0 ? {} : all} doubts={[]} goTo={goTo} />
      <section className={s.read}>
        <h3>{w.changed(said.length)}</h3>
        <dl>
          {said.map((field) => {
            const step = stepOfField[field];
            return (
              <div key={field}>
                <dt>{fieldName(field)}</dt>
                <dd dir="auto">{words(field)}</dd>
                <dd>
                  <Button
                    appearance="subtle"
                    icon={<Edit20Regular />}
                    aria-label={step === 'check' ? change(names[field]) : change(steps[step])}
                    onClick={() => goTo(step, step === 'check' ? 'officer' : undefined)}
                  />
                </dd>
              </div>
            );
          })}
        </dl>
      </section>
      {officer.roles.includes('supervisor') && (
        <OfficerField
          name="officer"
          label={names.officerInCase}
          typed={fields.who}
          chosen={fields.officer}
          wrong={faults['officer']}
          change={(who, chosen) => set({ who, officer: chosen })}
        />
      )}
    </>
  );
};
