import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The program's own log: what happened, as closed words and codes, for ICT. It is readable on the disk, so nothing that an
 * officer typed or saw may enter it: only a code, a place in the program and numbers.
 */
export type Log = (event: string, detail?: Readonly<Record<string, string | number | boolean>>) => void;

/** Two files of this size hold several weeks of codes. */
const MAX_LOG_BYTES = 1024 * 1024;
/** Codes and names of operations; a longer value is not one and is cut. */
const MAX_VALUE_LENGTH = 80;

/** Opens the log in `folder`; it never throws for want of disk, for a log must not stop the work. */
export const openLog = (folder: string): Log => {
  const file = join(folder, 'mobile-office.log');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return (event, detail = {}) => {
    const short = Object.fromEntries(
      Object.entries(detail).map(([key, value]) => [key, typeof value === 'string' ? value.slice(0, MAX_VALUE_LENGTH) : value]),
    );
    try {
      rotate(file);
      appendFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), event, ...short })}\n`, { mode: 0o600 });
    } catch {
      // A full disk: the event is lost, the officer's work is not.
    }
  };
};

const rotate = (file: string): void => {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > MAX_LOG_BYTES) renameSync(file, `${file}.1`);
};
