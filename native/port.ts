import { exactDeep, sizeOf } from './exact.ts';
import { type FromService, MAX_FRAME_BYTES } from './protocol/index.ts';

/** What Electron gives a utility process; Node's types do not know it. */
interface ParentPort {
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

/** The program's end: Electron's utility process, or a child process forked with serialization 'advanced'. */
const parentPort = (process as { readonly parentPort?: ParentPort }).parentPort;

/** utilityProcess wraps a message in an event, child_process does not. */
export function onMessage(listener: (message: unknown) => void): void {
  if (parentPort !== undefined) parentPort.on('message', ({ data }) => listener(data));
  else process.on('message', listener);
}

/** Sends with exact buffers. A message over MAX_FRAME_BYTES is no card's answer: a failure is sent in its place. */
export function send(message: FromService): void {
  const bounded = sizeOf(message) <= MAX_FRAME_BYTES ? exactDeep(message) : tooLarge(message);
  if (parentPort !== undefined) parentPort.postMessage(bounded);
  else process.send?.(bounded);
}

function tooLarge(message: FromService): FromService {
  if ('id' in message) return { id: message.id, ok: false, code: 'TooLarge', detail: 'reply' };
  return { event: 'fault', code: 'ModuleBroken' };
}

/**
 * Ends this process at once. process.exit() would wait for the threads, and one that is blocked inside a module never
 * comes back; no core file is left either, which would hold what the process has seen.
 */
export function endProcess(): void {
  process.kill(process.pid, 'SIGKILL');
}
