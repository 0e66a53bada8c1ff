import { Edit20Regular } from '@fluentui/react-icons/svg/edit';
import { listed, wordOf } from '../../../../format/text.ts';
import { strings } from '../../../../strings/index.ts';
import { Button } from '../../../../ui/Button.tsx';
import type { Faults } from '../../../../workspace/form/useForm.ts';
import type { CrimeDoubt } from '../crimeFaults.ts';
import type { ReportFields } from '../crimeFields.ts';
import { type QuestionStep, questionSteps, stepOf } from '../steps.ts';
import s from './check.module.css';
import { Findings } from './Findings.tsx';
import type { GoTo, StepProps } from './step.ts';
import { wordsOf } from './stepsShown.ts';

const { crime: w } = strings.forms;

/** What must be put right and what should be looked at, each with the way to its field; and the report to be read out. */
export const Check = ({
  fields,
  change,
  all,
  doubts,
  goTo,
}: Pick<StepProps, 'fields' | 'change'> & {
  /** What must be put right. */
  readonly all: Faults;
  readonly doubts: readonly CrimeDoubt[];
  readonly goTo: GoTo;
}) => {
  const wrongSteps = new Set(Object.keys(all).map(stepOf));
  const reporter = fields.people.find(({ roles }) => roles.includes('victim')) ?? fields.people[0];
  const unvalued = (at: number): Partial<ReportFields> => ({
    property: fields.property.map((item, index) => (index === at ? { ...item, value: w.valueNotKnown } : item)),
  });
  return (
    <>
      <Findings all={all} doubts={doubts} goTo={goTo}>
        {({ doubt, at }) =>
          doubt === 'noValue' && at !== undefined && <Button onClick={() => change(unvalued(at))}>{w.valueNotKnown}</Button>
        }
      </Findings>
      <section className={s.read}>
        <h3>{reporter === undefined || reporter.name === '' ? w.readOutPlain : w.readOut(reporter.name)}</h3>
        <dl>
          {questionSteps.map((step) => (
            <div key={step} className={wrongSteps.has(step) ? s.off : undefined}>
              <dt>{w.steps[step]}</dt>
              <dd dir="auto">{readOut(step, fields) || w.nothing}</dd>
              <dd>
                <Button appearance="subtle" icon={<Edit20Regular />} aria-label={w.goTo(w.steps[step])} onClick={() => goTo(step)} />
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
};

/** With names, as they are read to whoever reports it. */
const readOut = (step: QuestionStep, fields: ReportFields): string => {
  if (step === 'who')
    return fields.people.map(({ name, roles }) => `${name}: ${listed(roles.map((role) => wordOf(strings.crime.roles, role)))}`).join('. ');
  if (step === 'property')
    return [
      ...fields.property.map(
        ({ text, kind, value }) => `${text}, ${wordOf(strings.crime.propertyKinds, kind).toLowerCase()}${value === '' ? '' : `, ${value}`}`,
      ),
      ...fields.vehicles.map(({ plate, description, role }) =>
        [`${description} ${plate}`.trim(), wordOf(strings.crime.vehicleRoles, role).toLowerCase()].filter(Boolean).join(', '),
      ),
    ].join('. ');
  if (step === 'risk')
    return fields.flags
      .map((flag) => {
        const answers = fields.answers.filter((one) => one.flag === flag && one.answer !== '').map(({ answer }) => answer);
        return answers.length === 0 ? flag : `${flag}: ${answers.join(', ')}`;
      })
      .join('. ');
  return wordsOf(step, fields);
};
