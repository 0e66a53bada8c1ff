import { listed, wordOf } from '../../../../format/text.ts';
import { strings } from '../../../../strings/index.ts';
import type { ReportFields } from '../crimeFields.ts';
import type { QuestionStep } from '../steps.ts';
import { wordsOf } from './stepsShown.ts';

/** What is written to a question with names, as it is read to whoever reports it. */
export const readOut = (step: QuestionStep, fields: ReportFields): string => {
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

/** To whom it is read: the victim, else the first who is in it. */
export const readerOf = ({ people }: ReportFields): string | undefined =>
  (people.find(({ roles }) => roles.includes('victim')) ?? people[0])?.name || undefined;
