import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rangesIn, within } from '../../../../main/systems/mail/adapter/uid-ranges.ts';

describe('a set of UIDs as a server names it', () => {
  it('is read as ranges, and what is none is passed over', () => {
    expect(rangesIn('3,9:7,4294967295,x,1:2:3,')).toEqual([
      [3, 3],
      [7, 9],
      [4294967295, 4294967295],
    ]);
  });

  it('holds what any of its ranges holds, in whatever order they come', () => {
    const range = fc
      .tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 9 }))
      .map(([first, more]) => [first, first + more] as const);
    fc.assert(
      fc.property(fc.array(range, { maxLength: 20 }), fc.integer({ min: 1, max: 70 }), (ranges, uid) => {
        expect(within(ranges)(uid)).toBe(ranges.some(([first, last]) => uid >= first && uid <= last));
      }),
    );
  });

  it('of two hundred thousand ranges costs no more than it has letters', () => {
    const ranges = rangesIn(Array.from({ length: 200_000 }, (_, one) => String(2 * one + 1)).join(','));
    const has = within(ranges);
    expect(Array.from({ length: 100_000 }, (_, uid) => uid + 1).filter(has)).toHaveLength(50_000);
  });
});
