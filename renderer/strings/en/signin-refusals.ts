import type { CardRefusal, LaptopFault, SignInRefusal } from '../../../contracts/ipc/session.ts';
import type { Message } from './errors.ts';

const callIct = 'Call ICT, day or night.';
const sealed = 'Your work stays sealed on this laptop.';
const kept = 'Your PIN was right. What is on this laptop stays.';

/** Why nothing can be opened on this laptop until ICT acts. */
export const faults = {
  ModuleMissing: {
    what: 'The card software is not on this laptop',
    safe: 'Nothing can be opened, so nothing is at risk.',
    todo: `${callIct} They install it. Another laptop of the pool works with your card.`,
  },
  ModuleBroken: {
    what: 'The card software does not start',
    safe: 'Nothing can be opened, so nothing is at risk.',
    todo: `Start the laptop again. If this comes back: ${callIct}`,
  },
  ReaderServiceDown: {
    what: 'The card reader is not working',
    safe: sealed,
    todo: 'Unplug the reader and plug it in again, or start the laptop again.',
  },
  DeviceUnknown: {
    what: 'HQ does not know this laptop',
    safe: sealed,
    todo: `Use another laptop of the pool. ${callIct}`,
  },
  DeviceKeyUnreadable: {
    what: 'This laptop cannot open its own key',
    safe: `${sealed} ICT can recover it.`,
    todo: `Use another laptop of the pool. ${callIct}`,
  },
  ConfigurationBroken: {
    what: 'This laptop is not set up as it should be',
    safe: sealed,
    todo: `Use another laptop of the pool. ${callIct}`,
  },
} satisfies Readonly<Record<LaptopFault, Message>>;

/** Why a card that is in the reader cannot be used. */
export const refusals = {
  NoCertificate: {
    what: 'There is no warrant card certificate on this card',
    safe: 'The PIN was not asked for.',
    todo: 'Is it your warrant card? If so, ICT puts the certificate back on it.',
  },
  CardExpired: {
    what: 'This card has run out',
    safe: sealed,
    todo: 'Take it out. ICT issues you a new one.',
  },
  CardNotYetValid: {
    what: 'This card is not in date yet',
    safe: sealed,
    todo: 'Look at the date of the laptop. If it is right, ask ICT when the card begins.',
  },
  CardRevoked: {
    what: 'This card has been cancelled',
    safe: 'Nothing opens with it, here or anywhere.',
    todo: 'If it is yours, call ICT. If you found it, hand it in.',
  },
  CardRevocationUnknown: {
    what: 'We cannot tell whether this card is still good',
    safe: sealed,
    todo: 'The list of cancelled cards on this laptop is too old to trust, or the laptop’s date is wrong. If its date is right, go where there is signal: the list comes by itself.',
  },
  WrongForce: {
    what: 'This card is of another force',
    safe: 'Nothing was opened.',
    todo: 'Put a card of this force in.',
  },
  CardUntrusted: {
    what: 'This card was not issued by this force',
    safe: 'Nothing was opened.',
    todo: 'Take it out. If it is your warrant card, call ICT.',
  },
  CardDamaged: {
    what: 'This card cannot be read',
    safe: sealed,
    todo: 'Wipe the chip with a dry cloth and put it in again. If it still cannot be read, ICT replaces it.',
  },
  CardBusy: {
    what: 'Another program is using this card',
    safe: `${sealed} No try of the PIN is used.`,
    todo: 'Leave the card in. The PIN is asked for by itself once the other program lets go. If it does not, close that program.',
  },
  CardKeysUnsupported: {
    what: 'This card has keys that Mobile Office cannot use',
    safe: `${sealed} No PIN was asked.`,
    todo: 'Take it out and call ICT: they give you a card with keys of another kind.',
  },
  CardSoftwareCannotSign: {
    what: 'The card software here cannot sign with this card',
    safe: `${sealed} No PIN was asked. Your card may well be good.`,
    todo: 'Use another laptop of the pool, and tell ICT about the card software on this one.',
  },
  CardSoftwareCannotOpen: {
    what: 'The card software here cannot open your work with this card',
    safe: `${sealed} No PIN was asked. Your card may well be good.`,
    todo: 'Use another laptop of the pool, and tell ICT about the card software on this one.',
  },
  ClockWrong: {
    what: 'This laptop’s date or time may be wrong',
    safe: `${sealed} Your card may well be good.`,
    todo: 'Look at the laptop’s date and time. Set them right, or ask ICT to, and put the card in again. If they are right, call ICT about the card.',
  },
} satisfies Readonly<Record<CardRefusal, Message>>;

