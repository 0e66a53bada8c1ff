import { isProvisional } from '../../../contracts/domain/provisional.ts';
import type { ThemeName } from '../../theme/themes.ts';
import { count } from '../count.ts';

const numberFollows = 'Number follows';

export const app = {
  name: 'Mobile Office',
  panes: { label: 'Panes', today: 'Today', mail: 'Mail', storm: 'Storm', crime: 'Crime', people: 'People', team: 'Team', fleet: 'Fleet' },
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
  car: { on: 'Car size', off: 'Desk size' },
  carLong: 'Larger text for the car (Shift+F9)',
  blackoutLong: 'Blackout (F12)',
  who: (collarNumber: string, team: string) => `${collarNumber}, ${team}`,
  search: {
    label: 'Search',
    placeholder: 'Search people, logs, crimes, mail',
    kinds: { incident: 'Logs', crime: 'Crimes', task: 'Tasks', mail: 'Mail', officer: 'People' },
    found: (number: number, total: number) =>
      number === 0 ? 'Nothing found' : total > number ? `${number} of ${total.toLocaleString('en-GB')} shown` : `${number} found`,
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
    keyHint: 'Alt + number',
  },
  /** A call for help. The radio comes first in all of it. */
  emergency: {
    title: 'Emergency',
    button: 'Emergency: hold to call for help',
    buttonWhy: 'One second, or Alt+0. The radio is surer.',
    holding: ['Keep holding', 'Control is called after one second.'],
    released: ['Nothing was sent', 'It was let go too early. Hold it for one second, or use your radio.'],
    calling: ['Calling control', 'Use your radio too.'],
    radio: 'Use your radio',
    stillCalling: 'Control has not answered yet. Do not wait for it.',
    taken: (time: string) => `Control has it, ${time}`,
    takenWhy: (callSign: string, serial: string | undefined) =>
      `${callSign} is at status 0, emergency. ${serial === undefined ? 'It stands in no log: say where you are.' : `It stands in log ${serial}.`} Use your radio too. Any other status ends it.`,
    failed: {
      NoUnit: 'You are on no unit, so nothing was sent to control.',
      NotTaken: 'HQ did not take it. Nothing was sent to control.',
      NotAnswered: 'HQ did not answer. Control may not know, and nothing is sent later.',
    },
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
    versionUnfit: 'Fails its own test',
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
          ['Alt+0, held', 'Emergency: calls for help'],
          ['Alt+W', 'Write: the box for an update or a form’s first'],
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
          ['F8', 'The open log in large type, and back'],
          ['Alt+2, Alt+1 5', 'Set my status, two digits without a pause'],
          ['Alt+H', 'History of its place and its caller'],
          ['Alt+M', 'Map of the log; + − closer and further, arrows move, Home is the log'],
        ],
      },
      {
        title: 'Mail',
        keys: [
          ['N', 'New message'],
          ['R, A, F', 'Reply, reply to all, forward'],
          ['E, J, V', 'Archive, junk, move'],
          ['Delete', 'Delete'],
          ['G, U', 'Flag, mark unread'],
          ['Ctrl+Z', 'Take back what was just done'],
          ['Ctrl+Enter', 'Send the message'],
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
  listChanged: (number: number) => `${number} changed, show`,
  /** What a press on a reference in a text does. */
  references: {
    log: 'Open the log, or look for it',
    crime: 'Open the crime, or look for it',
    task: 'Open the task, or look for it',
    officer: 'Look for this officer',
    plate: 'Look for this registration',
    postcode: 'Look for this postcode',
    copy: 'Copy this number',
    copied: 'Copied',
  },
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
