import { z } from 'zod';
import { instant } from '../domain/common.ts';
import { deviceName } from '../domain/device.ts';
import { cardHolder, officer } from '../domain/officer.ts';
import { defineDomain } from './define.ts';
import { pinBytes } from './pin.ts';

/** Why a card that is in the reader cannot be used. */
export const cardRefusal = z.enum([
  'NoCertificate',
  'CardExpired',
  'CardNotYetValid',
  'CardRevoked',
  'CardRevocationUnknown',
  'WrongForce',
  'CardUntrusted',
  'CardDamaged',
  /** Another program has the card for itself: read again by itself once it lets go. */
  'CardBusy',
  /** Its keys are neither RSA nor P-256. */
  'CardKeysUnsupported',
  /** The card, or the software in front of it, signs nothing with such keys. */
  'CardSoftwareCannotSign',
  /** … or has no way to open what is sealed for its key 9D. */
  'CardSoftwareCannotOpen',
  /** By this laptop's clock the card is out of date, or its lists are; and HQ has not confirmed that clock lately. */
  'ClockWrong',
]);
export type CardRefusal = z.infer<typeof cardRefusal>;

/** Why nothing can be opened on this laptop until ICT acts. */
export const laptopFault = z.enum([
  'ModuleMissing',
  'ModuleBroken',
  'ReaderServiceDown',
  'DeviceUnknown',
  'DeviceKeyUnreadable',
  'ConfigurationBroken',
]);
export type LaptopFault = z.infer<typeof laptopFault>;

/** Why a PIN, or what follows it, did not open the officer's work. */
export const signInRefusal = z.enum([
  'PinIncorrect',
  'PinFinalTry',
  'PinBlocked',
  'PinLength',
  /** It must be changed first. */
  'PinExpired',
  /** The card has none yet. */
  'PinNotSet',
  /** At the reader's own keypad. */
  'PinCancelled',
  'CardRemoved',
  'CardBusy',
  'CardFault',
  'OfficerRevoked',
  'CardRevoked',
  'WrongForce',
  'OfficerUnknown',
  /** HQ did not accept the card, or the shift begun with it; nobody has revoked either. */
  'NotAuthorised',
  'DeviceUnknown',
  'DeviceRevoked',
  /** ICT has locked this laptop, or wipes it: HQ gives it nothing until ICT releases it. */
  'DeviceHeld',
  'LeaseExpired',
  'LeaseNeeded',
  'GatewayUntrusted',
  'HqUnusable',
  'StoreKeyMismatch',
  /** The same officer's new card, which opens the work here once HQ has been asked; it cannot be now. */
  'CardRenewed',
  /** The card, or the software in front of it, cannot open what is sealed for its key 9D: nothing is sealed for it. */
  'CardKeyUnusable',
  'StoreFromFuture',
  'StoreCorrupt',
  'ClockTurnedBack',
]);
export type SignInRefusal = z.infer<typeof signInRefusal>;

/** Why the session was locked. */
export const lockCause = z.enum([
  'command',
  'cardRemoved',
  'idle',
  'suspend',
  'screenLock',
  'leaseEnded',
  'order',
  'pageCrashed',
  'switch',
  'shutdown',
  /** The officer had the program's next version installed now. */
  'update',
]);
export type LockCause = z.infer<typeof lockCause>;

/** What PKCS#11 tells of the tries left: flags, rarely a number. */
export const pinTries = z.object({ left: z.number().int().min(0).optional(), final: z.boolean(), low: z.boolean() });
export const pinRules = z.object({
  minLength: z.number().int(),
  maxLength: z.number().int(),
  digitsOnly: z.boolean(),
  pinPad: z.boolean(),
});

/** Why a new PIN was not set. The old one still holds, unless the card is blocked. */
export const pinChangeRefusal = z.enum([
  'PinIncorrect',
  'PinFinalTry',
  'PinBlocked',
  /** Shorter or longer than the rules say. */
  'PinLength',
  /** The card or the rules do not take it: not digits only, the same as before, or too simple for this card. */
  'PinInvalid',
  /** One of those that everybody tries first (contracts/domain/pin.ts); the card was not asked. */
  'PinTrivial',
  /** The old one has run out, and the card does not change it. */
  'PinExpired',
  /** At the reader's own keypad. */
  'PinCancelled',
  'PukIncorrect',
  'PukBlocked',
  /** The card software refused, and does not say that the unblocking code is wrong: it may be right. */
  'UnblockFailed',
  'CardRemoved',
  'CardBusy',
  'CardFault',
  /** This card's PIN cannot be changed, or unblocked, here: ICT does it. */
  'NotSupported',
]);
export type PinChangeRefusal = z.infer<typeof pinChangeRefusal>;

/** What ICT has done to this laptop that keeps everybody out. */
export const deviceBlock = z.discriminatedUnion('why', [
  z.object({ why: z.literal('locked'), since: instant, reason: z.string().max(200) }),
  z.object({ why: z.literal('wiping'), since: instant, done: z.number().min(0).max(1) }),
  /** `receipt`: whether HQ holds the proof, or it still waits on this laptop for a connection. */
  z.object({ why: z.literal('wiped'), since: instant, returnTo: z.string().max(200), receipt: z.enum(['atHq', 'waiting']) }),
]);
export type DeviceBlock = z.infer<typeof deviceBlock>;

