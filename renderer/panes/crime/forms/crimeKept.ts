import { typedDay } from '../../../format/typedTime.ts';
import { strings } from '../../../strings/index.ts';
import { fitted, noWhen, oneOf, whenOf } from '../../../workspace/form/values.ts';
import { type CrimeFields, newPerson, newProperty, newVehicle, noOffence } from './crimeFields.ts';
import { questionSteps } from './steps.ts';

/** Of a draft: the form's own fields, or the payload of a command that was discarded with its words kept (main/sync/outbox-decisions.ts). */
export const readCrime = (kept: Readonly<Record<string, unknown>>, otherwise: CrimeFields): CrimeFields => {
  if (!('what' in kept) && 'title' in kept) return crimeOf(kept, otherwise);
  const read = fitted({ ...otherwise, ...lists }, kept);
  const people = read.people.map(({ role, ...person }) => ({
    ...person,
    roles: person.roles.length > 0 || role === '' ? person.roles : [role],
  }));
  // The form of an earlier version had one role a person, and no choice of the kind of time.
  return valid({ ...read, people, whenKind: 'whenKind' in kept || read.to.day === '' ? read.whenKind : 'between' });
};
const lists = {
  ...{ features: [''], flags: [''], seen: [''], property: [newProperty], vehicles: [newVehicle] },
  people: [{ ...newPerson, roles: [''], role: '' }],
  answers: [{ flag: '', question: '', answer: '' }],
};

/** Every choice one that there is. */
const valid = (read: CrimeFields): CrimeFields => ({
  ...read,
  whenKind: read.whenKind === 'between' ? 'between' : 'at',
  people: read.people.map((person) => ({ ...person, roles: person.roles.filter((role) => role !== '') })),
  property: read.property.map((item) => ({
    ...item,
    kind: oneOf(strings.crime.propertyKinds, item.kind, 'stolen'),
    owner: read.people[Number(item.owner)] === undefined ? '' : item.owner,
  })),
  marking: oneOf(strings.forms.crime.markings, read.marking, 'OFFICIAL'),
});

/** A report that HQ did not take, to be changed. */
export const crimeOf = (payload: Readonly<Record<string, unknown>>, otherwise: CrimeFields): CrimeFields => {
  const shape = {
    ...{
      offenceCode: '',
      type: '',
      title: '',
      committedFrom: '',
      committedTo: '',
      method: '',
      incidentId: '',
      marking: '',
      lateReason: '',
    },
    ...{ features: [''], flags: [''], place: { text: '', postcode: '', area: '' }, vehicles: [newVehicle] },
    people: [{ name: '', roles: [''], born: '', contact: '', address: '', personId: '' }],
    property: [{ text: '', kind: '', value: '', marks: '', owner: -1 }],
    flagAnswers: [{ flag: '', question: '', answer: '' }],
  };
  const { offenceCode, type, title, committedFrom, committedTo, marking, place, people, property, flagAnswers, ...rest } = fitted(
    shape,
    payload,
  );
  return valid({
    ...{ ...rest, what: title, answers: flagAnswers, place: place.text, postcode: place.postcode, area: place.area },
    offence: offenceCode === '' ? noOffence : { code: offenceCode, category: type, text: type },
    whenKind: committedTo === '' ? 'at' : 'between',
    from: committedFrom === '' ? otherwise.from : whenOf(committedFrom),
    to: committedTo === '' ? noWhen : whenOf(committedTo),
    people: people.map(({ born, ...person }) => ({ ...person, born: /^\d{4}-\d\d-\d\d$/.test(born) ? typedDay(born) : born, log: '' })),
    property: property.map(({ owner, ...item }) => ({ ...item, owner: owner < 0 ? '' : String(owner) })),
    marking: marking as CrimeFields['marking'],
    seen: [...questionSteps],
  });
};
