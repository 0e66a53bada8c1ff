import pkcs11, { type PKCS11 } from 'pkcs11js';
import type { Card } from './card.ts';
import { asFailure, CardFailure } from './faults.ts';
import { openScState } from './opensc.ts';
import { checkLength, forgetLogin, login, refusal, textOf } from './pin.ts';

/**
 * Changes the PIN; costs one try when `oldPin` is wrong. Signs in with it first: so a wrong one is told as that, whatever the module says
 * of a change, and OpenSC, told to unblock that way (opensc.ts), does not take it for an unblocking code. PinInvalid: the card does not
 * take the new PIN, and the old one has been seen to hold still. Signed in afterwards only if it was before.
 */
export function changePin(module: PKCS11, card: Card, oldPin: Uint8Array, newPin: Uint8Array): void {
  checkLength(card, oldPin);
  checkLength(card, newPin);
  const stays = card.signedIn || card.lapsed;
  // At a PIN pad it would be typed twice.
  const proven = (!card.signedIn || oldPin.length > 0) && signIn(module, card, oldPin);
  try {
    setPin(module, card, oldPin, newPin, proven);
  } finally {
    if (!stays) forgetLogin(module, card);
  }
  card.refreshFlags();
}

/**
 * Whether the card has taken the PIN. One that has expired signs nobody in, right or wrong, and is changed all the same (PKCS#11 v2.40,
 * CKR_PIN_EXPIRED); not by OpenSC told to unblock, which would take it for the unblocking code: then NotSupported, and no try is used.
 */
function signIn(module: PKCS11, card: Card, oldPin: Uint8Array): boolean {
  try {
    login(module, card, oldPin);
    return true;
  } catch (error) {
    const { code, detail } = asFailure(error);
    if (code !== 'PinExpired') throw error;
    if (openScState(module) === 'unblocks') throw new CardFailure('NotSupported', detail);
    return false;
  }
}

/** `proven`: the card has just taken the old PIN, which may then be given to it again. */
function setPin(module: PKCS11, card: Card, oldPin: Uint8Array, newPin: Uint8Array, proven: boolean): void {
  try {
    card.inSession(pkcs11.CKF_RW_SESSION, (session) => module.C_SetPIN(session, textOf(oldPin), textOf(newPin)));
  } catch (error) {
    const { code, detail } = asFailure(error);
    if (!proven || oldPin.length === 0 || ANSWERED.includes(code)) throw refusal(module, card, error);
    proveStill(module, card, oldPin, detail);
    throw new CardFailure('PinInvalid', detail, card.presence.flags);
  }
}

/** Refusals that leave no doubt which PIN holds. */
const ANSWERED = ['CardRemoved', 'NotSupported', 'PinLength', 'PinInvalid', 'PinExpired', 'PinCancelled'];

/**
 * The old PIN was right a moment ago. That it still is tells a card that refused the new one from a card that stopped in the midst of the
 * change, and gives back the try that some cards take for a refusal; if it is not, the new one holds, and this costs a try.
 */
function proveStill(module: PKCS11, card: Card, oldPin: Uint8Array, detail: string): void {
  try {
    login(module, card, oldPin);
  } catch (error) {
    const { code, flags } = asFailure(error);
    throw new CardFailure(code === 'PinBlocked' || code === 'CardRemoved' ? code : 'CardFault', detail, flags);
  }
}
