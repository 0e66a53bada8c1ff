import { CARE_QUESTION } from '../../../../contracts/domain/missing-questions.ts';
import type { Given } from '../../../../contracts/systems/index.ts';
import { strings } from '../../../strings/index.ts';
import { instantOf, some, written } from '../../../workspace/form/values.ts';
import { riskOf } from '../actions/riskFaults.ts';
import { agedOf, placesOf } from './missingFaults.ts';
import { answerTo, type MissingFields, questionsIn } from './missingFields.ts';
import type { Questionnaire } from './useQuestionnaire.ts';

type Payload = Given<'missing', 'missing.create'>;
type Choice = NonNullable<NonNullable<Payload['answers']>[number]['choice']>;

/** The command of a form without faults. */
export const missingPayload = (fields: MissingFields, { questions, askedBy }: Questionnaire): Payload => {
  const care = answerTo(fields, CARE_QUESTION);
  const by = instantOf(fields.careBy, 'coming');
  const places = placesOf(fields);
  return {
    ...{ name: written(fields.name), ...agedOf(fields), description: written(fields.description), marking: fields.marking },
    ...(fields.sex === '' ? {} : { sex: fields.sex as NonNullable<Payload['sex']> }),
    ...some('personId', fields.personId),
    lastSeen: {
      at: instantOf(fields.seenAt) ?? '',
      place: { text: written(fields.place), area: written(fields.area), ...some('postcode', fields.postcode) },
      ...some('text', fields.seenText),
    },
    reporter: {
      name: written(fields.reporter),
      ...some('relation', fields.relation),
      ...some('telephone', fields.reporterTelephone),
      ...some('personId', fields.reporterId),
      ...some('note', fields.reporterNote),
    },
    ...some('incidentId', fields.incidentId),
    ...some('homeAddress', fields.homeAddress),
    ...some('telephone', fields.telephone),
    ...some('means', fields.means),
    ...(places.length === 0 ? {} : { places: [...places] }),
    ...(care.choice === 'yes'
      ? { medicalNeed: { text: written(care.text) || strings.missing.facts.need, ...(by === undefined ? {} : { by }) } }
      : {}),
    ...(askedBy === undefined ? {} : { askedBy }),
    answers: questionsIn(fields, questions).map(({ code, heading }) => {
      const { choice, text } = answerTo(fields, code);
      return {
        ...{ question: code, asked: heading },
        ...(choice === '' ? {} : { choice: choice as Choice }),
        // What was written after yes, and then taken back by another answer, is not sent.
        ...(choice === '' || choice === 'yes' ? some('text', text) : {}),
      };
    }),
    risk: riskOf(fields),
  };
};
