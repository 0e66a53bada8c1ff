import type { Offence } from '../../../../contracts/domain/crime.ts';
import type { Officer } from '../../../../contracts/domain/officer.ts';
import type { ShownCrime } from '../../../../contracts/ipc/crime.ts';
import type { PersonOfLog } from '../../../../contracts/ipc/records.ts';
import type { ShownIncident } from '../../../../contracts/ipc/storm.ts';
import { typedDay } from '../../../format/typedTime.ts';
import { strings } from '../../../strings/index.ts';
import type { When } from '../../../ui/fields.tsx';
import { noWhen, whenOf } from '../../../workspace/form/values.ts';

/** `roles`: as of a report, or a newer HQ's. `log`: the log that the person was taken from, or "". */
export interface PersonFields {
  readonly name: string;
  readonly roles: readonly string[];
  readonly born: string;
  readonly contact: string;
  readonly address: string;
  readonly log: string;
  /** Of the force's record of that person; none is "". */
  readonly personId: string;
}
/** `owner`: its place in the list of people, from "0"; nobody is "". */
export interface PropertyFields {
  readonly text: string;
  readonly kind: ShownCrime['property'][number]['kind'];
  readonly value: string;
  readonly marks: string;
  readonly owner: string;
}
/** `role`: what part it had; none is "". */
export interface VehicleFields {
  readonly plate: string;
  readonly description: string;
  readonly role: string;
}
export interface AnswerFields {
  readonly flag: string;
  readonly question: string;
  readonly answer: string;
}
/** What a form writes of a report, new or changed; what was left out is "". */
export interface ReportFields {
  readonly offence: Pick<Offence, 'code' | 'category' | 'text'>;
  readonly what: string;
  /** At `from`, or between `from` and `to`. */
  readonly whenKind: 'at' | 'between';
  readonly from: When;
  readonly to: When;
  readonly lateReason: string;
  readonly place: string;
  readonly postcode: string;
  readonly area: string;
  readonly features: readonly string[];
  readonly method: string;
  readonly people: readonly PersonFields[];
  readonly property: readonly PropertyFields[];
  readonly vehicles: readonly VehicleFields[];
  readonly flags: readonly string[];
  /** Also of flags that were taken off again, which are not sent. */
  readonly answers: readonly AnswerFields[];
  readonly marking: ShownCrime['marking'];
}
/** A new report as its form has it. `incidentId`: the log it comes from, or "". */
export interface CrimeFields extends ReportFields {
  readonly incidentId: string;
  /** The questions that were looked at. */
  readonly seen: readonly string[];
}

export const newPerson: PersonFields = { name: '', roles: [], born: '', contact: '', address: '', log: '', personId: '' };
export const newProperty: PropertyFields = { text: '', kind: 'stolen', value: '', marks: '', owner: '' };
export const newVehicle: VehicleFields = { plate: '', description: '', role: '' };
export const noOffence: ReportFields['offence'] = { code: '', category: '', text: '' };

/** The log that a report comes from, with whom links join to it. */
export interface FromLog {
  readonly log: ShownIncident;
  readonly persons: readonly PersonOfLog[];
}

/** Of the officer's own area; from a log, all that the log knows. */
export const newCrime = (officer: Officer, from: FromLog | undefined): CrimeFields => ({
  ...{ offence: noOffence, what: '', whenKind: 'at', from: noWhen, to: noWhen, lateReason: '', place: '', postcode: '' },
  ...{ area: officer.area, features: [], method: '', incidentId: '', people: [], property: [], vehicles: [], flags: [] },
  ...{ answers: [], marking: 'OFFICIAL', seen: [] },
  ...(from === undefined ? {} : ofLog(from)),
});

const ofLog = ({ log, persons }: FromLog): Partial<CrimeFields> => ({
  ...{ what: log.title, from: whenOf(log.openedAt), incidentId: log.id, marking: log.marking, flags: [...log.qualifiers] },
  ...{ place: log.place.text, postcode: log.place.postcode ?? '', area: log.place.area },
  people: log.caller?.name === undefined ? [] : [callerOf({ log, persons })],
  vehicles: log.vehicles.map(({ plate = '', description }) => ({ plate, description, role: '' })),
});

/** Who rang, as one of the report's people, by their record where a link says which it is. */
export const callerOf = ({ log: { id, caller }, persons }: FromLog): PersonFields => {
  const [record, another] = persons.filter((person) => person.caller);
  const known = record === undefined || another !== undefined ? newPerson : ofRecord(record);
  return {
    ...known,
    ...{ name: caller?.name ?? known.name, contact: caller?.telephone ?? known.contact, roles: ['reportingPerson'], log: id },
  };
};

/** Somebody whom a link joins to the log, in the parts that the link says. */
export const ofLink = (person: PersonOfLog, log: string): PersonFields => ({
  ...ofRecord(person),
  ...{ roles: person.roles.filter((role) => role in strings.crime.roles), log },
});

/** The force's record of somebody, as one of the report's people. */
export const ofRecord = ({
  id,
  name,
  born = '',
  address = '',
  telephone = '',
}: Pick<PersonOfLog, 'id' | 'name' | 'born' | 'address' | 'telephone'>): PersonFields => ({
  ...newPerson,
  ...{ personId: id, name, born: /^\d{4}-\d\d-\d\d$/.test(born) ? typedDay(born) : born },
  ...{ address: address.length > REPORT_LENGTH ? '' : address, contact: telephone.length > REPORT_LENGTH ? '' : telephone },
});
/** As long as a report's contract takes an address and a contact. */
const REPORT_LENGTH = 200;

/** Without one of its people: what belonged to that one belongs to nobody, and all else to whom it did. */
export const withoutPerson = ({ people, property }: ReportFields, at: number): Pick<ReportFields, 'people' | 'property'> => ({
  people: people.toSpliced(at, 1),
  property: property.map((item) => {
    const owner = item.owner === '' ? -1 : Number(item.owner);
    return owner < at ? item : { ...item, owner: owner === at ? '' : String(owner - 1) };
  }),
});