/** Why a PIN, or what follows it, did not open the officer's work. */
export const pinRefusals = {
  PinIncorrect: {
    what: 'That PIN is not right',
    safe: 'A few wrong ones block the card. You are told before the last try.',
    todo: 'Type it again.',
  },
  PinFinalTry: {
    what: 'That PIN is not right',
    safe: 'One more wrong PIN blocks the card.',
    todo: 'If you are not sure, stop and call ICT.',
  },
  PinBlocked: { what: 'The card has blocked', safe: sealed, todo: 'ICT unblocks it once they know it is you.' },
  PinLength: { what: 'That PIN is too short or too long', safe: 'The card was not asked, no try is used.', todo: 'Type it again.' },
  PinExpired: {
    what: 'This PIN has run out',
    safe: `${sealed} No try is used.`,
    todo: 'Press Change my PIN, type this PIN and a new one. Then open with the new one.',
  },
  PinNotSet: { what: 'This card has no PIN yet', safe: sealed, todo: 'Call ICT. They set its first PIN with you.' },
  PinCancelled: { what: 'No PIN was given at the reader', safe: 'No try is used.', todo: 'Start again, and type your PIN at the reader.' },
  CardRemoved: { what: 'The card came out', safe: sealed, todo: 'Put it back and type your PIN.' },
  CardBusy: { what: 'Another program is using the card', safe: 'No try is used.', todo: 'Wait a moment, then try again.' },
  CardFault: { what: 'The card stopped answering', safe: 'No try is known to be used.', todo: 'Take the card out, put it in again.' },
  OfficerRevoked: { what: 'HQ has ended your access', safe: sealed, todo: 'Speak to your supervisor or ICT.' },
  OfficerUnknown: {
    what: 'HQ does not know you yet',
    safe: kept,
    todo: 'HQ’s list may be wrong. Tell ICT: they add you to the directory. Then try again.',
  },
  NotAuthorised: {
    what: 'HQ did not accept your card',
    safe: kept,
    todo: 'HQ’s clock or list may be wrong. Tell ICT, then try again later.',
  },
  CardRevoked: { what: 'HQ has stopped this card', safe: sealed, todo: 'Hand the card to ICT. They give you a new one.' },
  WrongForce: { what: 'This card is not of this force', safe: 'Nothing was opened.', todo: 'Use a card of this force, or ask ICT.' },
  DeviceUnknown: {
    what: 'HQ does not accept this laptop',
    safe: kept,
    todo: 'HQ’s clock or list may be wrong. Use another laptop of the pool, and tell ICT.',
  },
  DeviceRevoked: { what: 'HQ has cut this laptop off', safe: 'Your PIN was right.', todo: 'Use another laptop of the pool. Tell ICT.' },
  DeviceHeld: {
    what: 'ICT has taken this laptop out of use',
    safe: 'Your PIN was right. Unsent work stays sealed here.',
    todo: 'Use another laptop of the pool. ICT can put this one back into use.',
  },
  LeaseExpired: {
    what: 'Your access on this laptop has run out',
    safe: 'Your PIN was right. Unsent work stays sealed here.',
    todo: 'Go where there is signal and open again.',
  },
  LeaseNeeded: {
    what: 'Your first sign-in here needs signal',
    safe: 'Your PIN was right.',
    todo: 'Go where there is signal and open again.',
  },
  GatewayUntrusted: {
    what: 'What answers is not HQ',
    safe: 'Nothing was sent to it. Your work stays sealed.',
    todo: 'Use another network. Tell ICT.',
  },
  HqUnusable: {
    what: 'HQ does not answer as it should',
    safe: 'Your PIN was right. Your work stays sealed.',
    todo: 'Try again in a minute.',
  },
  StoreKeyMismatch: {
    what: 'This card does not open your work here',
    safe: 'Your work is still sealed. Nothing was deleted.',
    todo: 'Was your card replaced? ICT can recover it.',
  },
  CardRenewed: {
    what: 'Your new card needs signal once on this laptop',
    safe: 'Your PIN was right. Your work stays sealed here.',
    todo: 'Go where there is signal and open again. After that it works without.',
  },
  CardKeyUnusable: {
    what: 'Your card cannot open sealed work on this laptop',
    safe: 'Your PIN was right. Nothing was lost: what is here stays sealed, and nothing new was sealed.',
    todo: 'Use another laptop of the pool. Tell ICT that the card software here cannot use the key of your card.',
  },
  StoreFromFuture: {
    what: 'Your work was saved by a newer version',
    safe: 'It was not touched.',
    todo: 'ICT brings this laptop up to date.',
  },
  StoreCorrupt: {
    what: 'Your work on this laptop is damaged',
    safe: 'Nothing was deleted. What was sent is safe at HQ.',
    todo: 'Use another laptop and call ICT.',
  },
  ClockTurnedBack: {
    what: 'This laptop’s clock is wrong, or HQ’s is',
    safe: 'Your work stays sealed. Nothing you wrote is lost.',
    todo: 'Set the laptop’s date and time right, or ask ICT to. If they are right, tell ICT. Then try again.',
  },
} satisfies Readonly<Record<SignInRefusal, Message>>;