/** One of several certificates on a card with which an officer may sign in. */
export const cardChoice = z.object({ id: z.string().max(64), holder: cardHolder, issuer: z.string().max(200), notAfter: instant });
export type CardChoice = z.infer<typeof cardChoice>;

/** Where in the window an officer was: kept in the officer's own store, so that unlocking leads back there. */
export const workPlace = z.object({ pane: z.string().max(20), item: z.string().max(200).optional(), at: instant });
export type WorkPlace = z.infer<typeof workPlace>;

/** How far the way from PIN to Today has come; shown as progress. */
export const unlockStep = z.enum(['card', 'hq', 'store']);

const held = z.object({
  holder: cardHolder.pick({ name: true, rank: true }),
  since: instant,
  cause: lockCause,
  unsent: z.number().int().min(0),
});

/** The whole session as the window may know it. `held` is the officer whose work is locked on this laptop, if any. */
export const sessionState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('starting') }),
  z.object({ kind: z.literal('fault'), fault: laptopFault }),
  z.object({ kind: z.literal('withdrawn'), deviceBlock }),
  z.object({ kind: z.literal('noCard'), held: held.optional() }),
  z.object({ kind: z.literal('cardSeen'), held: held.optional() }),
  z.object({ kind: z.literal('cardRefused'), refusal: cardRefusal, held: held.optional() }),
  /** In doubt which certificate is meant, the officer says. */
  z.object({ kind: z.literal('choose'), choices: z.array(cardChoice).min(2).max(10), held: held.optional() }),
  z.object({
    kind: z.literal('pin'),
    holder: cardHolder,
    tries: pinTries,
    rules: pinRules,
    refusal: signInRefusal.optional(),
    held: held.optional(),
  }),
  /** `rules` of a new PIN, where the card has told them. */
  z.object({ kind: z.literal('blocked'), holder: cardHolder, rules: pinRules.optional(), held: held.optional() }),
  z.object({ kind: z.literal('unlocking'), holder: cardHolder, step: unlockStep }),
  z.object({ kind: z.literal('open'), officer, leaseUntil: instant, rules: pinRules.optional() }),
]);
export type SessionState = z.infer<typeof sessionState>;
/** Of the rules of a PIN, what can be judged of one box alone. */
export type TypedRules = Pick<Extract<SessionState, { readonly kind: 'pin' }>['rules'], 'minLength' | 'maxLength' | 'digitsOnly'>;

/** What this laptop is, known without any card. */
export const about = z.object({
  force: z.string().max(200),
  laptop: deviceName.optional(),
  pool: z.string().max(200),
  version: z.string().max(40),
  shell: z.enum(['electron', 'chromium']),
  /** What protects sealed secrets on this machine, said honestly. */
  sealing: z.enum(['os-account', 'keyring', 'none']),
  /** By the force's policy nothing sounds here. */
  silent: z.literal(true).optional(),
  /** The program was started to go through its acceptance, which the window shows. */
  acceptance: z.literal(true).optional(),
});
export type About = z.infer<typeof about>;

export const theme = z.enum(['day', 'night', 'contrast']);
/** How the window looks, and whether a new job sounds. `black`: nothing is shown until a key or a touch, a lock of the work included. */
export const appearance = z.object({ theme, car: z.boolean(), sound: z.boolean().default(true), black: z.boolean().default(false) });
export type Appearance = z.infer<typeof appearance>;

/** A PIN or PUK as bytes (UTF-8). */

export const session = defineDomain({
  calls: {
    state: { request: z.null(), response: sessionState, errors: [] },
    about: { request: z.null(), response: about, errors: [] },
    /** The PIN as bytes (UTF-8): main zeroes them once the card has answered. An empty PIN starts a PIN pad. */
    signIn: {
      request: z.object({ pin: pinBytes }),
      response: z.null(),
      errors: signInRefusal.options,
    },
    /** Which of several certificates on the card; `id` as in the choices. */
    choose: { request: z.object({ id: z.string().max(64) }), response: z.null(), errors: ['CardRemoved'] },
    /** PINs as bytes; all of them are zeroed by main. Only at a PIN prompt or while open, with the card in the reader. */
    changePin: { request: z.object({ oldPin: pinBytes, newPin: pinBytes }), response: z.null(), errors: pinChangeRefusal.options },
    /** A new PIN for a blocked card, by its unblocking code (PUK). */
    unblockPin: { request: z.object({ puk: pinBytes, newPin: pinBytes }), response: z.null(), errors: pinChangeRefusal.options },
    place: { request: z.null(), response: workPlace.nullable(), errors: [] },
    setPlace: { request: workPlace, response: z.null(), errors: [] },
    lock: { request: z.null(), response: z.null(), errors: [] },
    appearance: { request: z.null(), response: appearance, errors: [] },
    setAppearance: { request: appearance, response: z.null(), errors: [] },
    /** The officer did something: the idle clock starts again. Sent at most once in ten seconds. */
    active: { request: z.null(), response: z.null(), errors: [] },
  },
  events: {
    changed: { payload: sessionState },
    /** Nobody did anything for a while, and the lock is next: the page looks where it is not told of what the officer does, in a message’s frame. */
    idleSoon: { payload: z.null() },
  },
});
