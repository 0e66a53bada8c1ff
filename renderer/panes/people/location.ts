import { isProvisional } from '../../../contracts/domain/provisional.ts';
import type { LocationOf } from '../../workspace/location.ts';
import type { BegunForm } from '../../workspace/pane.tsx';
import { rememberedForm, rememberForm } from '../../workspace/rememberedForm.ts';

declare module '../../workspace/location.ts' {
  interface PaneLocations {
    readonly people: {
      readonly view?: PeopleView | undefined;
      /** A person, among the persons; a request, among the requests. */
      readonly id?: string | undefined;
      /** The provisional id by which the person was opened, and HQ has numbered the record since: its page stays the same page. */
      readonly was?: string | undefined;
      /** Open in place of the list. */
      readonly form?: PersonForm | undefined;
    };
  }
}

export type PeopleView = 'roster' | 'requests' | 'persons';

/** A form: the command that it becomes; `about` is the person that something is added to. */
export interface PersonForm extends BegunForm {
  readonly kind: PersonFormKind;
}
const formKinds = ['person.create', 'person.add', 'link.create', 'leave.request', 'overtime.claim'] as const;
export type PersonFormKind = (typeof formKinds)[number];
/** What is asked of HR, and not written of a person. */
export const isRequest = (kind: PersonFormKind): kind is 'leave.request' | 'overtime.claim' =>
  kind === 'leave.request' || kind === 'overtime.claim';

/** A person, or a form as `rememberPeople` wrote it; the roster for anything else. */
export const locatePeople = (id: string | undefined, kind?: string): LocationOf<'people'> => {
  const form = rememberedForm(id);
  const opened = form && peopleFormLocation(form.command, form.begun);
  if (opened !== undefined) return opened;
  if (kind === 'leave' || kind === 'overtime' || /^(?:LV|OT)-/.test(id ?? '')) return { pane: 'people', view: 'requests', id };
  if (kind === 'link') return { pane: 'people', view: 'persons' };
  return id !== undefined && (/^N-/.test(id) || isProvisional(id)) ? { pane: 'people', view: 'persons', id } : { pane: 'people' };
};

/** A request without number is found in its list again; by its id alone it would be taken for a person. */
export const rememberPeople = ({ id, form, view }: LocationOf<'people'>): string | undefined => {
  if (form !== undefined) return rememberForm(form.kind, form);
  return view === 'requests' && id !== undefined && isProvisional(id) ? undefined : id;
};

/** Where the form of a command is; undefined for a command that has none. */
export const peopleFormLocation = (command: string, begun: BegunForm): LocationOf<'people'> | undefined => {
  const kind = formKinds.find((one) => one === command);
  return kind && { pane: 'people', view: isRequest(kind) ? 'requests' : 'persons', form: { ...begun, kind } };
};
