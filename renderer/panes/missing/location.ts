import type { MissingScope, MissingState } from '../../../contracts/domain/missing-words.ts';
import { isProvisional } from '../../../contracts/domain/provisional.ts';
import type { Location, LocationOf } from '../../workspace/location.ts';
import type { BegunForm } from '../../workspace/pane.tsx';
import { rememberedForm, rememberForm } from '../../workspace/rememberedForm.ts';
import { actionKinds, actionOf, draftOf, type OpenAction } from './actions/kinds.ts';

declare module '../../workspace/location.ts' {
  interface PaneLocations {
    readonly missing: {
      readonly id?: string | undefined;
      readonly scope?: MissingScope | undefined;
      readonly state?: MissingState | undefined;
      /** The provisional id by which the report was opened, and HQ has numbered it since: its page stays the same page. */
      readonly was?: string | undefined;
      /** The key of the draft in the box for a line, where that is another than the report's own. */
      readonly draft?: string | undefined;
      /** A form that is open on the report. */
      readonly action?: OpenAction | undefined;
      /** The form of a new report, in place of the list: `about` is the log that it comes from. */
      readonly form?: BegunForm | undefined;
    };
  }
}

/** A report, or a form as `rememberMissing` wrote it. */
export const locateMissing = (id: string | undefined): LocationOf<'missing'> => {
  const form = rememberedForm(id);
  const open = form && missingFormLocation(form.command, form.begun);
  if (open !== undefined) return open;
  return id !== undefined && (/^MP-/.test(id) || isProvisional(id)) ? { pane: 'missing', id } : { pane: 'missing' };
};

export const rememberMissing = ({ id, was, form, action }: LocationOf<'missing'>): string | undefined => {
  if (form !== undefined) return rememberForm('missing.create', form);
  if (action === undefined || id === undefined) return id;
  return rememberForm(actionKinds[action.kind], { draft: draftOf(action, was ?? id), about: id, mend: action.mend });
};

/** Commands whose words are written in the box of their report. */
const lines: ReadonlySet<string> = new Set(['missing.sighting', 'missing.enquiry', 'missing.note']);

/** Where the form of a command is; undefined for a command that has none. */
export const missingFormLocation = (command: string, { draft, about, mend, at }: BegunForm): LocationOf<'missing'> | undefined => {
  if (lines.has(command)) return { pane: 'missing', id: about, draft };
  // A report that was discarded with its words kept names the item that it would have made, which is no log.
  if (command === 'missing.create')
    return { pane: 'missing', form: { draft, about: about !== undefined && isProvisional(about) ? undefined : about, mend, at } };
  const action = actionOf(command);
  return action === undefined ? undefined : { pane: 'missing', id: about, action: { kind: action, draft, mend } };
};

/** Where the officer came from: the log, or the list. */
export const backFromReport = (about: string | undefined): Location =>
  about === undefined ? { pane: 'missing' } : { pane: 'storm', id: about };
