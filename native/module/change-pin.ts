import pkcs11, { type Handle, type PKCS11 } from 'pkcs11js';
import type { Card } from './card.ts';
import { checkLength, forgetLogin, login, refusal, textOf } from './pin.ts';

/**
 * Changes the PIN; costs a try when `oldPin` is wrong. Signs in with it first where nobody is: without a login OpenSC, told to unblock
 * that way (opensc.ts), would take the old PIN for an unblocking code. Signed in afterwards only if it was before.
 */
export function changePin(module: PKCS11, card: Card, oldPin: Uint8Array, newPin: Uint8Array): void {
  checkLength(card, oldPin);
  checkLength(card, newPin);
  const stays = card.signedIn || card.lapsed;
  if (!card.signedIn) login(module, card, oldPin);
  try {
    card.inSession(pkcs11.CKF_RW_SESSION, (session) => setPin(module, card, session, oldPin, newPin));
  } finally {
    if (!stays) forgetLogin(module, card);
  }
  card.refreshFlags();
}

function setPin(module: PKCS11, card: Card, session: Handle, oldPin: Uint8Array, newPin: Uint8Array): void {
  try {
    module.C_SetPIN(session, textOf(oldPin), textOf(newPin));
  } catch (error) {
    throw refusal(module, card, error);
  }
}
