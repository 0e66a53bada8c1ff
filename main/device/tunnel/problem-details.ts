import { problem } from '../../../contracts/hq/commands.ts';
import { type DeviceProblem, deviceProblem } from '../../../contracts/hq/device.ts';
import { parseJson } from '../../platform/json.ts';
import type { DeviceAnswer } from './tunnel.ts';

/** Problem details, RFC 9457. */
export const PROBLEM_TYPE = 'application/problem+json';
/** The longest problem details that are read: a title, a detail and a code (RFC 9457). */
const MAX_PROBLEM_BYTES = 4096;

/** The closed code in problem details of the device channel; undefined when the answer holds none. Never throws. */
export const deviceProblemOf = ({ headers, body }: Pick<DeviceAnswer, 'headers' | 'body'>): DeviceProblem | undefined => {
  if (!(headers['content-type'] ?? '').startsWith(PROBLEM_TYPE) || body.byteLength > MAX_PROBLEM_BYTES) return undefined;
  // Not problem details after all: the status alone speaks.
  return deviceProblem.safeParse(problem.safeParse(parseJson(body)).data?.code).data;
};
