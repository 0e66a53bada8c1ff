import type { IncidentScope } from '../../../contracts/domain/incident-list.ts';
import { isProvisional } from '../../../contracts/domain/provisional.ts';
import type { LocationOf } from '../../workspace/location.ts';
import type { BegunForm } from '../../workspace/pane.tsx';
import { rememberedForm, rememberForm } from '../../workspace/rememberedForm.ts';
import { actionKinds, actionOf, draftOf, type OpenAction } from './actions/kinds.ts';
import type { LogFilter } from './filter.ts';

declare module '../../workspace/location.ts' {
  interface PaneLocations {
    /** `write` puts the cursor in the box for an update; `draft` is the key of the draft in it, where that is another than the log's own. */
    readonly storm: {
      readonly id?: string | undefined;
      readonly scope?: IncidentScope | undefined;
      /** What the list is narrowed down by, while the pane is left for another. */
      readonly filter?: LogFilter | undefined;
      readonly write?: boolean | undefined;
      readonly draft?: string | undefined;
      /** By which of its views the log is open (views.ts); its lines where it says nothing. */
      readonly view?: string | undefined;
      /** The provisional id by which the log was opened, and HQ has numbered it since: its page stays the same page. */
      readonly was?: string | undefined;
      /** A form that is open on the log. */
      readonly action?: OpenAction | undefined;
      /** The form of a new log, in place of the list. */
      readonly form?: BegunForm | undefined;
    };
  }
}

/** A log, or a form as `rememberStorm` wrote it. */
export const locateStorm = (id: string | undefined): LocationOf<'storm'> => {
  const form = rememberedForm(id);
  const open = form && stormFormLocation(form.command, form.begun);
  if (open !== undefined) return open;
  // A unit's call sign is Storm's too, and no log's.
  return id !== undefined && (/^[A-Z]{2}-/.test(id) || isProvisional(id)) ? { pane: 'storm', id } : { pane: 'storm' };
};

export const rememberStorm = ({ id, was, form, action }: LocationOf<'storm'>): string | undefined => {
  if (form !== undefined) return rememberForm('incident.create', form);
  if (action === undefined || id === undefined) return id;
  return rememberForm(actionKinds[action.kind], { draft: draftOf(action, was ?? id), about: id, mend: action.mend });
};

/** Where the form of a command is; undefined for a command that has none. */
export const stormFormLocation = (command: string, { draft, about, mend }: BegunForm): LocationOf<'storm'> | undefined => {
  if (command === 'incident.addLine') return { pane: 'storm', id: about, write: true, draft };
  if (command === 'incident.create') return { pane: 'storm', form: { draft, mend } };
  const action = actionOf(command);
  return action === undefined ? undefined : { pane: 'storm', id: about, action: { kind: action, draft, mend } };
};
