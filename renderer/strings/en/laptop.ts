import type { EnrolmentRefusal } from '../../../contracts/ipc/device.ts';
import type { About } from '../../../contracts/ipc/session.ts';
import type { ForIct } from '../../../contracts/ipc/update.ts';
import { count } from '../count.ts';
import type { Message } from './errors.ts';

/** Why a fresh laptop did not become known to HQ. */
const faults = {
  NotADevice: {
    what: 'That is not a laptop’s name',
    safe: 'Nothing was sent.',
    todo: 'It stands on the lid, like LAP-0417.',
  },
  NotACode: {
    what: 'That is not a whole code',
    safe: 'Nothing was sent.',
    todo: 'It has ten characters, like ABCDE-23456. There is no I, O, 0 or 1 in it.',
  },
  CodeRefused: {
    what: 'HQ does not take this code for this laptop',
    safe: 'Nothing was changed here.',
    todo: 'A code works once, for 15 minutes, for one laptop. Look at both boxes, or ask ICT for a new code.',
  },
  TooManyTries: {
    what: 'Too many codes were tried',
    safe: 'Nothing was changed here.',
    todo: 'Wait a few minutes, then ask ICT for a new code.',
  },
  HqUnreachable: {
    what: 'HQ cannot be reached',
    safe: 'Nothing was changed, and the code is not used up.',
    todo: 'Look at the cable or the signal, then try again.',
  },
  HqUntrusted: {
    what: 'What answers is not HQ',
    safe: 'The code was not sent to it.',
    todo: 'Use another network. Tell ICT.',
  },
  HqUnusable: {
    what: 'HQ does not answer as it should',
    safe: 'Nothing is known to be changed. The code may be used up.',
    todo: 'Try again in a minute. If it comes back, ask ICT for a new code.',
  },
  AlreadyKnown: {
    what: 'This laptop is already known to HQ',
    safe: 'Nothing was changed, and the code is not used up.',
    todo: 'Start the laptop again. If it still asks for a code, call ICT.',
  },
} satisfies Readonly<Record<EnrolmentRefusal, Message>>;

