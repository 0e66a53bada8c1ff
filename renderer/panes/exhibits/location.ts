import { isProvisional } from '../../../contracts/domain/provisional.ts';
import type { LocationOf } from '../../workspace/location.ts';
import { type OpenAction, openActions } from '../../workspace/openAction.ts';
import type { BegunForm } from '../../workspace/pane.tsx';
import { rememberedForm, rememberForm } from '../../workspace/rememberedForm.ts';

/** What is recorded of an exhibit in a form of its own, and the command that it becomes. */
const actionKinds = { continue: 'exhibit.continue' } as const;
const { draftOf, actionOf } = openActions(actionKinds);
export const continuityDraft = draftOf;

declare module '../../workspace/location.ts' {
  interface PaneLocations {
    readonly exhibits: {
      readonly id?: string | undefined;
      /** The provisional id by which the exhibit was opened, and HQ has numbered it since: its page stays the same page. */
      readonly was?: string | undefined;
      /** The form of what happened to it. */
      readonly action?: OpenAction<keyof typeof actionKinds> | undefined;
      /** An exhibit that is being taken: `about` is its crime, its log, or the statement with which it comes. */
      readonly form?: BegunForm | undefined;
    };
  }
}

const NEW = 'exhibit.create';

/** An exhibit, or a form as `rememberExhibits` wrote it. */
export const locateExhibits = (id: string | undefined): LocationOf<'exhibits'> => {
  const form = rememberedForm(id);
  const open = form && exhibitFormLocation(form.command, form.begun);
  if (open !== undefined) return open;
  return id !== undefined && (/^EX-/.test(id) || isProvisional(id)) ? { pane: 'exhibits', id } : { pane: 'exhibits' };
};

export const rememberExhibits = ({ id, was, form, action }: LocationOf<'exhibits'>): string | undefined => {
  if (form !== undefined) return rememberForm(NEW, form);
  if (action === undefined || id === undefined) return id;
  return rememberForm(actionKinds[action.kind], { draft: draftOf(action, was ?? id), about: id, mend: action.mend });
};

/** Where the form of a command is; undefined for a command that has none. */
export const exhibitFormLocation = (command: string, form: BegunForm): LocationOf<'exhibits'> | undefined => {
  if (command === NEW) return { pane: 'exhibits', form };
  const action = actionOf(command);
  return action === undefined
    ? undefined
    : { pane: 'exhibits', id: form.about, action: { kind: action, draft: form.draft, mend: form.mend } };
};
