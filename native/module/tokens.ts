import pkcs11, { type Handle, type PKCS11 } from 'pkcs11js';
import type { CardPresence, TokenFlags } from '../protocol/index.ts';
import { isLong } from '../reader-names.ts';

/** A token as the module describes it, without the name that we give its presence. */
export type TokenDescription = Omit<CardPresence, 'cardId' | 'mechanisms'>;

/** Reads slot and token; throws what the module throws. Undefined for a slot that holds no token in use. */
export function describeToken(module: PKCS11, slot: Handle): TokenDescription | undefined {
  const token = module.C_GetTokenInfo(slot);
  if ((token.flags & pkcs11.CKF_TOKEN_INITIALIZED) === 0) return undefined;
  const reader = readerName(module, slot);
  const nth = isLong(reader) ? readersBefore(module, slot, reader) : 0;
  return {
    reader,
    ...(nth > 0 ? { nth } : {}),
    label: trimmed(token.label),
    serial: trimmed(token.serialNumber),
    minPin: Number(token.minPinLen),
    maxPin: Number(token.maxPinLen),
    flags: readFlags(token.flags),
  };
}

/** The reader's name as the module knows it: the first 64 bytes of the system's own, or what the module makes of them. */
export function readerName(module: PKCS11, slot: Handle): string {
  return trimmed(module.C_GetSlotInfo(slot).slotDescription);
}

/** How many readers of the same name the module lists before this one. */
function readersBefore(module: PKCS11, slot: Handle, reader: string): number {
  const twins = module.C_GetSlotList(false).filter((other) => readerName(module, other) === reader);
  return Math.max(
    0,
    twins.findIndex((other) => other.equals(slot)),
  );
}

/** The flags as they are now: they change with each PIN that is offered. */
export function tokenFlags(module: PKCS11, slot: Handle): TokenFlags {
  return readFlags(module.C_GetTokenInfo(slot).flags);
}

/** Whether the security officer's PIN (for OpenSC and most others the card's PUK) is blocked. False when the token does not tell. */
export function pukLocked(module: PKCS11, slot: Handle): boolean {
  try {
    return (module.C_GetTokenInfo(slot).flags & pkcs11.CKF_SO_PIN_LOCKED) !== 0;
  } catch {
    return false;
  }
}

function readFlags(flags: number): TokenFlags {
  const has = (flag: number) => (flags & flag) !== 0;
  return {
    pinLow: has(pkcs11.CKF_USER_PIN_COUNT_LOW),
    pinFinalTry: has(pkcs11.CKF_USER_PIN_FINAL_TRY),
    pinLocked: has(pkcs11.CKF_USER_PIN_LOCKED),
    pinPad: has(pkcs11.CKF_PROTECTED_AUTHENTICATION_PATH),
  };
}

/** PKCS#11 pads its strings with blanks; some modules with zero bytes. */
function trimmed(text: string): string {
  return text.replace(/[\0 ]+$/, '');
}
