import type { ThemeName } from '../../theme/themes.ts';
import { count } from '../count.ts';

export const app = {
  name: 'Mobile Office',
  panes: { label: 'Panes', today: 'Today', mail: 'Mail', storm: 'Storm', crime: 'Crime', people: 'People' },
  badge: {
    today: (number: number) => count(number, 'item'),
    mail: (number: number) => `${number} unread`,
    storm: (number: number) => count(number, 'open log'),
    crime: (number: number) => count(number, 'task'),
    people: (number: number) => count(number, 'item'),
  },
  keys: 'Keys',
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
    kinds: { incident: 'Logs', crime: 'Crimes', mail: 'Mail', officer: 'People' },
    found: (number: number) => (number === 0 ? 'Nothing found' : `${number} found`),
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
    allSent: 'All sent',
    unsent: (number: number) => `${number} unsent, safe on this laptop`,
    lease: 'Access until',
    leaseEnding: 'Access ends',
  },
  keySheet: {
    title: 'Keys',
    lead: 'Everything can be done without a mouse.',
    close: 'Close',
    anyKey: 'any key brings it back',
    groups: [
      {
        title: 'Anywhere',
        keys: [
          ['Ctrl+1 to 5', 'Today, Mail, Storm, Crime, People'],
          ['Ctrl+K', 'Search'],
          ['F6, Shift+F6', 'Next part of the window, or the one before'],
          ['Ctrl+O', 'What is unsent'],
          ['Ctrl+L', 'Lock'],
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
          ['Ctrl+Enter', 'Send the update'],
          ['Alt+2, Alt+1 5', 'Set my status, two digits without a pause'],
        ],
      },
      {
        title: 'Screen',
        keys: [
          ['F9', 'Day, night, high contrast'],
          ['Shift+F9', 'Larger text for the car'],
          ['F12', 'Blackout, any key brings it back'],
        ],
      },
    ],
  },
  blackout: 'Blackout. Any key brings the screen back.',
  asOf: (time: string) => `As they were at ${time}`,
  neverFetched: 'Not fetched from HQ yet',
  loading: 'Opening from this laptop',
  detail: 'Selected item',
  broken: {
    what: 'This part of the window broke',
    safe: 'What you wrote is safe on this laptop.',
    todo: 'Try again, or go to another pane.',
  },
} as const;
