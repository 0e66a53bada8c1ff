import type { Crime } from '../../../../contracts/domain/crime.ts';
import { type CrimeField, changeableFields } from '../../../../contracts/domain/crime-changes.ts';
import { listed, wordOf } from '../../../format/text.ts';
import { fullTime } from '../../../format/time.ts';
import { strings } from '../../../strings/index.ts';

const w = strings.changes;

/** What a field of a report is called; one that only a newer program knows by its own name. */
export const fieldName = (field: string): string => (isField(field) ? w.fields[field] : field);
const isField = (field: string): field is CrimeField => changeableFields.some((known) => known === field);

/** The value of a field of a report in words. `value`: of the field's type, or null; anything else is written as it is. */
export const fieldWords = (field: string, value: unknown): string => {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return w.nothing;
  switch (field) {
    case 'committedFrom':
    case 'committedTo':
      return fullTime(String(value));
    case 'place': {
      const { text, postcode, area } = value as Crime['place'];
      return [text, postcode, area].filter(Boolean).join(', ');
    }
    case 'people':
      return (value as Crime['people'])
        .map(({ name, roles, contact }) =>
          [`${name} (${listed(roles.map((role) => wordOf(strings.crime.roles, role)))})`, contact].filter(Boolean).join(', '),
        )
        .join('; ');
    case 'property':
      return (value as Crime['property'])
        .map(({ text, kind, value: worth }) => [`${text} (${wordOf(strings.crime.propertyKinds, kind)})`, worth].filter(Boolean).join(', '))
        .join('; ');
    case 'vehicles':
      return (value as Crime['vehicles']).map(({ description, plate }) => [plate, description].filter(Boolean).join(' ')).join('; ');
    case 'flags':
    case 'features':
      return (value as Crime['flags']).join(', ');
    case 'flagAnswers':
      return (value as NonNullable<Crime['flagAnswers']>).map(({ question, answer }) => `${question} ${answer}`).join('; ');
    default:
      return typeof value === 'string' ? value : JSON.stringify(value);
  }
};
