import type { CommonCode } from '../../../contracts/ipc/define.ts';
import type { fleet } from '../../../contracts/ipc/fleet.ts';
import type { Message } from './errors.ts';

type Calls = (typeof fleet)['calls'];
/** Every code that a call of the Fleet pane can answer. */
export type FleetCode = { [Call in keyof Calls]: Calls[Call]['errors'][number] }[keyof Calls] | CommonCode;

const nothingGiven = 'Nothing was changed, no order was given.';

/** What happened, what is safe, what to do: in the Fleet pane. */
export const faults = {
  NotAuthorised: {
    what: 'HQ does not let you see the fleet',
    safe: 'Nothing was changed.',
    todo: 'It is for ICT officers. If you are one, ask another to look at your roles.',
  },
  NotFound: { what: 'HQ does not have this any more', safe: 'Nothing was changed.', todo: 'Go back to the list and choose again.' },
  Malformed: {
    what: 'HQ did not understand what was asked',
    safe: nothingGiven,
    todo: 'Look at what you typed. If it is right, this program may be too old.',
  },
  OrderRefused: {
    what: 'HQ does not take this order',
    safe: nothingGiven,
    todo: 'This laptop’s clock may be minutes out, your card may not be on the list of those who sign orders, or the order is not the one that was shown. Look at the clock, then sign it again.',
  },
  SameSigner: {
    what: 'The second signature must be another officer’s',
    safe: 'The order still waits. Nothing has gone to the laptop.',
    todo: 'Ask another ICT officer to sign it.',
  },
  SequenceTaken: {
    what: 'Another order was given to this laptop meanwhile',
    safe: 'Yours was not given.',
    todo: 'Look at the laptop’s orders. If yours is still wanted, sign it again.',
  },
  TooLate: {
    what: 'It is too late for that',
    safe: 'Nothing was changed by you.',
    todo: 'The laptop has the order already, or it is over. Look at its state.',
  },
  NotYourself: { what: 'You cannot take your own access away', safe: 'Nothing was changed.', todo: 'Ask another ICT officer.' },
  TunnelDown: {
    what: 'HQ cannot be reached now',
    safe: 'Nothing of the fleet is kept on this laptop.',
    todo: 'Try again when there is signal. An order that was being sent may have gone out: look at the laptop’s orders.',
  },
  HqUnusable: {
    what: 'HQ does not answer as it should',
    safe: 'Nothing is known to have changed.',
    todo: 'Try again in a minute. If it comes back, tell the HQ desk the code below.',
  },
  PinIncorrect: { what: 'That PIN is not right', safe: `${nothingGiven} A few wrong ones block the card.`, todo: 'Type it again.' },
  PinFinalTry: {
    what: 'That PIN is not right. One try is left',
    safe: `${nothingGiven} One more wrong PIN blocks the card.`,
    todo: 'If you are not sure, stop here.',
  },
  PinBlocked: { what: 'The card has blocked', safe: nothingGiven, todo: 'Another ICT officer unblocks it, or signs instead of you.' },
  PinLength: { what: 'That PIN is too short or too long', safe: 'The card was not asked, no try is used.', todo: 'Type it again.' },
  PinExpired: {
    what: 'This PIN has run out',
    safe: nothingGiven,
    todo: 'Press Change my PIN (F2), type this PIN and a new one. Then sign with the new one.',
  },
  PinCancelled: {
    what: 'No PIN was given at the reader',
    safe: `${nothingGiven} No try is used.`,
    todo: 'Sign again, and type your PIN at the reader.',
  },
  CardRemoved: { what: 'The card came out', safe: nothingGiven, todo: 'Put it back, sign in, and give the order again.' },
  CardFault: {
    what: 'The card stopped answering',
    safe: nothingGiven,
    todo: 'Take the card out, put it in again, and give the order again.',
  },
  NoSignatureKey: {
    what: 'There is no signature key on your card',
    safe: nothingGiven,
    todo: 'Your card signs you in but cannot sign orders. You need a new one.',
  },
  NotWritten: {
    what: 'The receipt could not be saved',
    safe: 'It is safe at HQ.',
    todo: 'Look whether your Documents folder is there and has room, then try again.',
  },
  Locked: { what: 'Nobody is signed in', safe: 'Nothing was changed.', todo: 'Put your warrant card in the reader.' },
  BadRequest: { what: 'What you typed cannot be asked', safe: nothingGiven, todo: 'Make it shorter or plainer, then try again.' },
  Internal: {
    what: 'Something broke on this laptop',
    safe: 'Nothing is known to have changed.',
    todo: 'Try again. Look at the laptop’s orders before you give one twice.',
  },
} satisfies Readonly<Record<FleetCode, Message>>;
