/**
 * The names that preload puts on the window, one function an operation. Plain data, so that preload carries no schemas;
 * a type test holds it equal to the contracts.
 */
export const channels = {
  session: {
    calls: [
      'state',
      'about',
      'signIn',
      'choose',
      'changePin',
      'unblockPin',
      'place',
      'setPlace',
      'lock',
      'appearance',
      'setAppearance',
      'active',
    ],
    events: ['changed', 'idleSoon'],
  },
  link: { calls: ['status', 'outbox', 'tryNow', 'command', 'resend', 'mend', 'discard'], events: ['changed', 'refreshed'] },
  drafts: { calls: ['save', 'get', 'list', 'discard'], events: [] },
  blobs: { calls: ['places', 'limits', 'fetch', 'view', 'stop'], events: [] },
  today: { calls: ['view', 'team', 'search'], events: [] },
  commands: { calls: ['give'], events: [] },
  mail: { calls: ['folders', 'list', 'search', 'recipients', 'protection', 'sign', 'message', 'folderOf', 'keepFiles'], events: [] },
  storm: { calls: ['list', 'get', 'facets', 'history', 'unit', 'alerts', 'map', 'codeLists'], events: [] },
  enquiry: { calls: ['reasons', 'ask', 'opened'], events: [] },
  emergency: { calls: ['call'], events: [] },
  crime: { calls: ['list', 'get', 'offences', 'tasks'], events: [] },
  people: { calls: ['roster', 'team', 'requests', 'cover'], events: [] },
  records: { calls: ['persons', 'ofLog', 'person'], events: [] },
  missing: { calls: ['list', 'get', 'ofPerson', 'areas'], events: [] },
  device: { calls: ['enrol', 'notices', 'waitingJobs', 'dismissNotice', 'storage'], events: ['notices', 'waitingJobs'] },
  update: { calls: ['status', 'choose'], events: ['changed'] },
  fleet: {
    calls: [
      'devices',
      'device',
      'enrolmentCode',
      'give',
      'waiting',
      'countersign',
      'cancel',
      'receipts',
      'exportReceipt',
      'officers',
      'revokeOfficer',
      'restoreOfficer',
      'setRoles',
      'revokeCard',
    ],
    events: [],
  },
  acceptance: { calls: ['state', 'answer'], events: ['changed'] },
} as const;

/** "drafts.save": the one way in which a channel is named, in every shell. */
export const channelName = (domain: string, operation: string): string => `${domain}.${operation}`;
