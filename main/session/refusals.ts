import type { SignInRefusal } from '../../contracts/ipc/session.ts';
import { CardError } from '../card/service.ts';
import { TunnelError } from '../device/tunnel/tunnel.ts';
import { StoreError } from '../store/error.ts';
import { SignInError } from './work.ts';

/** What any failure on the way from PIN to Today means to the officer. */
export const signInError = (error: unknown): SignInError => {
  if (error instanceof SignInError) return error;
  if (error instanceof CardError) {
    const tries = error.flags === undefined ? undefined : { final: error.flags.pinFinalTry, low: error.flags.pinLow };
    return new SignInError(ofCard(error.code), { tries, cause: error });
  }
  if (error instanceof StoreError) return new SignInError(ofStore(error.code), { cause: error });
  if (error instanceof TunnelError) return new SignInError(ofTunnel(error.code), { cause: error });
  return new SignInError('CardFault', { cause: error });
};

const ofCard = (code: CardError['code']): SignInRefusal => {
  switch (code) {
    case 'PinIncorrect':
      return 'PinIncorrect';
    case 'PinFinalTry':
      return 'PinFinalTry';
    case 'PinBlocked':
      return 'PinBlocked';
    case 'PinLength':
    case 'PinInvalid':
      return 'PinLength';
    case 'PinExpired':
    case 'PinNotSet':
    case 'PinCancelled':
      return code;
    case 'CardRemoved':
    case 'NoSuchCard':
      return 'CardRemoved';
    case 'CardBusy':
      return 'CardBusy';
    default:
      return 'CardFault';
  }
};

const ofStore = (code: StoreError['code']): SignInRefusal => {
  switch (code) {
    case 'StoreKeyMismatch':
      return 'StoreKeyMismatch';
    case 'StoreFromFuture':
      return 'StoreFromFuture';
    default:
      return 'StoreCorrupt';
  }
};

const ofTunnel = (code: TunnelError['code']): SignInRefusal => {
  switch (code) {
    case 'GatewayUntrusted':
      return 'GatewayUntrusted';
    case 'ClocksDiffer':
      return 'ClockTurnedBack';
    case 'DeviceRefused':
      return 'DeviceUnknown';
    case 'TunnelDown':
      return 'LeaseNeeded';
    default:
      return 'HqUnusable';
  }
};
