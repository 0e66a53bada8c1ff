import type { AcceptanceStep } from '../../../contracts/domain/acceptance.ts';
import type { LockCause } from '../../../contracts/ipc/session.ts';

/** What the program looks at by itself. */
export type CheckName = 'selfTest' | 'sealing' | 'badArguments' | 'secondStart' | 'sandbox' | 'profile' | 'pageEnded';

/** How a step's outcome is found. */
export type How =
  | { readonly kind: 'check'; readonly check: CheckName }
  /** The page looks at itself. */
  | { readonly kind: 'page' }
  /** A person does something, and the program sees it happen. */
  | { readonly kind: 'deed'; readonly sees: 'signIn' | 'pageEnded' | LockCause }
  /** A person does something, and says what they saw. */
  | { readonly kind: 'word' }
  /** A person ends the program, starts it again, and says what they then see. */
  | { readonly kind: 'end' };

export interface Step {
  readonly step: AcceptanceStep;
  readonly how: How;
  /** Where it is taken; everywhere unless told. */
  readonly on?: { readonly platform?: NodeJS.Platform; readonly notPlatform?: NodeJS.Platform; readonly shell?: 'electron' };
}

const check = (name: CheckName): How => ({ kind: 'check', check: name });
const sees = (what: (How & { readonly kind: 'deed' })['sees']): How => ({ kind: 'deed', sees: what });
const word: How = { kind: 'word' };

/** The acceptance in its order: what needs nobody first, then one sign-in after another, the program's end last. Its words are the page's. */
const STEPS: readonly Step[] = [
  { step: 'selfTest', how: check('selfTest') },
  { step: 'sealing', how: check('sealing') },
  { step: 'badArguments', how: check('badArguments') },
  { step: 'secondStart', how: check('secondStart') },
  { step: 'sandbox', how: check('sandbox'), on: { platform: 'linux' } },
  { step: 'sandbox', how: word, on: { notPlatform: 'linux' } },
  { step: 'page', how: { kind: 'page' } },
  { step: 'profile', how: check('profile') },
  { step: 'pageEnded', how: check('pageEnded'), on: { platform: 'linux' } },
  { step: 'pageEnded', how: sees('pageEnded'), on: { notPlatform: 'linux' } },
  { step: 'windowShown', how: word },
  { step: 'signIn', how: sees('signIn') },
  { step: 'lockKey', how: sees('screenLock'), on: { shell: 'electron' } },
  { step: 'suspend', how: sees('suspend'), on: { shell: 'electron' } },
  { step: 'cardOut', how: sees('cardRemoved') },
  { step: 'cardService', how: word },
  { step: 'clipboard', how: word },
  { step: 'capture', how: word, on: { shell: 'electron', notPlatform: 'linux' } },
  { step: 'silence', how: word },
  { step: 'otherAccount', how: word, on: { shell: 'electron' } },
  { step: 'lostKey', how: word, on: { shell: 'electron' } },
  { step: 'marker', how: word },
  { step: 'attachments', how: word },
  { step: 'orders', how: word },
  { step: 'sessionEnd', how: { kind: 'end' } },
];

/** The steps that are taken in this shell on this platform. */
export const stepsFor = (platform: NodeJS.Platform, shell: 'electron' | 'chromium'): readonly Step[] =>
  STEPS.filter(
    ({ on = {} }) =>
      (on.platform ?? platform) === platform && on.notPlatform !== platform && (on.shell === undefined || on.shell === shell),
  );
