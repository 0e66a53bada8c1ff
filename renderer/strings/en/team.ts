import { count } from '../count.ts';

export const team = {
  loading: 'Opening your team from this laptop',
  summary: (clock: string, members: number | undefined, late: number | undefined) =>
    [
      clock,
      members === undefined ? undefined : count(members, 'officer'),
      late === undefined ? undefined : late === 0 ? 'no tasks overdue' : `${count(late, 'task')} overdue`,
    ]
      .filter(Boolean)
      .join(', '),
  logs: (number: number | undefined) => (number === undefined ? 'Logs' : `Logs, ${number}`),
  allLogs: 'Team logs in Storm',
  noLogs: 'Nobody of your team is on a log.',
  today: (on: number, all: number, short: number) => `On duty today, ${on} of ${all}${short > 0 ? `, ${short} short` : ''}`,
  noToday: 'Nobody of your team is in today’s roster.',
  openTasks: (number: number) => count(number, 'open task'),
  circulations: (number: number | undefined) =>
    number === undefined ? 'Circulations not acknowledged' : `Circulations not acknowledged, ${number}`,
  noCirculations: 'Your team has acknowledged all that is circulated.',
  unread: (names: readonly string[]) => `Not yet: ${names.join(', ')}`,
  units: (number: number | undefined) => (number === undefined ? 'Units' : `Units, ${number}`),
  noUnits: 'Nobody of your team is on a unit.',
  onLog: (serial: string) => `On log ${serial}`,
  onNoLog: 'On no log',
  lasting: (time: string) => `for ${time}`,
  tasks: (number: number | undefined, late: number | undefined) =>
    number === undefined ? 'Open tasks' : `Open tasks, ${number}${late === undefined || late === 0 ? '' : `, ${late} overdue`}`,
  review: (number: number | undefined) => (number === undefined ? 'To review' : `To review, ${number}`),
  noReview: 'No task waits for your review.',
  noTasks: 'No task that you set is open.',
  owner: (own: boolean, who: string) => (own ? 'Yours' : `For ${who}`),
  refused: {
    NotAllowed: {
      what: 'This is for supervisors',
      safe: 'Nothing is lost.',
      todo: 'If you supervise a team, ask ICT to give you the role.',
    },
  },
} as const;
