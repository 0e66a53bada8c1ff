import type { OrderKind, OrderRefusal, OrderState, WipeInventory } from '../../../contracts/domain/order.ts';
import { count } from '../count.ts';

/** Why a laptop did not do what it was told. */
export const refusals = {
  Malformed: 'It could not read the order.',
  TooLarge: 'The order was too long.',
  BadSignature: 'The signature did not hold.',
  SignerUntrusted: 'It does not trust the card that signed.',
  SignerRevoked: 'The card that signed has been cancelled.',
  RevocationUnknown: 'Its list of cancelled cards was too old to judge the signature.',
  SignerNotAllowed: 'Whoever signed may not give orders.',
  CountersignatureMissing: 'The second signature was missing.',
  SameSigner: 'Both signatures were of one person.',
  ContentsDiffer: 'The two signatures were over different orders.',
  WrongForce: 'The order was of another force.',
  WrongDevice: 'The order was for another laptop.',
  Expired: 'It came too late.',
  NotYetValid: 'It was dated in the future. The laptop’s clock may be wrong.',
  Replayed: 'It had this order already.',
  SequenceRolledBack: 'It had a newer order already.',
  PolicyUnusable: 'HQ’s policy could not be used.',
} satisfies Readonly<Record<OrderRefusal, string>>;

export const kinds = {
  lock: 'Lock',
  unlock: 'Unlock',
  disconnect: 'Cut off',
  wipe: 'Wipe',
  message: 'Message',
  policy: 'Take the policy',
} satisfies Readonly<Record<OrderKind, string>>;

/** What each order does, said before it is given. */
export const effects = {
  lock: 'HQ gives officers nothing on it from now on, and nobody signs in on it until you unlock it. Nothing is destroyed.',
  unlock: 'Officers can sign in on it again, once HQ has the order. A wipe on its way goes on.',
  disconnect: 'HQ cuts it off at once and ends its certificates. Nothing on it is destroyed, and it cannot be reached by a later order.',
  wipe: 'It destroys its keys first, then everything of the force. This cannot be undone.',
  message: 'It shows your words on its screen until somebody reads them.',
  policy: 'It takes HQ’s signed policy now instead of later.',
} satisfies Readonly<Record<OrderKind, string>>;

export const states = {
  unsigned: 'Needs a second signature',
  pending: 'Waiting for the laptop',
  delivered: 'The laptop has it',
  done: 'Done',
  refused: 'Refused by the laptop',
  cancelled: 'Cancelled',
  expired: 'Ran out',
} satisfies Readonly<Record<OrderState, string>>;

/** The same in a row of the list, where there is little room. */
export const brief = {
  unsigned: 'to be signed',
  pending: 'waiting',
  delivered: 'on the laptop',
  done: 'done',
  refused: 'refused',
  cancelled: 'cancelled',
  expired: 'ran out',
} satisfies Readonly<Record<OrderState, string>>;

/** What is proven, and what is only expected. */
export const proof = {
  unsigned: ['Not given yet', 'It waits for the signature of a second ICT officer. Nothing has gone to the laptop.'],
  pending: ['Waiting for the laptop', 'Nothing is proven yet.'],
  pendingWipe: ['Not wiped yet', 'Waiting for the laptop. Nothing is proven yet. HQ has already destroyed its half of the keys.'],
  delivered: ['The laptop has the order', 'It has not said yet that it is done.'],
  deliveredWipe: ['Not wiped yet', 'The laptop has the order. It has not said yet that it is done.'],
  cutOff: ['Cut off', 'HQ ended its certificates. Nothing on it was destroyed, and none of this needs a receipt.'],
  checking: ['Looking at the receipt', 'HQ says it is done. The signature is being checked here.'],
  unproven: ['Not proven', 'HQ says it is done, but there is no receipt that holds. Treat it as not done.'],
  cancelled: ['Cancelled', 'It was taken back before the laptop had it.'],
  expired: ['Ran out', 'The laptop never took it. Give a new order if it is still wanted.'],
} satisfies Readonly<Record<string, readonly [string, string]>>;

export const inventory = {
  keyFiles: (number: number) => count(number, 'key file'),
  stores: (number: number) => count(number, 'store'),
  otherFiles: (number: number) => count(number, 'other file'),
} satisfies Readonly<Record<Exclude<keyof WipeInventory, 'bytes'>, (number: number) => string>>;
