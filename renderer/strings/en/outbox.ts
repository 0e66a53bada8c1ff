import type { OutboxItem } from '../../../contracts/ipc/link.ts';
import { count } from '../count.ts';

/** HQ's short reasons, by their title (problem details), as sentences. Any other is HQ's own words. */
const reasons: Readonly<Record<string, string>> = {
  'Not found': 'HQ has no such record, or it is not yours to see any more.',
  'Not your unit': 'HQ says that you are not on this unit.',
  'Log full': 'This log can hold no more lines.',
  'Log closed': 'The log is closed. Nothing of it was changed, and your unit is where it was.',
  'Not on log': 'HQ says that you are not on this log and were not. A sergeant of the area, or control, can do it.',
  'Emergency on log': 'A crew of this log calls for help. The log stays open. Send the result again once that is over.',
  'Grade changed': 'Somebody has set another grade since. Open the log and regrade it from there if it is still needed.',
  'Code unknown': 'The force whose log it is has no such code. Change it, and choose one of theirs.',
  'Not your line': 'Only a line of your own can be struck, and only once.',
  'Record full': 'This record can hold no more. Tell the records office.',
  'Kept apart':
    'An officer keeps these records apart, or others that are joined to them. Take that back first if it is wrong. Nothing of them was changed.',
  'One person':
    'These records are joined as one person, directly or through others. Take that back first if it is wrong. Nothing of them was changed.',
  'Withdrawn before': 'Somebody has withdrawn this link already. Nothing of it was changed.',
  'Force unknown': 'HQ does not know in which force’s name to open it. Tell control by radio.',
  'Emergency by radio': 'HQ takes no call for help from here. Use your radio.',
  'Only the owner accepts': 'The task is another officer’s by now.',
  'Not new any more': 'Somebody has accepted or changed the task since. Look at it as it stands.',
  'Not your task': 'The task is not yours any more.',
  'Task not with you': 'Somebody decided about the task before yours came. Look at it as it stands.',
  'Task closed': 'The task is approved and closed. Nothing is added to it any more.',
  'Only supervisors approve': 'Only a supervisor approves a task, and never one of their own.',
  'Not your crime': 'The report is not yours to change: its officer in the case, or a supervisor, can.',
  'Only supervisors hand over': 'Only a supervisor gives a report to another officer.',
  'Outcome needs more': 'The outcome asks for more than the report says. Change it, and answer what it asks for.',
  'Officer unknown': 'HQ has no such officer at work in the force. Change it, and choose another.',
  'Owner unknown':
    'It names somebody whom HQ does not have as an officer at work, or as a person of the report. Change it, and choose another.',
  'Own outcome': 'Another supervisor approves the outcome that you filed. You may return the report.',
  'Only supervisors review': 'Only a supervisor reviews a report, and never one of their own.',
  'History full': 'Its history can hold no more than what closes it: an outcome, a result, a review.',
  'Not your request': 'Only whoever asked can withdraw it.',
  'Only the teams supervisor': 'Only a supervisor of the officer’s team decides, and never on a request of their own.',
  'Request not open': 'It was decided or withdrawn before yours came. Look at it as it stands.',
  'Return needs a reason': 'Whoever asked is told why it comes back. Say why, and send it back again.',
  'Roster changed': 'The roster has changed: the days cost something else by now. Nothing was taken off. Look at the days and ask again.',
  'Day not published': 'HQ has no roster for one of these days yet. Ask again once it is published.',
  'Part not taken': 'This leave is not taken in such parts of a day. Change it.',
  'Balance missing': 'HQ has no balance to take it from or add it to. Tell the roster desk.',
  'Not enough left': 'There is not enough left for it, with what waits already. Nothing was taken off. Ask for fewer days.',
  'Leave year not opened': 'HQ has not opened the next leave year. Ask for those days once it has.',
  'Costs nothing': 'You are off on all these days already. Nothing was asked for.',
  'Day asked for': 'One of these days is in another request of yours. Withdraw that one first.',
  'Day passed': 'One of these days had passed when you asked. Ask the roster desk.',
  'No overtime rank': 'Constables and sergeants claim overtime. Ask the roster desk what there is instead.',
  'Claim names nothing': 'A claim names the log or the task that it was for. Change it, and choose one.',
  'Nothing to claim': 'By the regulations it comes to nothing: under 15 minutes, or under 30 beyond a tour without being told.',
  'Sum changed': 'HQ’s sum is another than yours: the roster or your other claims have changed. Nothing was claimed. Claim it again.',
  'Time claimed': 'This time is in another claim of yours.',
  'Not worked yet': 'It ends after now by HQ’s clock. Claim it once it is worked.',
  'Ends before it begins': 'It ends before it begins. Change the times.',
  'Longer than a day': 'It is longer than a day. Change the times.',
  'Within the tour': 'A part of it is within your rostered tour. Change the times.',
  'Not overtime': 'A tour that begins early on its own day is no overtime. Ask the roster desk if it was moved.',
  'No rule for day': 'You were on leave or sick by the roster. The roster desk decides about duty on such a day.',
  'Payload malformed': 'HQ could not read it.',
  'Key reused': 'HQ has had something else from you under the same number.',
};
const said = (reason: string | undefined): string =>
  reason === undefined
    ? 'HQ did not take it and gave no reason.'
    : (reasons[reason] ?? `HQ did not take it: ${reason.replace(/[.\s]+$/, '')}.`);

