import { problem } from '../../contracts/hq/commands.ts';
import { type DeviceProblem, deviceProblem } from '../../contracts/hq/device.ts';

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
