import pkcs11, { type Handle, type PKCS11 } from 'pkcs11js';
import type { CardErrorCode } from '../protocol/index.ts';
import type { Card } from './card.ts';
import { asFailure, CardFailure } from './faults.ts';
import { openScState } from './opensc.ts';
import { checkLength, forgetLogin, textOf } from './pin.ts';
import { pukLocked } from './tokens.ts';

/**
 * How a module takes the unblocking code: OpenSC in C_SetPIN without a login, others as the security officer's PIN of PKCS#11 (C_Login
 * CKU_SO, C_InitPIN).
 */
type Way = 'setPin' | 'securityOfficer';

/** Makers (CK_INFO.manufacturerID) of modules whose security officer's PIN is the unblocking code. */
const SECURITY_OFFICER_HAS_IT = ['SoftHSM', 'tpm2-software.github.io', 'IBM'];
/** ICT's word for a module that is not among them (docs/operations.md): `securityOfficer`. */
const TOLD = 'MOBILE_OFFICE_UNBLOCK';

/**
 * A new PIN by the unblocking code, which the card gets once. NotSupported, and no try used, where the module has no way to it, or none
 * that is known: some take what is given as the security officer's PIN for something else, and use up tries of the PIN (ykcs11).
 */
export function unblockPin(module: PKCS11, card: Card, puk: Uint8Array, newPin: Uint8Array): void {
  checkLength(card, newPin);
  if (puk.length === 0 && !card.presence.flags.pinPad) throw new CardFailure('PukIncorrect', 'empty');
  const way = wayOf(module);
  if (way === undefined) throw new CardFailure('NotSupported', 'no known way to unblock');
  forgetLogin(module, card);
  try {
    if (way === 'setPin') bySetPin(module, card, puk, newPin);
    else bySecurityOfficer(module, card, puk, newPin);
  } finally {
    card.refreshFlags();
  }
}

function wayOf(module: PKCS11): Way | undefined {
  const openSc = openScState(module);
  if (openSc !== 'notOpenSc') return openSc === 'unblocks' ? 'setPin' : undefined;
  if (process.env[TOLD] === 'securityOfficer') return 'securityOfficer';
  const maker = module.C_GetInfo().manufacturerID.replace(/[\0 ]+$/, '');
  return SECURITY_OFFICER_HAS_IT.includes(maker) ? 'securityOfficer' : undefined;
}

function bySetPin(module: PKCS11, card: Card, puk: Uint8Array, newPin: Uint8Array): void {
  card.inSession(pkcs11.CKF_RW_SESSION, (session) => {
    try {
      module.C_SetPIN(session, textOf(puk), textOf(newPin));
    } catch (error) {
      const { code } = asFailure(error);
      // OpenSC says so of the code that it was given, the unblocking code, and of nothing else.
      if (code === 'PinBlocked') throw told(card, 'PukBlocked', error);
      // A wrong code would have been told as that.
      throw isNewPin(card, error) ? told(card, 'PinInvalid', error) : pukRefusal(module, card, error);
    }
  });
}

function bySecurityOfficer(module: PKCS11, card: Card, puk: Uint8Array, newPin: Uint8Array): void {
  // The security officer signs in only where no read-only session is open (PKCS#11 v2.40, 5.6): the card's own makes room.
  card.closeSession();
  const session = module.C_OpenSession(card.slot, pkcs11.CKF_SERIAL_SESSION | pkcs11.CKF_RW_SESSION);
  try {
    signInOfficer(module, card, session, puk);
    try {
      module.C_InitPIN(session, textOf(newPin));
    } catch (error) {
      // The code was right: it is the new PIN that is refused.
      throw isNewPin(card, error) ? told(card, 'PinInvalid', error) : error;
    }
  } finally {
    // With a token's last session its login ends too.
    module.C_CloseSession(session);
    card.session();
  }
}

function signInOfficer(module: PKCS11, card: Card, session: Handle, puk: Uint8Array): void {
  try {
    module.C_Login(session, pkcs11.CKU_SO, textOf(puk));
  } catch (error) {
    throw pukRefusal(module, card, error);
  }
}

/** Whether a refusal that is none of the code's says that the card does not take the new PIN: it says so, or its PIN is as blocked as before. */
function isNewPin(card: Card, error: unknown): boolean {
  const { code } = asFailure(error);
  return code === 'PinInvalid' || (code === 'CardFault' && card.refreshFlags().pinLocked);
}

/**
 * The codes that PKCS#11 uses for both secrets, told as the unblocking code's. That it is blocked, so that only a new card helps, is said
 * only where the token says so; what a module may say of a right code is UnblockFailed.
 */
function pukRefusal(module: PKCS11, card: Card, error: unknown): CardFailure {
  const { code } = asFailure(error);
  switch (code) {
    case 'PinIncorrect':
    case 'PinBlocked': {
      if (pukLocked(module, card.slot)) return told(card, 'PukBlocked', error);
      return told(card, code === 'PinIncorrect' ? 'PukIncorrect' : 'UnblockFailed', error);
    }
    case 'PinLength':
    case 'PinInvalid':
      return told(card, 'PukIncorrect', error);
    case 'CardRemoved':
    case 'NotSupported':
    case 'PinCancelled':
      return told(card, code, error);
    default:
      return told(card, 'UnblockFailed', error);
  }
}

function told(card: Card, code: CardErrorCode, error: unknown): CardFailure {
  return new CardFailure(code, asFailure(error).detail, card.refreshFlags());
}
