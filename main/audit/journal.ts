import type { JournalAction } from '../../contracts/domain/journal.ts';

/** One thing worth recording: which action, on what (an id), and a word on how. Never content, never a name. */
export interface JournalNote {
  readonly action: JournalAction;
  readonly subject: string;
  readonly detail: string;
}

/** Resolves once the note is durable. Whoever shows a record waits for it: what could not be journalled is not shown. */
export type Journal = (note: JournalNote) => Promise<void>;

/**
 * How long the same record stays "the one being looked at". A pane asks again whenever something changes; that is one
 * consultation, not fifty.
 */
const SAME_VIEW_MS = 5 * 60_000;

/** Journals consultations: one for each record opened, or opened again after another one or after SAME_VIEW_MS. `detail`: what of it. */
export const createViewJournal = (journal: Journal, detail = ''): ((staffId: string, subject: string, now: Date) => Promise<void>) => {
  let last = { staffId: '', subject: '', at: 0 };
  return async (staffId, subject, now) => {
    const at = now.getTime();
    const same = last.staffId === staffId && last.subject === subject && at >= last.at && at - last.at < SAME_VIEW_MS;
    if (same) return;
    await journal({ action: 'view', subject, detail });
    last = { staffId, subject, at };
  };
};
