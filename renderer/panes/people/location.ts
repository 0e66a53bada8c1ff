import { isProvisional } from '../../../contracts/domain/provisional.ts';
import { type ThingType, thingTypeOf, thingTypes } from '../../../contracts/domain/thing-type.ts';
import type { LocationOf } from '../../workspace/location.ts';
import type { BegunForm } from '../../workspace/pane.tsx';
import { rememberedForm, rememberForm } from '../../workspace/rememberedForm.ts';

declare module '../../workspace/location.ts' {
  interface PaneLocations {
    readonly people: {
      readonly view?: PeopleView | undefined;
      /** A person, among the persons; a request, among the requests; of a thing its type and key, or its number (thingId). */
      readonly id?: string | undefined;
      /** The provisional id by which the person was opened, and HQ has numbered the record since: its page stays the same page. */
      readonly was?: string | undefined;
      /** By what the roster is shown: by weeks, unless it says otherwise. */
      readonly span?: 'month' | undefined;
      /** An officer of the force, by staff id, collar number or mail address, in place of all else. */
      readonly colleague?: string | undefined;
      /** Open in place of the list. */
      readonly form?: PersonForm | undefined;
    };
  }
}

export type PeopleView = 'roster' | 'requests' | 'persons' | 'things';

/** A form: the command that it becomes; `about` is the record that something is added to, of a new thing what is known of it (thingId). */
export interface PersonForm extends BegunForm {
  readonly kind: PersonFormKind;
}
const personForms = ['person.create', 'person.add', 'thing.create', 'thing.add', 'link.create'] as const;
const requestForms = [
  ...(['leave.request', 'overtime.claim', 'expense.claim', 'details.change', 'swap.ask'] as const),
  ...(['sickness.report', 'sickness.fit', 'sickness.certify'] as const),
] as const;
const formKinds = [...personForms, ...requestForms];
export type RequestFormKind = (typeof requestForms)[number];
export type PersonFormKind = (typeof personForms)[number] | RequestFormKind;
/** What is asked of HR, and not written of a person. */
export const isRequestForm = (form: PersonForm): form is RequestForm => requestForms.some((one) => one === form.kind);
export type RequestForm = PersonForm & { readonly kind: RequestFormKind };
/** Items that stand among the requests. */
const REQUESTS: readonly (string | undefined)[] = ['leave', 'overtime', 'expense', 'details', 'swap', 'sickness'];

/** What a location calls a thing: its type, and its key, number or provisional id. */
export const thingId = (type: ThingType, id: string): string => `${type}/${id}`;
export const readThingId = (named: string): { readonly type: ThingType; readonly id: string } => {
  const stop = named.indexOf('/');
  const type = thingTypes.find((one) => one === named.slice(0, stop));
  return type === undefined ? { type: thingTypeOf(named) ?? 'vehicle', id: named } : { type, id: named.slice(stop + 1) };
};

/** A person or a thing, or a form as `rememberPeople` wrote it; the roster for anything else. */
export const locatePeople = (id: string | undefined, kind?: string): LocationOf<'people'> => {
  const form = rememberedForm(id);
  const opened = form && peopleFormLocation(form.command, form.begun);
  if (opened !== undefined) return opened;
  const [, colleague] = COLLEAGUE.exec(id ?? '') ?? [];
  if (colleague !== undefined || (kind === 'officer' && id !== undefined)) return { pane: 'people', colleague: colleague ?? id };
  if (REQUESTS.includes(kind) || /^(?:LV|OT|EX|DT|SW|SK)-/.test(id ?? '')) return { pane: 'people', view: 'requests', id };
  const type = thingTypes.find((one) => one === kind || id?.startsWith(`${one}/`) === true) ?? thingTypeOf(id ?? '');
  if (id !== undefined && (type !== undefined || kind === 'thing'))
    return { pane: 'people', view: 'things', id: id.startsWith(`${type}/`) ? id : thingId(type ?? 'vehicle', id) };
  if (kind === 'link') return { pane: 'people', view: 'persons' };
  return id !== undefined && (/^N-/.test(id) || isProvisional(id)) ? { pane: 'people', view: 'persons', id } : { pane: 'people' };
};

/** A colleague, as it is remembered. */
const COLLEAGUE = /^officer:(.+)$/;

/** A request without number is found in its list again; by its id alone it would be taken for a person. */
export const rememberPeople = ({ id, form, view, colleague }: LocationOf<'people'>): string | undefined => {
  if (form !== undefined) return rememberForm(form.kind, form);
  if (colleague !== undefined) return `officer:${colleague}`;
  return view === 'requests' && id !== undefined && isProvisional(id) ? undefined : id;
};

/** Where the form of a command is; undefined for a command that has none. */
export const peopleFormLocation = (command: string, begun: BegunForm): LocationOf<'people'> | undefined => {
  const kind = formKinds.find((one) => one === command);
  if (kind === undefined) return undefined;
  const form = { ...begun, kind };
  return { pane: 'people', view: isRequestForm(form) ? 'requests' : kind.startsWith('thing.') ? 'things' : 'persons', form };
};
