import { isProvisional } from '../../../contracts/domain/provisional.ts';
import { count, spelt } from '../count.ts';

export const today = {
  summary: (clock: string, logs: number | undefined, overdue: number) =>
    `${clock}${logs === undefined ? '' : `, ${spelt(logs, 'log')}`}${overdue > 0 ? `, ${spelt(overdue, 'thing')} overdue` : ''}`,
  loading: 'Opening your day from this laptop',
  hand: 'The log in hand',
  youAre: (status: string, since: string) => `You are ${status}, ${since}`,
  openFor: (length: string) => `Open ${length}`,
  open: (serial: string) => `Open log ${serial}`,
  addUpdate: 'Add update',
  moreLogs: (serials: readonly string[]) =>
    `${spelt(serials.length, 'more log').replace(/^./, (c) => c.toUpperCase())}: ${serials.slice(0, 3).join(', ')}${serials.length > 3 ? ' …' : ''}`,
  noHand: 'No log in hand',
  noHandLead: (callSign: string | undefined) =>
    callSign === undefined ? 'You are not on a unit now.' : `Nothing is assigned to ${callSign}. What comes appears here.`,
  areaLogs: 'Logs in my area',
  begun: {
    title: (number: number) => `Reports to finish, ${number}`,
    said: 'Kept on this laptop. Nobody sees it until you send it.',
    notSent: 'Not sent',
  },
  waits: {
    returned: (number: number) => `Returned to you, ${number}`,
    returnedBy: (by: string, text: string | undefined) => `Returned by ${by}${text ? `: ${text}` : ''}`,
    review: (number: number) => `To review, ${number}`,
    filedBy: (by: string, text: string | undefined) => `Filed by ${by}${text ? `. ${text}` : ''}`,
    tasks: (number: number) => count(number, 'task'),
  },
  tasks: {
    before: (end: string) => `Needs you before ${end}`,
    plain: 'Your tasks',
    all: (number: number) => `All tasks, ${number}`,
    none: 'No task is due',
    noneLead: 'Nothing waits for you.',
    late: (length: string) => `${length} late`,
    within: (length: string) => `in ${length}`,
    overdue: 'Overdue',
    on: (crime: string) => (isProvisional(crime) ? 'crime, number follows' : `crime ${crime}`),
    onLog: (serial: string) => `log ${serial}`,
    by: (name: string) => `set by ${name}`,
  },
  shift: {
    title: (label: string) => (/shift|duty/i.test(label) ? label : `${label} shift`),
    gone: (gone: string, all: string) => `${gone} of ${all} gone`,
    toGo: (length: string) => `${length} to go`,
    begins: (length: string) => `begins in ${length}`,
    over: 'over',
    untold: 'Your shift',
    off: 'Not on duty',
    callSign: 'Call sign',
    noUnit: 'None',
    with: 'With',
    alone: 'Single crewed',
    sergeant: 'Sergeant',
    next: 'Next duty',
    nextNone: 'Not published',
  },
  mail: {
    title: (number: number) => (number === 0 ? 'Unread mail' : `Unread mail, ${number}`),
    all: 'Mail',
    none: 'All read',
    noSubject: 'No subject',
  },
  logs: { title: (number: number) => `My logs, ${number}`, all: 'Storm' },
  count,
} as const;
