import type { About, LockCause, SessionState, TypedRules } from '../../../contracts/ipc/session.ts';
import { count } from '../count.ts';
import { lengthOf } from './pin.ts';
import { faults, pinRefusals, refusals } from './signin-refusals.ts';

type UnlockStep = Extract<SessionState, { kind: 'unlocking' }>['step'];

const causes = {
  command: 'locked by hand',
  cardRemoved: 'card taken out',
  idle: 'nobody was here',
  suspend: 'laptop went to sleep',
  screenLock: 'screen was locked',
  leaseEnded: 'access ran out',
  order: 'ordered by ICT',
  pageCrashed: 'the window broke',
  switch: 'another card put in',
  shutdown: 'laptop was shut down',
  update: 'for the new version',
} satisfies Readonly<Record<LockCause, string>>;

export const signin = {
  /** On a locked screen: no more than this is known there. */
  jobs: (jobs: number, callSign: string | undefined) =>
    `${jobs === 1 ? 'A job waits' : `${jobs} jobs wait`} for ${callSign ?? 'the officer who is locked out here'}`,
  jobsLead: 'Sign in to read it. Control has not had an acknowledgement.',
  alerts: (alerts: number, callSign: string | undefined) =>
    `${alerts === 1 ? 'An alert on a log waits' : `${alerts} alerts on logs wait`} for ${callSign ?? 'the officer who is locked out here'}`,
  missing: (alerts: number) =>
    alerts === 1 ? 'An alert about a missing person waits for you' : `${alerts} alerts about missing people wait for you`,
  missingLead: 'Sign in to read it.',
  faults,
  refusals,
  pinRefusals,
  causes,
  side: 'This laptop',
  laptop: 'Laptop',
  noLaptop: 'Not enrolled',
  pool: 'Pool',
  version: 'Version',
  keys: 'Its key',
  sealing: {
    'os-account': 'Sealed to this account',
    keyring: 'Sealed in the keyring',
    none: 'Not sealed on this machine',
  } satisfies Readonly<Record<About['sealing'], string>>,
  recorded: 'Everything you open and change is recorded under your name.',
  starting: { step: 'Starting', head: 'Getting the reader ready', lead: 'This takes a moment.' },
  fault: { step: 'This laptop needs ICT', quote: (code: string) => `Tell them: ${code}` },
  noCard: {
    step: 'Reader ready, no card',
    head: 'Put your warrant card in the reader',
    lead: 'Chip first, facing up.',
    todo: [
      ['Card in', 'We read your name from the chip.'],
      ['PIN once', 'It opens mail, Storm, crime and duties together.'],
      ['Card out, everything closes', 'Take it with you whenever you leave the car.'],
    ],
  },
  locked: {
    step: (at: string, cause: string) => `Locked at ${at}, ${cause}`,
    head: (name: string) => `${name}’s work is locked`,
    owner: 'Sealed on this laptop',
    sealed: (unsent: number) =>
      unsent === 0
        ? 'Everything sent from here has reached HQ.'
        : `${count(unsent, 'unsent item')} ${unsent === 1 ? 'is' : 'are'} sealed here and ${unsent === 1 ? 'goes' : 'go'} out after the next sign-in.`,
    back: (first: string) => `${first}: put your card back`,
    backLead: 'Your PIN opens your work again, drafts and all.',
    other: 'Someone else? Put your own card in',
    otherLead: (first: string) => `You get your own desk. Nothing of ${first}’s opens.`,
  },
  cardSeen: { step: 'Card in', head: 'Reading your card', lead: 'Leave it in. Your name comes up next.' },
  cardRefused: {
    step: 'This card does not open anything here',
    safe: 'What is safe',
    out: 'Laptop needed now?',
    outLead: 'Take this card out. A colleague can sign in with theirs.',
  },
  pin: {
    step: 'Card read, in date, not revoked',
    collar: (collarNumber: string, force: string) => `Collar number ${collarNumber}, ${force}`,
    other: (name: string) => `${name}’s work stays locked. You get your own desk.`,
    label: 'Your PIN',
    hint: (rules: TypedRules) => `${lengthOf(rules)}. It goes to the card and nowhere else.`,
    open: 'Open',
    checking: 'The card is checking',
    pad: 'Type your PIN on the reader',
    padHint: 'Press Open, then use the keys of the reader. The laptop never sees your PIN.',
    left: (tries: number) => `${count(tries, 'try', 'tries')} left`,
    thenBlocks: 'Then the card blocks and only ICT can open it.',
    final: 'Last try',
    finalLead: 'If it is wrong, the card blocks and only ICT can open it.',
    low: 'Few tries left',
  },
  choose: {
    step: 'Card read',
    head: 'Which of these are you?',
    lead: 'There is more than one identity on this card.',
    from: (issuer: string, until: string) => `Issued by ${issuer}, until ${until}`,
    refused: 'The card came out. Put it back in.',
  },
  blocked: {
    step: (name: string) => `Card of ${name} blocked`,
    head: 'This card needs ICT to open it',
    lead: 'The PIN was wrong too many times, so the chip has closed itself.',
    call: 'Call ICT, day or night',
    callLead: 'They check who you are, then unblock the card.',
    safe: 'Your work is safe',
    safeLead: 'What you wrote stays sealed on this laptop until you open it again, also what is unsent.',
    out: 'Laptop needed now?',
    outLead: 'Take this card out. A colleague can sign in with theirs.',
  },
  unlocking: {
    checking: 'The card is checking your PIN',
    step: 'PIN right',
    head: (name: string) => `Opening for ${name}`,
    lead: 'Leave your card in.',
    steps: [
      ['card', 'Card', 'Your card opens its key.'],
      ['hq', 'HQ', 'Your access is renewed, or the last one is used without signal.'],
      ['store', 'Your work', 'What is on this laptop comes up.'],
    ] satisfies readonly (readonly [UnlockStep, string, string])[],
    done: 'Done',
    now: 'Now',
    next: 'Next',
  },
  bar: {
    site: (site: string, contact: string) => `${site}, last contact ${contact}`,
    contact: (contact: string) => `Last contact ${contact}`,
    blackout: 'Blackout',
    theme: { day: 'Day theme', night: 'Night theme', contrast: 'High contrast' },
  },
} as const;
