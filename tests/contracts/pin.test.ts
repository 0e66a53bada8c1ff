import { describe, expect, it } from 'vitest';
import { isTrivialPin } from '../../contracts/domain/pin.ts';

const codes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a new PIN', () => {
  it.each(['111111', '99999999', '123456', '12345678', '456789', '654321', '876543', '567890', '890123', '098765', '210987', 'aaaaaa'])(
    'is trivial as one character again and again, or as a run, over 9 and 0 too (%s)',
    (text) => expect(isTrivialPin(codes(text))).toBe(true),
  );
  it.each(['121212', '12121212', '1212121', '123123', '24624624'])('is trivial as a short block again and again (%s)', (text) =>
    expect(isTrivialPin(codes(text))).toBe(true),
  );
  it.each(['246810', '975310', '135791', '112221', '123457', '765431', '100000', '', '1', 'abcdef'])(
    'is not trivial otherwise (%s)',
    (text) => expect(isTrivialPin(codes(text))).toBe(false),
  );
});