export const outbox = {
  untold: 'What is unsent',
  title: (number: number) => (number === 0 ? 'All sent' : `${number} waiting to go`),
  lead: 'Sealed on this laptop. Each goes out once; those of one log or report, in this order.',
  unsealed: ({ left, full }: { readonly left: number; readonly full: boolean }) =>
    full
      ? `${left} kept on this laptop only: the sealed copy is full. If this laptop is lost, so are they.`
      : `${left} kept on this laptop only until the sealed copy has them.`,
  carries: (total: string) => `With ${total} MB of attachments.`,
  attachments: (sent: string, total: string) => `Attachments: ${sent} of ${total} MB at HQ.`,
  leadNone: 'Everything you sent has reached HQ.',
  label: 'Unsent, oldest first',
  close: 'Close',
  loading: 'Looking at what is unsent',
  since: (clock: string) => `since ${clock}`,
  states: { waiting: 'Waiting', sending: 'Going out', conflict: 'Two versions', refused: 'Not taken' } satisfies Readonly<
    Record<OutboxItem['state'], string>
  >,
  conflictWhy:
    'Somebody changed it at HQ before yours came. Yours is kept here. Decide between the two, send it again if it still holds, or discard it.',
  refusedWhy: (reason: string | undefined) => `${said(reason)} It is kept here until you decide.`,
  waitsWhy: (summary: string, state: OutboxItem['state']) =>
    state === 'refused' || state === 'conflict'
      ? `Waits for “${summary}”, which HQ did not take. Decide about that first.`
      : `Goes out after “${summary}”.`,
  failedWhy: (reason: string) => `HQ could not take it (${reason}). It is kept here and sent again.`,
  open: 'Open',
  tried: (clock: string) => `Tried at ${clock}.`,
  notTried: 'Not tried yet.',
  next: (seconds: number) => `Next try in ${seconds} s.`,
  tryNow: 'Try now',
  takeBack: { button: 'Take it back as a draft', label: (summary: string) => `Take it back as a draft: ${summary}` },
  decide: {
    label: (summary: string) => `What to do with: ${summary}`,
    mend: 'Change it',
    resend: 'Send again',
    discard: 'Discard',
  },
  mend: {
    label: 'Change it, then send it',
    send: 'Send this',
    leave: 'Leave it as it was',
    over: (longest: string) => `Longer than the ${longest} characters that HQ takes at once. Shorten it. Nothing is cut.`,
  },
  discard: {
    ask: (summary: string) => `Discard “${summary}”? HQ will not get it.`,
    askWith: (summary: string, others: number) =>
      `Discard “${summary}” and ${count(others, 'later piece')} of work that needs it? HQ will get none of them.`,
    mayHaveArrived: 'It was sent and HQ has not answered: HQ may have it already.',
    keepText: 'Keep the words as a draft',
    yes: 'Discard',
    no: 'Keep it here',
  },
} as const;
