import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definite } from '../../pki/cms/ber.ts';
import { concat, encode, octetString, sequence } from '../../pki/der/write.ts';
import { PkiError } from '../../pki/index.ts';
import { limits } from '../../pki/limits.ts';

/** An element of indefinite length. */
const indefinite = (tag: number, ...parts: readonly Uint8Array[]): Uint8Array =>
  concat(Uint8Array.of(tag, 0x80), ...parts, new Uint8Array(2));
const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);

type Tree = { readonly string: Uint8Array } | { readonly members: readonly Tree[] };
const trees = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.record({ string: fc.uint8Array({ maxLength: 300 }) }),
    fc.record({ members: fc.array(tie('tree'), { maxLength: 4 }) }),
  ),
})).tree;
const der = (tree: Tree): Uint8Array => ('string' in tree ? octetString(tree.string) : sequence(...tree.members.map(der)));
/** The same, with lengths left out and strings cut in pieces where `choose` says so. */
const ber = (tree: Tree, choose: () => number): Uint8Array => {
  if ('members' in tree) {
    const members = tree.members.map((member) => ber(member, choose));
    return choose() % 2 ? indefinite(0x30, ...members) : sequence(...members);
  }
  const cut = choose() % (tree.string.length + 1);
  const pieces = [tree.string.subarray(0, cut), tree.string.subarray(cut)].map((piece) => octetString(piece));
  const way = choose() % 4;
  if (way === 0) return octetString(tree.string);
  return way === 1 ? encode(0x24, ...pieces) : way === 2 ? indefinite(0x24, ...pieces) : indefinite(0x24, indefinite(0x24, ...pieces));
};

describe('a message in BER', () => {
  it('becomes the same in DER, and DER stays as it is', () => {
    fc.assert(
      fc.property(trees, fc.array(fc.nat(1000), { minLength: 1 }), (tree, choices) => {
        let next = 0;
        const choose = (): number => choices[next++ % choices.length] ?? 0;
        expect(definite(ber(tree, choose))).toEqual(der(tree));
        const plain = der(tree);
        expect(definite(plain)).toBe(plain);
      }),
    );
  });

  it.each([
    ['without its end', bytes(0x30, 0x80, 0x04, 0x01, 0x00)],
    ['with bytes behind its end', bytes(0x30, 0x80, 0, 0, 0)],
    ['that is a string of no length', bytes(0x04, 0x80, 0, 0)],
    ['with a number among the pieces of a string', indefinite(0x24, bytes(0x02, 0x01, 0x00))],
    ['with an inner length beyond the outer', bytes(0x30, 0x03, 0x30, 0x80, 0x00)],
    ['with a length that is not the shortest', bytes(0x30, 0x81, 0x02, 0x05, 0x00)],
    ['that is empty', bytes()],
    ['nested without end', bytes(...Array.from({ length: 5000 }, () => [0x30, 0x80]).flat())],
    [
      'of too many elements',
      indefinite(
        0x30,
        new Uint8Array(2 * (limits.berNodes + 1)).fill(5).map((_, index) => (index % 2 ? 0 : 5)),
      ),
    ],
  ])('%s is refused', (_, message) => {
    expect(() => definite(message)).toThrow(PkiError);
  });

  it('of 25 MB in pieces of 1,000 bytes is taken', () => {
    const piece = octetString(new Uint8Array(1000).fill(65));
    const string = new Uint8Array(25_000 * piece.length);
    for (let at = 0; at < string.length; at += piece.length) string.set(piece, at);
    expect(definite(indefinite(0x24, string)).length).toBeGreaterThan(25_000_000);
  });
});
