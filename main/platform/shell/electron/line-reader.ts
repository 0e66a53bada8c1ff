/** Far more than a signal of logind's takes. */
const MAX_LINE_CHARACTERS = 16_384;

/** Cuts text that comes in pieces into lines; one that is too long is passed over, and nothing is kept of it. */
export const lineReader = (onLine: (line: string) => void): ((piece: string) => void) => {
  let kept = '';
  let isTooLong = false;
  return (piece) => {
    const [first = '', ...more] = piece.split('\n');
    const parts = [kept + first, ...more];
    const rest = parts.pop() ?? '';
    for (const line of parts) {
      if (!isTooLong && line.length <= MAX_LINE_CHARACTERS) onLine(line.replace(/\r$/, ''));
      isTooLong = false;
    }
    isTooLong ||= rest.length > MAX_LINE_CHARACTERS;
    kept = isTooLong ? '' : rest;
  };
};
