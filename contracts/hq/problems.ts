import type { DeviceProblem } from './device.ts';
import type { Channel, Endpoint } from './endpoint.ts';

/** At every endpoint, and where none was found. */
export const commonProblems = {
  Malformed: 400,
  NotFound: 404,
  MethodNotAllowed: 405,
  TooSlow: 408,
  TooLarge: 413,
  Internal: 500,
  /** HQ is asked for more than it can hold, or cannot judge now. */
  TryLater: 503,
} as const;

/** Who asks is judged at every request anew; TryLater: HQ cannot judge now. */
export const gateProblems = {
  DeviceUnknown: 403,
  DeviceRevoked: 403,
  DeviceHeld: 403,
  OfficerUnknown: 403,
  OfficerRevoked: 403,
  CardRevoked: 403,
  WrongForce: 403,
  NotAuthorised: 403,
  Stale: 403,
  Malformed: 400,
  TryLater: 503,
} as const satisfies Readonly<Record<DeviceProblem | 'TryLater', number>>;

/** CONNECT at the gateway, which is no endpoint: not on HQ's list; on the list, but HQ cannot reach it now. */
export const connectProblems = { DestinationRefused: 403, DestinationDown: 502 } as const;

/** At every endpoint of a channel. */
export const channelProblems = {
  enrolment: { NotAuthorised: 401, TooManyTries: 429 },
  device: gateProblems,
  /** ClientOutdated: the laptop's program is below the policy's minimum version. */
  shift: { ...gateProblems, ClientOutdated: 403 },
} as const satisfies Readonly<Record<Channel, Readonly<Record<string, number>>>>;

/** Every code with which an endpoint may refuse, and its status. */
export const problemsOf = ({ channel, problems }: Pick<Endpoint, 'channel' | 'problems'>): Readonly<Record<string, number>> => ({
  ...commonProblems,
  ...channelProblems[channel],
  ...problems,
});
