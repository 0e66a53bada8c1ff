import pkcs11, { type Handle, type PKCS11 } from 'pkcs11js';
import type { Card } from './card.ts';
import { asFailure, CardFailure, reasonOf } from './faults.ts';
import type { PrivateKey } from './objects.ts';

/**
 * Signs in with the PIN, once: a PIN that the card refuses is never offered again. A login that is still there from before is
 * ended first, so that success always means that the card itself has checked this PIN.
 */
export function login(module: PKCS11, card: Card, pin: Uint8Array): void {
  checkLength(card, pin);
  const session = card.session();
  const was = card.signedIn || card.lapsed;
  logout(module, card);
  if (was) card.markLapsed();
  try {
    module.C_Login(session, pkcs11.CKU_USER, textOf(pin));
  } catch (error) {
    // Another program's login on the same module instance is impossible; a module that forgot ours is not.
    if (reasonOf(error) !== 'CKR_USER_ALREADY_LOGGED_IN') throw refusal(module, card, asWrongPin(error));
    throw new CardFailure('CardFault', 'CKR_USER_ALREADY_LOGGED_IN');
  }
  card.markSignedIn(true);
  card.refreshFlags();
}

/** Of a PIN that is given to sign in, and not to be set, CKR_PIN_INVALID says that it is wrong (CACKey): a try may have gone. */
function asWrongPin(error: unknown): unknown {
  const { code, detail } = asFailure(error);
  return code === 'PinInvalid' ? new CardFailure('PinIncorrect', detail) : error;
}

/** Ends the login; nothing to end is no failure. */
export function logout(module: PKCS11, card: Card): void {
  card.markSignedIn(false);
  try {
    module.C_Logout(card.session());
  } catch (error) {
    if (reasonOf(error) !== 'CKR_USER_NOT_LOGGED_IN') throw error;
  }
}

/** Ends the login, whatever the module says to it. */
export function forgetLogin(module: PKCS11, card: Card): void {
  try {
    logout(module, card);
  } catch {
    // The refusal that led here is what counts.
  }
}

/** The PIN for one use of a key that asks each time (PKCS#11 v2.40, CKU_CONTEXT_SPECIFIC), after C_SignInit or C_DecryptInit. */
export function loginForOnce(module: PKCS11, card: Card, session: Handle, pin: Uint8Array): void {
  try {
    module.C_Login(session, pkcs11.CKU_CONTEXT_SPECIFIC, textOf(pin));
  } catch (error) {
    throw refusal(module, card, asWrongPin(error));
  }
  card.refreshFlags();
}

/** CKS_RO_USER_FUNCTIONS and CKS_RW_USER_FUNCTIONS (PKCS#11 v2.40, 5.6): the module holds the login to stand. */
const USER_STATES: readonly number[] = [1, 3];

/**
 * Uses a key to which no PIN can be given with the request. Refused with PinNeeded, at no cost, where the key asks for it each time, or
 * where it asks again although the login stands.
 */
export function withoutPin<Value>(module: PKCS11, session: Handle, key: PrivateKey, use: () => Value): Value {
  if (key.pinEachTime) throw new CardFailure('PinNeeded', 'the key asks for the PIN each time');
  try {
    return use();
  } catch (error) {
    const failure = asFailure(error);
    const stands = failure.code === 'NotSignedIn' && USER_STATES.includes(module.C_GetSessionInfo(session).state);
    throw stands ? new CardFailure('PinNeeded', failure.detail) : failure;
  }
}

/** Refuses before the card is asked, so that a slip of the finger costs no try. A PIN pad reads its own digits. */
export function checkLength(card: Card, pin: Uint8Array): void {
  const { minPin, maxPin, flags } = card.presence;
  if (flags.pinPad && pin.length === 0) return;
  if (pin.length < minPin || pin.length > maxPin) throw new CardFailure('PinLength', '', flags);
}

/**
 * pkcs11js takes text only. This copy cannot be zeroed; it dies with this process, which the program replaces when the work that the PIN
 * has opened is closed. An empty PIN becomes an empty text and not PKCS#11's null pointer: OpenSC takes both for a PIN pad.
 */
export function textOf(pin: Uint8Array): string {
  return Buffer.from(pin.buffer, pin.byteOffset, pin.byteLength).toString('utf8');
}

/** A wrong PIN told with how it stands now: PKCS#11 says it in the token's flags, not in the return value. */
export function refusal(module: PKCS11, card: Card, error: unknown): CardFailure {
  const failure = asFailure(error);
  if (failure.code !== 'PinIncorrect' && failure.code !== 'PinBlocked') return failure;
  // A PIV card forgets an earlier login with a wrong PIN. Said to the module too, or it takes the sessions for lost.
  const was = card.signedIn || card.lapsed;
  forgetLogin(module, card);
  if (was) card.markLapsed();
  const flags = card.refreshFlags();
  if (failure.code === 'PinBlocked' || flags.pinLocked) return new CardFailure('PinBlocked', failure.detail, flags);
  return new CardFailure(flags.pinFinalTry ? 'PinFinalTry' : 'PinIncorrect', failure.detail, flags);
}
