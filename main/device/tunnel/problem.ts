import { type DeviceProblem, deviceProblem } from '../../../contracts/hq/device.ts';
import { type CallFailure, failureOf, type Refused } from './call.ts';

/** What it means to an officer that HQ did not give what was asked for on the device channel: a shift certificate, a lease. */
export type DeviceChannelRefusal =
  | 'TunnelDown'
  | 'GatewayUntrusted'
  | 'DeviceUnknown'
  /** Cut off by ICT, or wiped. */
  | 'DeviceRevoked'
  /** By ICT's order, lock or wipe: nothing opens with HQ's help until ICT releases the laptop. */
  | 'DeviceHeld'
  | 'OfficerRevoked'
  | 'OfficerUnknown'
  | 'CardRevoked'
  | 'WrongForce'
  /** HQ does not accept the certificate that asks: its list may be wrong. */
  | 'NotAuthorised'
  /** The laptop's clock and HQ's are too far apart: what HQ gives now is not valid here, or the request was stale there. */
  | 'ClockTurnedBack'
  /** HQ answered, but not with what was asked for. */
  | 'HqUnusable';

/** HQ's refusal: in problem details, or signed (statusString of a CMC response). */
export const faultOfProblem = (problem: DeviceProblem | undefined): DeviceChannelRefusal => {
  switch (problem) {
    case 'DeviceUnknown':
    case 'DeviceRevoked':
    case 'DeviceHeld':
    case 'OfficerRevoked':
    case 'OfficerUnknown':
    case 'CardRevoked':
    case 'WrongForce':
    case 'NotAuthorised':
      return problem;
    case 'Stale':
      return 'ClockTurnedBack';
    case 'Malformed':
    case undefined:
      return 'HqUnusable';
  }
};

/** Why a call on the device channel brought nothing. */
export const faultOfCall = (called: Refused | { readonly kind: 'failed'; readonly code: CallFailure }): DeviceChannelRefusal =>
  called.kind === 'refused' ? faultOfProblem(deviceProblem.safeParse(called.code).data) : faultOfFailure(called.code);

const faultOfFailure = (code: CallFailure): DeviceChannelRefusal => {
  switch (code) {
    case 'GatewayUntrusted':
      return 'GatewayUntrusted';
    case 'ClocksDiffer':
      return 'ClockTurnedBack';
    case 'DeviceRefused':
      return 'DeviceUnknown';
    default:
      return failureOf(code);
  }
};
