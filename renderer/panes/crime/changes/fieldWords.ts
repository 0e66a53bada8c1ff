import type { Crime } from '../../../../contracts/domain/crime.ts';
import { type CrimeField, changeableFields } from '../../../../contracts/domain/crime-changes.ts';
import { listed, wordOf } from '../../../format/text.ts';
import { birthDay, fullTime } from '../../../format/time.ts';
import { strings } from '../../../strings/index.ts';

const w = strings.changes;
const { crime: c } = strings;

/** What a field of a report is called; one that only a newer program knows by its own name. */
export const fieldName = (field: string): string => (isField(field) ? w.fields[field] : field);
const isField = (field: string): field is CrimeField => changeableFields.some((known) => known === field);

/** What stands around a value. */
interface Around {
  /** Of the version that it is of: its things name their owners by their places among them. */
  readonly people?: readonly { readonly name: string }[];
  /** Offences in words, by their codes. */
  readonly offences?: ReadonlyMap<string, string>;
  /** Between the entries of a list. */
  readonly apart?: string;
}

/** The value of a field of a report in words. `value`: of the field's type, or null; anything else is written as it is. */
export const fieldWords = (field: string, value: unknown, { people = [], offences, apart = '; ' }: Around = {}): string => {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return w.nothing;
  switch (field) {
    case 'committedFrom':
    case 'committedTo':
      return fullTime(String(value));
    case 'offenceCode':
      return inARow(String(value), offences?.get(String(value)));
    case 'place': {
      const { text, postcode, area } = value as Crime['place'];
      return inARow(text, postcode, area);
    }
    case 'people':
      return (value as Crime['people'])
        .map(({ name, roles, born, contact, address, personId }) =>
          inARow(
            roles.length === 0 ? name : `${name} (${listed(roles.map((role) => wordOf(c.roles, role)))})`,
            born !== undefined && born !== '' && c.born(birthDay(born)),
            contact,
            address,
            personId !== undefined && strings.forms.crime.record(personId),
          ),
        )
        .join(apart);
    case 'property':
      return (value as Crime['property'])
        .map(({ text, kind, value: worth, marks, owner }) => {
          const whose = owner === undefined ? undefined : people[owner]?.name;
          return inARow(
            `${text} (${wordOf(c.propertyKinds, kind)})`,
            worth,
            whose !== undefined && c.owner(whose),
            marks !== undefined && marks !== '' && c.marks(marks),
          );
        })
        .join(apart);
    case 'vehicles':
      return (value as Crime['vehicles'])
        .map(({ description, plate, role }) =>
          inARow([plate, description].filter(Boolean).join(' '), role !== undefined && wordOf(c.vehicleRoles, role)),
        )
        .join(apart);
    case 'flags':
    case 'features':
      return (value as Crime['flags']).join(apart === '; ' ? ', ' : apart);
    case 'flagAnswers':
      return (value as NonNullable<Crime['flagAnswers']>).map(({ flag, question, answer }) => `${flag}. ${question} ${answer}`).join(apart);
    default:
      return typeof value === 'string' ? value : JSON.stringify(value);
  }
};

const inARow = (...words: readonly (string | false | undefined)[]): string => words.filter(Boolean).join(', ');
