import type { LogEvent } from './log-events.ts';

/** Tells what happened in closed words: an event's name and ids. Never a name, a secret or content. */
export type Log = (event: LogEvent, detail?: Readonly<Record<string, string | number | boolean>>) => void;

/** One JSON line an event on standard error. */
export const logToStandardError: Log = (event, detail = {}) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...detail })}\n`);
};

/** What may be said of an error: its class and closed code, not its message, which may quote what was sent. */
export const faultOf = (error: unknown): { readonly fault: string } => {
  if (!(error instanceof Error)) return { fault: 'unknown' };
  return { fault: 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name };
};
