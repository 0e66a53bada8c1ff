import type { TaskEntry } from '../../../contracts/domain/history.ts';
import type { TaskAct } from '../../../contracts/domain/task-steps.ts';

const kinds: Readonly<Record<string, string>> = {
  accepted: 'Accepted',
  note: 'Note',
  done: 'Done',
  returned: 'Returned',
  approved: 'Approved',
  changed: 'Changed',
} satisfies Readonly<Record<TaskEntry['kind'], string>>;

/** What a task goes through. */
export const tasks = {
  history: {
    title: 'History',
    set: 'Set',
    /** `followed`: by what was said with it. */
    kind: (kind: string, followed: boolean) => `${kinds[kind] ?? kind}${followed ? ':' : ''}`,
  },
  views: {
    label: 'Which tasks',
    own: 'Mine',
    review: 'Review',
    filed: 'Crime report, filed and to be reviewed',
    team: 'Team',
    title: 'Tasks',
    noneReview: 'Nothing waits for your review',
    noneReviewLead: 'Tasks that are done, or given back undone, wait here for you.',
    noneTeam: 'No task of your team is open',
    noneTeamLead: 'What you set, and what your team has to do, is here.',
  },
  result: (by: string) => `Result, ${by}`,
  returned: (by: string) => `Given back undone, ${by}`,
  ifApproved: (owner: string) => `If you approve, the task is closed. ${owner} sees it, and nobody adds to it any more.`,
  ifApprovedUndone: (owner: string) => `If you approve, the task is closed undone. ${owner} sees it, and nobody adds to it any more.`,
  asked: 'What is asked',
  yours: 'What you asked',
  doneAt: (when: string) => `Done ${when}`,
  wasLate: (length: string) => `${length} late`,
  facts: {
    setBy: 'Set by',
    for: 'For',
    nothing: 'No crime and no log',
    owner: 'Owner',
    since: { own: 'Yours since', other: 'Theirs since' },
    waits: { own: 'Waits for you', other: 'Waits for review' },
  },
  box: {
    form: 'What you say of the task',
    own: (reader: string) => `Note, reason or result. ${reader} reads it; it cannot be changed afterwards.`,
    note: (reader: string) => `Note. ${reader} reads it; it cannot be changed afterwards.`,
    review: (reader: string) => `Reason, if you return it. ${reader} reads it.`,
    placeholder: 'What you did, found or could not do',
    placeholderReview: 'What is still to do?',
    blank: 'Write it in the box first.',
    over: (over: string, longest: string) => `${over} characters too many. A task takes ${longest} at once. Nothing is cut.`,
    acts: {
      note: 'Add note',
      return: 'Return undone',
      returnForMore: 'Return with this reason',
      result: 'Done, with this result',
      approve: 'Approve',
    } satisfies Readonly<Record<Exclude<TaskAct, 'accept'> | 'returnForMore', string>>,
  },
} as const;
