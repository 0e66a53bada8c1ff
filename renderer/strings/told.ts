import type { ErrorCode, Message } from './en/errors.ts';
import { strings } from './index.ts';

/** What happened, what is safe, what to do, in one line. */
export const lineOf = ({ what, safe, todo }: Message): string => `${what}. ${safe} ${todo}`;

/** Why something could not be done, in one line of words. */
export const toldOf = (code: ErrorCode): string => lineOf(strings.errors.codes[code]);
