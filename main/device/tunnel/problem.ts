import { problem } from '../../../contracts/hq/commands.ts';
import { type DeviceProblem, deviceProblem } from '../../../contracts/hq/device.ts';
import type { TunnelError } from './tunnel.ts';

/** What it means to an officer that HQ did not give what was asked for on the device channel: a shift certificate, a lease. */
export type DeviceChannelFault =
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

/** The longest problem details that are read: a title, a detail and a code (RFC 9457). */
const MAX_PROBLEM_BYTES = 4096;

/** The closed code in problem details of the device channel; undefined when the answer holds none. Never throws. */
export const deviceProblemOf = (answer: {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}): DeviceProblem | undefined => {
  if (!(answer.headers['content-type'] ?? '').startsWith('application/problem+json')) return undefined;
  if (answer.body.byteLength > MAX_PROBLEM_BYTES) return undefined;
  try {
    const details = problem.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(answer.body)));
    return deviceProblem.safeParse(details.code).data;
  } catch {
    return undefined; // Not problem details after all: the status alone speaks.
  }
};

/** HQ's refusal: in problem details, or signed (statusString of a CMC response). */
export const faultOfProblem = (problem: DeviceProblem | undefined): DeviceChannelFault => {
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

/** No answer at all. */
export const faultOfTunnel = (error: TunnelError): DeviceChannelFault => {
  switch (error.code) {
    case 'GatewayUntrusted':
      return 'GatewayUntrusted';
    case 'DeviceRefused':
      return 'DeviceUnknown';
    // The connection stands, for it is pinged; it is HQ that does not answer.
    case 'DeadlinePassed':
    case 'AnswerTooLarge':
      return 'HqUnusable';
    default:
      return 'TunnelDown';
  }
};
