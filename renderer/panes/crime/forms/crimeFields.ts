import type { Offence } from '../../../../contracts/domain/crime.ts';
import type { Officer } from '../../../../contracts/domain/officer.ts';
import { cutShort } from '../../../../contracts/domain/text.ts';
import type { ShownCrime } from '../../../../contracts/ipc/crime.ts';
import type { ShownIncident } from '../../../../contracts/ipc/storm.ts';
import type { Given } from '../../../../contracts/systems/index.ts';
import { strings } from '../../../strings/index.ts';
import type { When } from '../../../ui/fields.tsx';
import type { Faults } from '../../../workspace/form/useForm.ts';
import {
  faultsOf,
  fitted,
  instantOf,
  longFault,
  noWhen,
  oneOf,
  SHORT_TEXT_LENGTH,
  textFault,
  whenFault,
  whenOf,
  written,
} from '../../../workspace/form/values.ts';

export interface PersonFields {
  readonly name: string;
  readonly role: ShownCrime['people'][number]['roles'][number];
  readonly contact: string;
}
export interface PropertyFields {
  readonly text: string;
  readonly kind: ShownCrime['property'][number]['kind'];
  readonly value: string;
}
/** A new report as its form has it; what was left out is "". */
export interface CrimeFields {
  readonly offence: Pick<Offence, 'code' | 'category' | 'text'>;
  readonly what: string;
  readonly from: When;
  readonly to: When;
  readonly place: string;
  readonly postcode: string;
  readonly area: string;
  readonly method: string;
  readonly incidentId: string;
  readonly people: readonly PersonFields[];
  readonly property: readonly PropertyFields[];
  readonly marking: ShownCrime['marking'];
}
type Payload = Given<'crime', 'crime.create'>;

const { crime: w, wrong } = strings.forms;
const POSTCODE_LENGTH = 10;
const VALUE_LENGTH = 20;
export const newPerson: PersonFields = { name: '', role: 'victim', contact: '' };
export const newProperty: PropertyFields = { text: '', kind: 'stolen', value: '' };
export const noOffence: CrimeFields['offence'] = { code: '', category: '', text: '' };

/** Of the officer's own area; from a log, all that the log knows. */
export const newCrime = (officer: Officer, log: ShownIncident | undefined): CrimeFields => ({
  ...{ offence: noOffence, what: '', from: noWhen, to: noWhen, place: '', postcode: '', area: officer.area, method: '' },
  ...{ incidentId: '', people: [], property: [], marking: 'OFFICIAL' },
  ...(log === undefined
    ? {}
    : {
        ...{ what: log.title, from: whenOf(log.openedAt), incidentId: log.id, marking: log.marking },
        ...{ place: log.place.text, postcode: log.place.postcode ?? '', area: log.place.area },
      }),
});

/** A report that HQ did not take, to be changed. */
export const crimeOf = (payload: Readonly<Record<string, unknown>>, otherwise: CrimeFields): CrimeFields => {
  const shape = {
    ...{ offenceCode: '', type: '', title: '', committedFrom: '', committedTo: '', method: '', incidentId: '', marking: '' },
    place: { text: '', postcode: '', area: '' },
    people: [{ name: '', roles: [''], contact: '' }],
    property: [newProperty],
  };
  const { offenceCode, type, title, committedFrom, committedTo, method, incidentId, marking, place, people, property } = fitted(
    shape,
    payload,
  );
  return valid({
    ...{ what: title, method, incidentId, property, place: place.text, postcode: place.postcode, area: place.area },
    offence: offenceCode === '' ? noOffence : { code: offenceCode, category: type, text: type },
    from: committedFrom === '' ? otherwise.from : whenOf(committedFrom),
    to: committedTo === '' ? noWhen : whenOf(committedTo),
    people: people.map(({ name, roles, contact }) => ({ name, contact, role: (roles[0] ?? '') as PersonFields['role'] })),
    marking: marking as CrimeFields['marking'],
  });
};

/** Of a draft: the form's own fields, or the payload of a command that was discarded with its words kept (main/sync/outbox-decisions.ts). */
export const readCrime = (kept: Readonly<Record<string, unknown>>, otherwise: CrimeFields): CrimeFields =>
  !('what' in kept) && 'title' in kept
    ? crimeOf(kept, otherwise)
    : valid(fitted({ ...otherwise, people: [newPerson], property: [newProperty] }, kept));

/** Every choice one that there is. */
const valid = (read: CrimeFields): CrimeFields => ({
  ...read,
  people: read.people.map((person) => ({ ...person, role: oneOf(strings.crime.roles, person.role, 'victim') })),
  property: read.property.map((item) => ({ ...item, kind: oneOf(strings.crime.propertyKinds, item.kind, 'stolen') })),
  marking: oneOf(w.markings, read.marking, 'OFFICIAL'),
});

export const crimeFaults = (fields: CrimeFields, now: Date): Faults => {
  const from = instantOf(fields.from) ?? '';
  const hasTo = fields.to.day !== '' || fields.to.time !== '';
  const until = now.toISOString();
  return faultsOf({
    what: textFault(fields.what, w.none.what),
    from: whenFault(fields.from) ?? (from > until ? wrong.future : undefined),
    to: hasTo ? (whenFault(fields.to) ?? toFault(from, instantOf(fields.to) ?? '', until)) : undefined,
    place: textFault(fields.place, w.none.place),
    postcode: textFault(fields.postcode, undefined, POSTCODE_LENGTH),
    area: textFault(fields.area, w.none.area),
    method: longFault(fields.method),
    ...Object.fromEntries(
      fields.people.flatMap(({ name, contact }, at) => [
        [`person-${at}-name`, textFault(name, w.none.name)],
        [`person-${at}-contact`, textFault(contact, undefined)],
      ]),
    ),
    ...Object.fromEntries(
      fields.property.flatMap(({ text, value }, at) => [
        [`item-${at}-text`, textFault(text, w.none.item)],
        [`item-${at}-value`, textFault(value, undefined, VALUE_LENGTH)],
      ]),
    ),
  });
};
const toFault = (from: string, to: string, now: string): string | undefined =>
  to < from ? wrong.before : to > now ? wrong.future : undefined;

/** The command of a form without faults. */
export const crimePayload = (fields: CrimeFields): Payload => {
  const { offence, what, from, to, place, postcode, area, method, incidentId, people, property, marking } = fields;
  const committedTo = instantOf(to);
  return {
    ...(offence.code === '' ? {} : { offenceCode: offence.code }),
    type: offence.code === '' ? w.unclassified : cutShort(offence.category, SHORT_TEXT_LENGTH),
    title: written(what),
    committedFrom: instantOf(from) ?? '',
    ...(committedTo === undefined ? {} : { committedTo }),
    place: { text: written(place), area: written(area), ...some('postcode', postcode) },
    method: written(method),
    people: people.map(({ name, role, contact }) => ({ name: written(name), roles: [role], ...some('contact', contact) })),
    property: property.map(({ text, kind, value }) => ({ text: written(text), kind, ...some('value', value) })),
    ...some('incidentId', incidentId),
    marking,
  };
};
const some = <Name extends string>(name: Name, typed: string): { readonly [N in Name]?: string } =>
  (written(typed) === '' ? {} : { [name]: written(typed) }) as { readonly [N in Name]?: string };
