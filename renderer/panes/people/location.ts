import { isProvisional } from '../../../contracts/domain/provisional.ts';
import type { LocationOf } from '../../workspace/location.ts';
import type { BegunForm } from '../../workspace/pane.tsx';
import { rememberedForm, rememberForm } from '../../workspace/rememberedForm.ts';

declare module '../../workspace/location.ts' {
  interface PaneLocations {
    readonly people: {
      readonly view?: PeopleView | undefined;
      /** A person, among the persons. */
      readonly id?: string | undefined;
      /** The provisional id by which the person was opened, and HQ has numbered the record since: its page stays the same page. */
      readonly was?: string | undefined;
      /** Open in place of the list. */
      readonly form?: PersonForm | undefined;
    };
  }
}

export type PeopleView = 'roster' | 'persons';

/** A form: the command that it becomes; `about` is the person that something is added to. */
export interface PersonForm extends BegunForm {
  readonly kind: PersonFormKind;
}
const formKinds = ['person.create', 'person.add', 'link.create'] as const;
export type PersonFormKind = (typeof formKinds)[number];

/** A person, or a form as `rememberPeople` wrote it; the roster for anything else. */
export const locatePeople = (id: string | undefined, kind?: string): LocationOf<'people'> => {
  const form = rememberedForm(id);
  const opened = form && peopleFormLocation(form.command, form.begun);
  if (opened !== undefined) return opened;
  if (kind === 'link') return { pane: 'people', view: 'persons' };
  return id !== undefined && (/^N-/.test(id) || isProvisional(id)) ? { pane: 'people', view: 'persons', id } : { pane: 'people' };
};

export const rememberPeople = ({ id, form }: LocationOf<'people'>): string | undefined =>
  form === undefined ? id : rememberForm(form.kind, form);

/** Where the form of a command is; undefined for a command that has none. */
export const peopleFormLocation = (command: string, begun: BegunForm): LocationOf<'people'> | undefined => {
  const kind = formKinds.find((one) => one === command);
  return kind && { pane: 'people', view: 'persons', form: { ...begun, kind } };
};
