import { openLog } from '../log/log.ts';

/** EX_SOFTWARE of sysexits.h: the program, or its start, failed. */
export const EXIT_FAILED = 70;

/** What a code or the name of a class looks like; anything else may be somebody's words. */
const WORD = /^[A-Za-z][\w.-]{0,39}$/;

/** How a fault is reported: by its code or class alone, since a message may hold what nobody should read. Never throws. */
export const causeOf = (error: unknown): string => {
  try {
    if (!(error instanceof Error)) return 'unknown';
    const words: readonly unknown[] = ['code' in error ? error.code : undefined, error.name];
    return words.find((word): word is string => typeof word === 'string' && WORD.test(word)) ?? 'unknown';
  } catch {
    return 'unknown';
  }
};

/**
 * Whatever throws, or rejects, with nobody to hear it ends the program: what it left half done is not gone on with, and an open session
 * ends with it. To be called before anything else. `end` is called once and must not throw; it gets the cause.
 */
export const endOnFault = (end: (fault: { readonly kind: 'exception' | 'rejection'; readonly cause: string }) => void): void => {
  let ended = false;
  const once =
    (kind: 'exception' | 'rejection') =>
    (error: unknown): void => {
      if (ended) return;
      ended = true;
      end({ kind, cause: causeOf(error) });
    };
  process.on('uncaughtException', once('exception'));
  process.on('unhandledRejection', once('rejection'));
};

/** Tells of a fault where ICT looks, and where whoever started the program does. Never throws. */
export const tellFault = (logFolder: string | undefined, fault: { readonly kind: string; readonly cause: string }): void => {
  try {
    console.error(`Mobile Office ends: ${fault.kind} ${fault.cause}`);
    if (logFolder !== undefined) openLog(logFolder)('fault', fault);
  } catch {
    // Nobody reads the one, or the disk is full for the other.
  }
};
