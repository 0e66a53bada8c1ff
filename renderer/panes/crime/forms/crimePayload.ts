import { cutShort } from '../../../../contracts/domain/text.ts';
import type { Given } from '../../../../contracts/systems/index.ts';
import { dayTyped } from '../../../format/typedTime.ts';
import { strings } from '../../../strings/index.ts';
import { instantOf, SHORT_TEXT_LENGTH, some, written } from '../../../workspace/form/values.ts';
import type { CrimeFields, ReportFields } from './crimeFields.ts';

type Payload = Given<'crime', 'crime.create'>;

const { crime: w } = strings.forms;

/** The command of a form without faults. */
export const crimePayload = (fields: CrimeFields): Payload => ({ ...reportValues(fields), ...some('incidentId', fields.incidentId) });

/** A report as the contract has it, of a form without faults. */
export const reportValues = (fields: ReportFields) => {
  const { offence, what, whenKind, from, to, place, postcode, area, method, flags, marking } = fields;
  const committedTo = whenKind === 'between' ? instantOf(to) : undefined;
  return {
    ...(offence.code === '' ? {} : { offenceCode: offence.code }),
    type: offence.code === '' ? w.unclassified : cutShort(offence.category, SHORT_TEXT_LENGTH),
    title: written(what),
    committedFrom: instantOf(from) ?? '',
    ...(committedTo === undefined ? {} : { committedTo }),
    ...some('lateReason', fields.lateReason),
    place: { text: written(place), area: written(area), ...some('postcode', postcode) },
    features: [...fields.features],
    method: written(method),
    people: fields.people.map(({ name, roles, born, contact, address, personId }) => ({
      ...{ name: written(name), roles: [...roles] },
      ...some('born', dayTyped(born) ?? born),
      ...some('contact', contact),
      ...some('address', address),
      ...some('personId', personId),
    })),
    property: fields.property.map(({ text, kind, value, marks, owner }) => ({
      ...{ text: written(text), kind },
      ...some('value', value),
      ...some('marks', marks),
      ...(owner === '' ? {} : { owner: Number(owner) }),
    })),
    vehicles: fields.vehicles.map(({ plate, description, role }) => ({
      ...some('plate', plate.toUpperCase()),
      description: written(description),
      ...some('role', role),
    })),
    flags: [...flags],
    flagAnswers: fields.answers
      .filter(({ flag, answer }) => flags.includes(flag) && written(answer) !== '')
      .map(({ flag, question, answer }) => ({ flag, question, answer: written(answer) })),
    marking,
  } satisfies Payload;
};
