import { isTrivialPin } from '../../contracts/domain/pin.ts';
import type { PinChangeRefusal } from '../../contracts/ipc/session.ts';
import { assertNever } from '../../contracts/result.ts';
import { CardError } from '../card/service.ts';
import type { PinRules, PinTries } from './machine.ts';

const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;

/**
 * Why a new PIN would not do, before the card is asked and a try is used; undefined when it may be set. `old`: the PIN that it is to
 * follow. On a PIN pad both are empty and the reader keeps the rules.
 */
export const newPinFault = (rules: PinRules, next: Uint8Array, old?: Uint8Array): 'PinLength' | 'PinInvalid' | 'PinTrivial' | undefined => {
  if (rules.pinPad && next.byteLength === 0 && (old === undefined || old.byteLength === 0)) return undefined;
  if (next.byteLength < rules.minLength || next.byteLength > rules.maxLength || old?.byteLength === 0) return 'PinLength';
  if (rules.digitsOnly && !next.every((byte) => byte >= DIGIT_0 && byte <= DIGIT_9)) return 'PinInvalid';
  if (old !== undefined && Buffer.compare(old, next) === 0) return 'PinInvalid';
  return isTrivialPin(next) ? 'PinTrivial' : undefined;
};

/** What the card said to a new PIN, in the officer's terms, and how the PIN stands where the card reported it. */
export const pinRefusal = (error: unknown): { readonly code: PinChangeRefusal; readonly tries: PinTries | undefined } => {
  if (!(error instanceof CardError)) return { code: 'CardFault', tries: undefined };
  const { flags } = error;
  return { code: codeOf(error.code), tries: flags && { final: flags.pinFinalTry, low: flags.pinLow } };
};

const codeOf = (code: CardError['code']): PinChangeRefusal => {
  switch (code) {
    case 'PinIncorrect':
    case 'PinFinalTry':
    case 'PinBlocked':
    case 'PinLength':
    case 'PinInvalid':
    case 'PinExpired':
    case 'PinCancelled':
    case 'PukIncorrect':
    case 'PukBlocked':
    case 'UnblockFailed':
    case 'CardRemoved':
    case 'NotSupported':
    case 'CardBusy':
      return code;
    case 'NoSuchCard':
      return 'CardRemoved';
    case 'PinNotSet':
      return 'NotSupported';
    case 'ModuleMissing':
    case 'ModuleBroken':
    case 'ReaderServiceDown':
    case 'NoSuchKey':
    case 'NotSignedIn':
    case 'PinNeeded':
    case 'TooLarge':
    case 'DeadlinePassed':
    case 'ServiceCrashed':
    case 'CardFault':
      return 'CardFault';
    default:
      return assertNever(code);
  }
};
