import { isProvisional } from '../../../contracts/domain/provisional.ts';
import type { ThemeName } from '../../theme/themes.ts';
import { count } from '../count.ts';

const numberFollows = 'Number follows';

export const app = {
  name: 'Mobile Office',
  panes: { label: 'Panes', today: 'Today', mail: 'Mail', storm: 'Storm', crime: 'Crime', people: 'People', fleet: 'Fleet' },
  /** What HQ sends with a record and this version has no place for. */
  other: {
    title: 'Other',
    of: (name: string) => `Other about ${name}`,
    yes: 'Yes',
    no: 'No',
    more: (number: number) => `${count(number, 'more field')} at HQ.`,
  },
  keys: 'Keys',
  /** In place of a number that HQ has not allotted yet. */
  numberFollows,
  /** In place of a serial: log without number. */
  withoutNumber: 'without number',
  numberOf: (id: string) => (isProvisional(id) ? numberFollows : id),
  lock: 'Lock',
  lockLong: 'Lock (Ctrl+L)',
  theme: {
    day: 'Day theme (F9)',
    night: 'Night theme (F9)',
    contrast: 'High contrast (F9)',
  } satisfies Record<ThemeName, string>,
  who: (collarNumber: string, team: string) => `${collarNumber}, ${team}`,
  search: {
    label: 'Search',
    placeholder: 'Search people, logs, crimes, mail',
    kinds: { incident: 'Logs', crime: 'Crimes', task: 'Tasks', mail: 'Mail', officer: 'People' },
    found: (number: number) => (number === 0 ? 'Nothing found' : `${number} found`),
    unfetched: (kinds: readonly string[]) => `Not searched, as not fetched yet: ${kinds.join(', ')}.`,
    none: 'Nothing on this laptop matches. A log number may be short: 841, or 841 of 11 January.',
    busy: 'Searching',
  },
  move: 'move',
  choose: 'choose',
  close: 'close',
  unit: {
    label: (callSign: string, status: string) => `${callSign} ${status}, change status`,
    menu: 'Set my status',
    none: 'No unit',
    sending: 'on its way',
    nameless: (code: number) => `Status ${code}`,
    emergency: 'Emergency: use your radio',
    emergencyWhy: 'Mobile Office cannot call for help.',
    keyHint: 'Alt + number',
  },
  status: {
    online: 'Online, strong signal',
    weak: 'Online, weak signal',
    offline: (since: string) => `Offline since ${since}`,
    unknown: 'Looking for HQ',
    lastContact: 'Last contact',
    noContact: 'No contact yet',
    fromLaptop: 'working from this laptop',
    counting: 'Counting what is unsent',
    allSent: 'All sent',
    unsent: (number: number) => `${number} unsent, safe on this laptop`,
    undecided: (number: number, others: number) => `${number} not taken by HQ: decide${others === 0 ? '' : `, ${others} unsent`}`,
    lease: 'Access until',
    leaseEnding: 'Access ends',
    versionReady: 'New version waits',
    versionOutdated: 'Too old for HQ',
  },
  keySheet: {
    title: 'Keys',
    lead: 'Everything can be done without a mouse.',
    panes: (last: number) => `Ctrl+1 to ${last}`,
    groups: [
      {
        title: 'Anywhere',
        keys: [
          ['Ctrl+J', 'Open the new job or alert'],
          ['Alt+A', 'Acknowledge it'],
          ['Ctrl+K', 'Search'],
          ['F6, Shift+F6', 'Next part of the window, or the one before'],
          ['Ctrl+O', 'What is unsent'],
          ['Ctrl+L', 'Lock'],
          ['F2', 'This laptop, and my PIN'],
          ['F1', 'These keys'],
        ],
      },
      {
        title: 'In a list',
        keys: [
          ['↑ ↓', 'Move'],
          ['Enter', 'Open'],
          ['Esc', 'Back to the list'],
        ],
      },
      {
        title: 'Storm',
        keys: [
          ['Ctrl+N', 'New log'],
          ['Alt+G', 'Regrade the open log'],
          ['Alt+R', 'Result and close it'],
          ['Ctrl+Enter', 'Send the update'],
          ['Alt+2, Alt+1 5', 'Set my status, two digits without a pause'],
        ],
      },
      {
        title: 'Screen',
        keys: [
          ['F9', 'Day, night, high contrast'],
          ['Shift+F9', 'Larger text for the car'],
          ['F12', 'Blackout, sound only; any key brings it back'],
        ],
      },
    ],
  },
  blackout: 'Blackout. A new job sounds and shows nothing. Any key brings the screen back.',
  asOf: (time: string) => `As they were at ${time}`,
  /** What no feed has told yet. */
  unfetched: {
    online: ['Fetching from HQ', 'It has not come to this laptop yet. It shows by itself.'],
    offline: ['Not fetched yet: needs signal', 'It has not come to this laptop yet. With signal it comes by itself.'],
  },
  foundInList: (number: number) => `${number.toLocaleString('en-GB')} found`,
  loading: 'Opening from this laptop',
  detail: 'Selected item',
  backTo: (list: string) => `Back to ${list.charAt(0).toLowerCase()}${list.slice(1)}`,
  closeSheet: 'Close',
  broken: {
    what: 'This part of the window broke',
    safe: 'What you wrote is safe on this laptop.',
    todo: 'Try again, or go to another pane.',
  },
} as const;
