import { draftKeyOf } from '../../../contracts/domain/draft-key.ts';
import { isProvisional } from '../../../contracts/domain/provisional.ts';
import type { Mended } from '../../workspace/form/mendedPayload.ts';
import type { Location, LocationOf } from '../../workspace/location.ts';
import type { BegunForm } from '../../workspace/pane.tsx';
import { rememberedForm, rememberForm } from '../../workspace/rememberedForm.ts';
import { isClip, isMissingReport, isTask } from './numbers.ts';

declare module '../../workspace/location.ts' {
  interface PaneLocations {
    readonly crime: {
      readonly id?: string | undefined;
      readonly scope?: 'mine' | 'area' | 'tasks' | undefined;
      /** The provisional id by which the item was opened, and HQ has numbered it since: its page stays the same page. */
      readonly was?: string | undefined;
      /** The clip of body-worn video that is played, in place of the list. */
      readonly clip?: string | undefined;
      /** The key of the draft in the box of the task or the clip, where that is another than its own. */
      readonly draft?: string | undefined;
      /** The case file that is open in place of the list, by its number or what it is called here until it has one. */
      readonly caseFile?: string | undefined;
      /** Open in place of the list. */
      readonly form?: CrimeForm | undefined;
    };
  }
}

/** A form: the command that it becomes, and what it was opened with: `about` is the report that a task is set on, the task that is changed, or the log that a report comes from. */
export interface CrimeForm extends BegunForm {
  readonly kind: CrimeFormKind | ChangeKind;
}
/** A form as it was opened. */
export type OpenForm = CrimeForm & Mended;
const formKinds = ['crime.create', 'task.create', 'task.change'] as const;
export type CrimeFormKind = (typeof formKinds)[number];
/** Forms on a report that there is: `about` is its number. */
const changeKinds = ['crime.update', 'crime.outcome', 'crime.victimUpdate', 'crime.review'] as const;
export type ChangeKind = (typeof changeKinds)[number];
export const isChange = (kind: string): kind is ChangeKind => changeKinds.some((one) => one === kind);

/** Where the officer came from: the report in whichever list it was, the log or the list. */
export const backFrom = (command: CrimeFormKind | ChangeKind, about: string | undefined): Location => {
  if (isChange(command)) return { pane: 'crime', id: about };
  if (command === 'task.change') return { pane: 'crime', scope: 'tasks', id: about };
  if (command === 'task.create')
    return about === undefined
      ? { pane: 'crime', scope: 'tasks' }
      : isMissingReport(about)
        ? { pane: 'missing', id: about }
        : { pane: 'crime', scope: 'mine', id: about };
  return about === undefined ? { pane: 'crime', scope: 'mine' } : { pane: 'storm', id: about };
};

/** A report or a task, or a form as `rememberCrime` wrote it. */
export const locateCrime = (id: string | undefined, kind?: string): LocationOf<'crime'> => {
  if (id !== undefined && (kind === 'caseFile' || /^CF-/.test(id))) return { pane: 'crime', caseFile: id };
  const form = rememberedForm(id);
  const formKind = kindOf(form?.command);
  if (form !== undefined && formKind !== undefined) return { pane: 'crime', form: { kind: formKind, ...form.begun } };
  if (kind === 'clip' || (id !== undefined && isClip(id))) return { pane: 'crime', clip: id };
  if (kind !== undefined) return { pane: 'crime', id, scope: kind === 'task' ? 'tasks' : 'mine' };
  return { pane: 'crime', id, scope: id !== undefined && isTask(id) ? 'tasks' : undefined };
};

export const rememberCrime = ({ id, clip, caseFile, form }: LocationOf<'crime'>): string | undefined =>
  form === undefined ? (clip ?? caseFile ?? id) : rememberForm(form.kind, form);

/** Where the form of a command is; undefined for a command that has none. */
export const crimeFormLocation = (command: string, { draft, about, mend }: BegunForm): LocationOf<'crime'> | undefined => {
  if (command === 'clip.addMark') return { pane: 'crime', clip: about, draft };
  if (saidOfTask.has(command)) return { pane: 'crime', scope: 'tasks', id: about, draft };
  const kind = kindOf(command);
  return kind === undefined ? undefined : { pane: 'crime', form: { kind, draft, about: subjectOf(kind, draft, about), mend } };
};
/** Commands whose words are written in the box of their task. */
const saidOfTask: ReadonlySet<string> = new Set(['task.note', 'task.result', 'task.return']);
const kindOf = (command: string | undefined): CrimeForm['kind'] | undefined =>
  [...formKinds, ...changeKinds].find((kind) => kind === command);

/** What a new item is about. A command that was discarded with its words kept names the item that it would have made. */
const subjectOf = (kind: CrimeForm['kind'], draft: string, about: string | undefined): string | undefined =>
  isChange(kind) || kind === 'task.change'
    ? about
    : about === undefined || draft === draftKeyOf(kind, about) || (kind === 'crime.create' && isProvisional(about))
      ? undefined
      : about;
