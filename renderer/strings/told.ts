import type { ErrorCode } from './en/errors.ts';
import { strings } from './index.ts';

/** Why something could not be done, in one line of words: what happened, what is safe, what to do. */
export const toldOf = (code: ErrorCode): string => {
  const { what, safe, todo } = strings.errors.codes[code];
  return `${what}. ${safe} ${todo}`;
};
