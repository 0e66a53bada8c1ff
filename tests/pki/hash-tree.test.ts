import { describe, expect, it } from 'vitest';
import { HASH_BYTES, leafHash, pathPlaces, provesLeaf, treeLevels } from '../../pki/index.ts';

/** The leaves of Certificate Transparency's own test (github.com/google/certificate-transparency, merkletree tests). */
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
  (hex) => new Uint8Array(Buffer.from(hex, 'hex')),
);
const treeOf = (count: number) => {
  const own = Array.from({ length: count }, (_, at) => leaves[at] ?? Uint8Array.of(at));
  const levels = treeLevels(new Uint8Array(Buffer.concat(own.map(leafHash))));
  const root = levels.at(-1) ?? new Uint8Array();
  const pathOf = (leaf: number): Uint8Array =>
    new Uint8Array(
      Buffer.concat(
        pathPlaces(leaf, count).map(({ level, at }) =>
          (levels[level] ?? new Uint8Array()).subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
        ),
      ),
    );
  return { own, root, pathOf };
};

describe('a hash tree', () => {
  it.each([
    [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
    [5, '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
    [7, 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])('of %i leaves has the root that Certificate Transparency has', (count, root) => {
    expect(Buffer.from(treeOf(count).root).toString('hex')).toBe(root);
  });

  it('proves each of its leaves in its place, whatever their number', () => {
    for (let count = 1; count <= 20; count += 1) {
      const { own, root, pathOf } = treeOf(count);
      for (const [leaf, data] of own.entries()) expect(provesLeaf(data, pathOf(leaf), { leaf, leaves: count, root })).toBe(true);
    }
  });

  it('proves nothing else: no other byte, place, number of leaves, path or root, and no node as a leaf', () => {
    const count = 11;
    const { own, root, pathOf } = treeOf(count);
    for (const [leaf, data] of own.entries()) {
      const [path, of] = [pathOf(leaf), { leaf, leaves: count, root }];
      expect(provesLeaf(Uint8Array.of(...data, 0), path, of)).toBe(false);
      for (let other = -1; other <= count; other += 1)
        if (other !== leaf) expect(provesLeaf(data, path, { ...of, leaf: other }) && pathPlaces(other, count).length > 0).toBe(false);
      for (let at = 0; at < path.length; at += 7) {
        const flipped = Uint8Array.from(path, (byte, index) => (index === at ? byte ^ 1 : byte));
        expect(provesLeaf(data, flipped, of)).toBe(false);
      }
      expect(provesLeaf(data, path.subarray(HASH_BYTES), of)).toBe(false);
      expect(provesLeaf(data, new Uint8Array([...path, ...root]), of)).toBe(false);
      expect(provesLeaf(data, path, { ...of, root: treeOf(12).root })).toBe(false);
    }
    const two = treeOf(2);
    const node = new Uint8Array(Buffer.concat(two.own.map(leafHash)));
    expect(provesLeaf(node, new Uint8Array(), { leaf: 0, leaves: 1, root: two.root })).toBe(false);
  });
});
