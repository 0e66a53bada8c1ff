import { typedDay } from '../../../format/typedTime.ts';
import { strings } from '../../../strings/index.ts';
import { fitted, noWhen, oneOf, whenOf } from '../../../workspace/form/values.ts';
import { type CrimeFields, newPerson, newProperty, newVehicle, noOffence, type ReportFields } from './crimeFields.ts';
import { questionSteps } from './steps.ts';

/** Of a draft: the form's own fields, or the payload of a command that was discarded with its words kept (main/sync/outbox-decisions.ts). */
export const readCrime = (kept: Readonly<Record<string, unknown>>, otherwise: CrimeFields): CrimeFields =>
  !('what' in kept) && 'title' in kept ? crimeOf(kept, otherwise) : readFields(kept, { ...otherwise, seen: [''] });

/** The fields of a form as a draft of it has them. Of what else the form has, a list is of such as is first in `otherwise`. */
export const readFields = <Fields extends ReportFields>(kept: Readonly<Record<string, unknown>>, otherwise: Fields): Fields => {
  const read = fitted({ ...otherwise, ...lists }, kept);
  const people = (read.people as typeof lists.people).map(({ role, ...person }) => ({
    ...person,
    roles: person.roles.length > 0 || role === '' ? person.roles : [role],
  }));
  // The form of an earlier version had one role a person, and no choice of the kind of time.
  return valid<Fields>({ ...read, people, whenKind: 'whenKind' in kept || read.to.day === '' ? read.whenKind : 'between' });
};
const lists = {
  ...{ features: [''], flags: [''], property: [newProperty], vehicles: [newVehicle] },
  people: [{ ...newPerson, roles: [''], role: '' }],
  answers: [{ flag: '', question: '', answer: '' }],
};

/** Every choice one that there is. */
const valid = <Fields extends ReportFields>(read: Fields): Fields => ({
  ...read,
  whenKind: read.whenKind === 'between' ? 'between' : 'at',
  people: read.people.map((person) => ({ ...person, roles: person.roles.filter((role) => role !== '') })),
  property: read.property.map((item) => ({
    ...item,
    kind: item.kind === '' ? 'stolen' : item.kind,
    owner: read.people[Number(item.owner)] === undefined ? '' : item.owner,
  })),
  marking: oneOf(strings.forms.crime.markings, read.marking, 'OFFICIAL'),
});

/** A report that HQ did not take, to be changed. */
export const crimeOf = (payload: Readonly<Record<string, unknown>>, otherwise: CrimeFields): CrimeFields => {
  const report = reportOf(payload);
  return {
    ...report,
    from: report.from.day === '' ? otherwise.from : report.from,
    incidentId: fitted({ incidentId: '' }, payload).incidentId,
    seen: [...questionSteps],
  };
};

/** The fields of a report that there is, by its values as the contract has them. */
export const reportOf = (values: Readonly<Record<string, unknown>>): ReportFields => {
  const shape = {
    ...{ offenceCode: '', type: '', title: '', committedFrom: '', committedTo: '', method: '', marking: '', lateReason: '' },
    ...{ features: [''], flags: [''], place: { text: '', postcode: '', area: '' }, vehicles: [newVehicle] },
    people: [{ name: '', roles: [''], born: '', contact: '', address: '', personId: '' }],
    property: [{ text: '', kind: '', value: '', marks: '', owner: -1 }],
    flagAnswers: [{ flag: '', question: '', answer: '' }],
  };
  const { offenceCode, type, title, committedFrom, committedTo, marking, place, people, property, flagAnswers, ...rest } = fitted(
    shape,
    values,
  );
  return valid<ReportFields>({
    ...{ ...rest, what: title, answers: flagAnswers, place: place.text, postcode: place.postcode, area: place.area },
    offence: offenceCode === '' ? noOffence : { code: offenceCode, category: type, text: type },
    whenKind: committedTo === '' ? 'at' : 'between',
    from: committedFrom === '' ? noWhen : whenOf(committedFrom),
    to: committedTo === '' ? noWhen : whenOf(committedTo),
    people: people.map(({ born, ...person }) => ({ ...person, born: /^\d{4}-\d\d-\d\d$/.test(born) ? typedDay(born) : born, log: '' })),
    property: property.map(({ owner, ...item }) => ({ ...item, owner: owner < 0 ? '' : String(owner) })),
    marking: marking as ReportFields['marking'],
  });
};