/** The laptop itself: how it becomes known, what ICT does to it, what it holds. */
export const laptop = {
  enrol: {
    faults,
    step: 'New laptop, for ICT',
    head: 'Make this laptop known to HQ',
    lead: 'With the one-time code that ICT makes in Fleet.',
    name: 'Name on the lid',
    nameHint: 'Like LAP-0417.',
    code: 'One-time code',
    codeHint: 'Ten characters. No I, O, 0 or 1.',
    lookalike: 'A code has no I, O, 0 or 1. Look again at what it is.',
    send: 'Make it known',
    sending: 'Asking HQ',
    progress: 'This laptop makes its own key and takes its certificate from HQ. Leave it switched on.',
    doneStep: 'Known to HQ',
    done: (name: string) => `${name} is ready`,
    doneLead: 'It fetches the force’s rules. The reader is asked for a card next.',
  },
  withdrawn: {
    lockedStep: (since: string) => `Locked by ICT, ${since}`,
    lockedHead: 'ICT has locked this laptop',
    reason: 'What ICT says',
    work: 'Your work is safe',
    workLead: 'It stays sealed here. What is unsent goes out after ICT unlocks this laptop.',
    other: 'Working now?',
    otherLead: 'Your card opens any other laptop of the pool.',
    found: 'Found this laptop?',
    foundLead: 'Hand it in at any police station.',
    wipingStep: (since: string) => `Ordered by ICT, ${since}`,
    wipingHead: 'This laptop is being wiped',
    wipingLead: 'Leave it switched on. It goes on by itself, also after a restart.',
    progress: (percent: number) => `${percent} % done`,
    keys: 'The keys go first',
    keysLead: 'Without them nothing that is still on the disk can be opened.',
    sent: 'What was sent is safe at HQ',
    sentLead: 'Your card and your PIN are not touched. Use another laptop of the pool.',
    wipedStep: (since: string) => `Wiped, ${since}`,
    wipedHead: 'This laptop is wiped',
    returnTo: 'Return it to',
    atHq: 'The proof is at HQ',
    atHqLead: 'HQ holds the receipt that this laptop signed.',
    waiting: 'The proof still waits here',
    waitingLead: 'HQ has not had the receipt yet. Leave the laptop on where there is signal: it goes by itself.',
    gone: 'Nothing here can be opened',
    goneLead: 'No card and no PIN opens what was on it. ICT sets it up again.',
    again: 'For ICT: set it up again',
  },
  update: {
    label: 'New version',
    preparing: 'A new version is being prepared',
    preparingVersion: (version: string, percent: number) => `Mobile Office ${version} is being prepared, ${percent} %`,
    nothingStops: 'Nothing stops. Unsent work is kept.',
    goesIn: 'It goes in when you have taken your card out.',
    kept: 'Unsent work and what you are typing are kept.',
    unsentKept: (unsent: number) =>
      `${count(unsent, 'unsent thing')} and what you are typing are kept, sealed on this laptop. What is unsent goes out afterwards, once.`,
    meter: 'Prepared',
    percent: (percent: number) => `${percent} %`,
    hide: 'Hide',
    ready: (version: string) => `Mobile Office ${version} is ready`,
    checked: 'Signed by the force, checked by this laptop.',
    takes: 'It takes about 2 minutes.',
    out: (version: string) => `Mobile Office ${version} is out`,
    whys: {
      NoInstaller: 'ICT installs it on this laptop.',
      NoRights: 'ICT installs it: nobody else may on this laptop.',
      NotInstalled: 'It did not go in, and this version goes on. Tell ICT.',
      NoRoom: 'This laptop has no room for it. Tell ICT.',
    } satisfies Readonly<Record<ForIct, string>>,
    outdated: 'This version is too old for HQ',
    outdatedLead: (minimum: string) =>
      `What is unsent still goes out, and all that is here stays. Nothing new comes until ${minimum} or later is in.`,
    askIct: 'Ask ICT for it.',
  },
  notices: {
    label: 'From ICT',
    from: (at: string) => `From ICT, ${at}`,
    read: 'I have read this',
    more: (number: number) => `${number} more`,
  },
  sheet: {
    title: 'This laptop',
    hint: 'This laptop, and my PIN (F2)',
    facts: 'About it',
    laptop: 'Laptop',
    pool: 'Pool',
    version: 'Version',
    policy: 'Force’s rules',
    policyVersion: (version: number) => `Version ${version}`,
    unread: 'Records not read',
    unreadHint: 'HQ sent them in a form that this version does not know. All else is as it should be. Tell ICT.',
    lease: 'Access until',
    leaseHint: 'Renewed by itself while there is signal.',
    sealing: 'Its key',
    sealings: {
      'os-account': 'Sealed to this computer’s account. A copy of the disk alone does not open it; the same account on this computer does.',
      keyring: 'Sealed in this account’s keyring. Whoever opens the keyring opens it; your work still needs your card.',
      none: 'Not sealed on this machine. Whoever has the disk has the key; your work still needs your card.',
    } satisfies Readonly<Record<About['sealing'], string>>,
    space: 'Space',
    looking: 'Counting what is here',
    notCounted: 'The space could not be counted. Nothing is wrong with your work.',
    own: (size: string) => `Your work takes ${size}.`,
    all: (size: string, others: number) =>
      others === 0
        ? `Mobile Office takes ${size} in all. Nobody else’s work is here.`
        : `Mobile Office takes ${size} in all, with the sealed work of ${count(others, 'other officer')}.`,
    sound: 'Sound',
    soundOn: 'A new job sounds',
    soundByForce: 'Your force has silenced new jobs on its laptops. They are still shown.',
    soundHint: 'Silent, a new job is still shown on every screen but blackout.',
    unused: (days: number) =>
      `Work that its officer has not opened for ${count(days, 'day')} is destroyed on this laptop, unless something unsent is in it. What was sent stays at HQ.`,
    pin: 'My PIN',
    pinLead: 'It is on your card, so a new one holds on every laptop.',
  },
} as const;
