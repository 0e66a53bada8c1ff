import { isProvisional } from '../../../contracts/domain/provisional.ts';
import type { LocationOf } from '../../workspace/location.ts';
import type { BegunForm } from '../../workspace/pane.tsx';
import { rememberedForm, rememberForm } from '../../workspace/rememberedForm.ts';

declare module '../../workspace/location.ts' {
  interface PaneLocations {
    readonly today: {
      /** The briefing, or the end of the tour, in place of the day. */
      readonly view?: TodayPage | undefined;
      /** An item of the briefing. */
      readonly id?: string | undefined;
      /** The key of the draft in the box for its result, where that is another than the item's own. */
      readonly draft?: string | undefined;
      /** What is handed over in a form over the end of the tour. */
      readonly handOver?: HandOver | undefined;
      /** The form of a new item. */
      readonly form?: BegunForm | undefined;
    };
  }
}

/** A task or a log that is handed over, in its form. */
export interface HandOver extends BegunForm {
  readonly of: 'task' | 'log';
  readonly about: string;
}

const pages = ['briefing', 'tour'] as const;
export type TodayPage = (typeof pages)[number];

/** The day, one of its pages, an item of the briefing, or the form of one as `rememberToday` wrote it. */
export const locateToday = (id: string | undefined, kind?: string): LocationOf<'today'> => {
  const form = rememberedForm(id);
  const opened = form && (handedOver(form) ?? todayFormLocation(form.command, form.begun));
  if (opened !== undefined) return opened;
  if (id !== undefined && (/^BR-/.test(id) || (kind === 'briefing' && isProvisional(id)))) return { pane: 'today', view: 'briefing', id };
  return { pane: 'today', view: kind === 'briefing' ? 'briefing' : pages.find((page) => page === id) };
};

/** An item without number is found in its list again, and a log that is handed over at the end of the tour. */
export const rememberToday = ({ view, id, form, handOver }: LocationOf<'today'>): string | undefined => {
  if (form !== undefined) return rememberForm('briefing.create', form);
  if (handOver?.of === 'task') return rememberForm('task.change', handOver);
  return id !== undefined && !isProvisional(id) ? id : view;
};

/** A task in its form over the end of the tour, as `rememberToday` wrote it: elsewhere a task is changed on its own page. */
const handedOver = ({ command, begun }: { readonly command: string; readonly begun: BegunForm }): LocationOf<'today'> | undefined =>
  command === 'task.change' && begun.about !== undefined
    ? { pane: 'today', view: 'tour', handOver: { ...begun, about: begun.about, of: 'task' } }
    : undefined;

/** Where the form of a command is; undefined for a command that has none here. */
export const todayFormLocation = (command: string, begun: BegunForm): LocationOf<'today'> | undefined => {
  switch (command) {
    case 'briefing.create':
      return { pane: 'today', view: 'briefing', form: begun };
    case 'briefing.result':
      return { pane: 'today', view: 'briefing', id: begun.about, draft: begun.draft };
    default:
      return undefined;
  }
};
