import pkcs11, { type PKCS11 } from 'pkcs11js';
import type { Card } from './card.ts';
import { asFailure, CardFailure } from './faults.ts';
import { openScState } from './opensc.ts';
import { checkLength, forgetLogin, textOf } from './pin.ts';
import { pukLocked } from './tokens.ts';

/**
 * A new PIN by the unblocking code, which the card gets once. OpenSC takes it in C_SetPIN without a login, every other module as the
 * security officer's PIN of PKCS#11 (C_Login CKU_SO, C_InitPIN). NotSupported where there is no way, and then no try is used.
 */
export function unblockPin(module: PKCS11, card: Card, puk: Uint8Array, newPin: Uint8Array): void {
  checkLength(card, newPin);
  if (puk.length === 0 && !card.presence.flags.pinPad) throw new CardFailure('PukIncorrect', 'empty');
  const openSc = openScState(module);
  if (openSc === 'doesNotUnblock') throw new CardFailure('NotSupported', 'OpenSC was not told to unblock');
  forgetLogin(module, card);
  try {
    if (openSc === 'unblocks') bySetPin(module, card, puk, newPin);
    else bySecurityOfficer(module, card, puk, newPin);
  } catch (error) {
    throw refusal(module, card, error);
  }
  card.refreshFlags();
}

function bySetPin(module: PKCS11, card: Card, puk: Uint8Array, newPin: Uint8Array): void {
  card.inSession(pkcs11.CKF_RW_SESSION, (session) => module.C_SetPIN(session, textOf(puk), textOf(newPin)));
}

function bySecurityOfficer(module: PKCS11, card: Card, puk: Uint8Array, newPin: Uint8Array): void {
  // The security officer signs in only where no read-only session is open (PKCS#11 v2.40, 5.6): the card's own makes room.
  card.closeSession();
  const session = module.C_OpenSession(card.slot, pkcs11.CKF_SERIAL_SESSION | pkcs11.CKF_RW_SESSION);
  try {
    module.C_Login(session, pkcs11.CKU_SO, textOf(puk));
    module.C_InitPIN(session, textOf(newPin));
  } finally {
    // With a token's last session its login ends too.
    module.C_CloseSession(session);
    card.session();
  }
}

/** The codes that PKCS#11 uses for both secrets, told as the unblocking code's: the new PIN's length was checked before. */
function refusal(module: PKCS11, card: Card, error: unknown): CardFailure {
  const { code, detail } = asFailure(error);
  const flags = card.refreshFlags();
  switch (code) {
    case 'PinIncorrect':
      return new CardFailure(pukLocked(module, card.slot) ? 'PukBlocked' : 'PukIncorrect', detail, flags);
    case 'PinBlocked':
      return new CardFailure('PukBlocked', detail, flags);
    case 'PinLength':
      return new CardFailure('PukIncorrect', detail, flags);
    default:
      return new CardFailure(code, detail, flags);
  }
}
