import type { PinChangeRefusal, TypedRules } from '../../../contracts/ipc/session.ts';
import type { Message } from './errors.ts';

const kept = 'Your old PIN still holds.';

/** Why a new PIN was not set. */
const refusals = {
  PinIncorrect: {
    what: 'The old PIN is not right',
    safe: `${kept} A few wrong ones block the card.`,
    todo: 'Type all three again.',
  },
  PinFinalTry: {
    what: 'The old PIN is not right. One try is left',
    safe: 'One more wrong PIN blocks the card.',
    todo: 'If you are not sure, stop here and call ICT.',
  },
  PinBlocked: {
    what: 'The card has blocked',
    safe: 'Your work stays sealed on this laptop.',
    todo: 'Call ICT, day or night.',
  },
  PinLength: {
    what: 'The new PIN is too short or too long',
    safe: `The card was not asked. ${kept}`,
    todo: 'Choose one by the rules above.',
  },
  PinInvalid: {
    what: 'The card does not take that new PIN',
    safe: `No try is used. ${kept} A blocked card stays blocked.`,
    todo: 'Choose a less simple one: digits only, not the old one, not one digit again and again, not a run like 123456.',
  },
  PinTrivial: {
    what: 'The new PIN is too easy to guess',
    safe: `The card was not asked. ${kept}`,
    todo: 'Choose another: not one digit or a few again and again, not a run like 123456.',
  },
  PinExpired: {
    what: 'This PIN has run out, and this card does not change it',
    safe: 'Nothing was changed. Your work stays sealed on this laptop.',
    todo: 'Call ICT, day or night. They set a new one with you.',
  },
  PinCancelled: {
    what: 'No PIN was given at the reader',
    safe: 'Nothing was changed, no try is used.',
    todo: 'Start again, and type it all at the reader.',
  },
  PukIncorrect: {
    what: 'That unblocking code is not right',
    safe: 'A few wrong ones and only a new card helps.',
    todo: 'Look at it again. If you are not sure, stop here and call ICT.',
  },
  PukBlocked: {
    what: 'The unblocking code has run out of tries',
    safe: 'Your work stays sealed on this laptop.',
    todo: 'ICT gives you a new card. It opens what is here.',
  },
  UnblockFailed: {
    what: 'The card software here cannot unblock this card',
    safe: 'The unblocking code may be right. Your work stays sealed on this laptop.',
    todo: 'Do not type the code here again. Call ICT, day or night: they unblock the card.',
  },
  CardRemoved: { what: 'The card came out', safe: 'Nothing was changed unless the card said so.', todo: 'Put it back and try again.' },
  CardBusy: { what: 'Another program is using the card', safe: `No try is used. ${kept}`, todo: 'Wait a moment, then try again.' },
  CardFault: {
    what: 'The card stopped answering',
    safe: 'It may have the new PIN or the old one, never neither.',
    todo: 'Take the card out and put it in again. Try the new PIN first.',
  },
  NotSupported: {
    what: 'This card’s PIN cannot be set here',
    safe: 'Nothing was changed, no try is used.',
    todo: 'Call ICT, day or night. They set it with you.',
  },
} satisfies Readonly<Record<PinChangeRefusal, Message>>;

/** "6 to 8 digits" */
export const lengthOf = ({ minLength, maxLength, digitsOnly }: TypedRules): string =>
  `${minLength === maxLength ? minLength : `${minLength} to ${maxLength}`} ${digitsOnly ? 'digits' : 'characters'}`;
const notAsked = 'The card was not asked, no try is used.';
const again = (rules: TypedRules): string => `It has ${lengthOf(rules)}. Type it again from the start.`;

/** Why what was typed cannot be right, said before the card is asked; the box is empty then. */
const slips = {
  empty: (_subject: string, rules: TypedRules): Message => ({
    what: 'No PIN was typed',
    safe: notAsked,
    todo: `Type your PIN. It has ${lengthOf(rules)}.`,
  }),
  short: (subject: string, rules: TypedRules): Message => ({ what: `${subject} is too short`, safe: notAsked, todo: again(rules) }),
  long: (subject: string, rules: TypedRules): Message => ({ what: `${subject} is too long`, safe: notAsked, todo: again(rules) }),
  characters: (subject: string, rules: TypedRules): Message => ({
    what: rules.digitsOnly ? `${subject} has something that is not a digit` : `${subject} has a character that no card takes`,
    safe: notAsked,
    todo: again(rules),
  }),
} as const;

/** The keypad, and a new PIN: changed by who knows the old one, or set with the unblocking code. */
export const pin = {
  refusals,
  slips,
  subjects: { pin: 'That PIN', known: { change: 'The old PIN', unblock: 'The unblocking code' }, fresh: 'The new PIN' },
  keypad: 'PIN keypad',
  clear: 'Clear',
  erase: 'Delete last digit',
  change: 'Change my PIN',
  back: 'Back',
  changeLead: 'The new PIN is on your card, so it holds on every laptop.',
  unblock: 'I have the unblocking code',
  unblockHead: 'Unblock this card',
  old: 'Old PIN',
  puk: 'Unblocking code (PUK)',
  new: 'New PIN',
  again: 'New PIN again',
  rules: (minimum: number, maximum: number, digitsOnly: boolean) =>
    `${minimum} to ${maximum} ${digitsOnly ? 'digits' : 'characters'}, and not the old one.`,
  unblockRules: (minimum: number, maximum: number, digitsOnly: boolean) =>
    `${minimum} to ${maximum} ${digitsOnly ? 'digits' : 'characters'}. Wrong unblocking codes count: after a few, only a new card helps.`,
  pad: 'Type it all on the reader',
  padChange: 'Press the button below, then use the keys of the reader: old PIN, new PIN, new PIN again. The laptop never sees them.',
  padUnblock:
    'Press the button below, then use the keys of the reader: unblocking code, new PIN, new PIN again. The laptop never sees them.',
  set: 'Set the new PIN',
  setting: 'The card is changing it',
  /** Said before the card is asked, so that no try is used. */
  missing: 'Fill in all three. The card was not asked, no try is used.',
  differ: 'The two new PINs differ. Type the new one twice again. No try is used.',
  same: 'The new PIN is the old one. Choose another. No try is used.',
  trivial: 'The new PIN is too easy to guess: one digit or a few again and again, or a run like 123456. Choose another. No try is used.',
  changed: 'Your PIN is changed',
  changedLead: 'Use the new one from now on, on every laptop.',
  unblocked: 'Card unblocked, new PIN set',
} as const;
