const DIGIT_0 = 0x30;
const DIGITS = 10;
/** A block of so many characters at most, again and again, is as good as none. */
const LONGEST_BLOCK = 3;

/**
 * Whether a new PIN is among those that everybody tries first: one character or one short block again and again (111111, 121212, 123123),
 * or a straight run up or down, over 9 and 0 too (123456, 890123). `pin`: its characters' codes.
 */
export const isTrivialPin = (pin: Uint8Array): boolean => {
  for (let block = 1; block <= LONGEST_BLOCK && block * 2 <= pin.length; block += 1) {
    if (pin.every((code, index) => index < block || code === pin[index - block])) return true;
  }
  return pin.length > 1 && [1, DIGITS - 1].some((step) => pin.every((code, index) => index === 0 || follows(pin[index - 1], code, step)));
};

const follows = (before: number | undefined, code: number, step: number): boolean =>
  before !== undefined && isDigit(before) && isDigit(code) && (before - DIGIT_0 + step) % DIGITS === code - DIGIT_0;
const isDigit = (code: number): boolean => code >= DIGIT_0 && code < DIGIT_0 + DIGITS;
