import { describe, expect, it } from 'vitest';
import { parseCrl, readBundle, readCardSigned, signCms, writeBundle } from '../../../../pki/index.ts';
import { Force, now } from '../../../pki/force.ts';
import { bytesOf, CASE, caseOffice, pin, root, trusted } from './office.ts';
import { filesOf, hashOf, publicFaults } from './public-tools.ts';

let good: Buffer = Buffer.alloc(0);
let files: ReadonlyMap<string, Buffer> = new Map();
let manifest: Buffer = Buffer.alloc(0);
let statement = '';
/** Makes the bundle that is tampered with, once: a store of the tests' is there within a test alone. */
const prepared = async (): Promise<void> => {
  if (good.byteLength > 0) return;
  const { store, calls } = await caseOffice();
  const made = await calls.handOver({ id: CASE, purpose: 'charge', pin: pin() });
  if (!made.ok) throw new Error(made.code);
  good = await bytesOf(store, made.value.bundle);
  files = filesOf(good);
  manifest = of('manifest.json');
  statement = [...files.keys()].find((name) => name.startsWith('statements/')) ?? '';
};

type Files = ReadonlyMap<string, Uint8Array>;
const zipOf = async (entries: Files): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  const { content } = await writeBundle(
    [...entries].map(([name, bytes]) => ({
      ...{ name, bytes: bytes.byteLength },
      async *open() {
        yield bytes;
      },
    })),
  );
  for await (const part of content) parts.push(part);
  return Buffer.concat(parts);
};
const of = (name: string): Buffer => files.get(name) ?? Buffer.alloc(0);
const put = (...changes: readonly (readonly [string, Uint8Array])[]): Files => new Map([...files, ...changes]);
const without = (name: string): Files => new Map([...files].filter(([one]) => one !== name));
const flipped = (bytes: Buffer, at = Math.floor(bytes.byteLength / 2)): Buffer => {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
};
const replaced = (bytes: Buffer, from: string, to: string): Buffer => Buffer.from(bytes.toString('latin1').replace(from, to), 'latin1');
const signedBy = async (content: Uint8Array): Promise<Uint8Array> => {
  const other = await Force.make('p256');
  const holder = await other.issue({ kind: 'cardSignature' });
  return signCms({ content, signer: holder.signer, certificates: [other.officers.certificate], at: now });
};
const swapped = (one: string, other: string): Files =>
  new Map([...files].map(([name, bytes]) => [name, name === one ? of(other) : name === other ? of(one) : bytes] as const));

const tamperings: readonly (readonly [string, () => Promise<Uint8Array> | Uint8Array])[] = [
  ['a byte of a statement', () => zipOf(put([statement, flipped(of(statement))]))],
  ['a byte of a form', () => zipOf(put(['forms/MG5.pdf', flipped(of('forms/MG5.pdf'))]))],
  ['a statement left out', () => zipOf(without(statement))],
  ['a form left out', () => zipOf(without('forms/MG6C.pdf'))],
  ['a file that is not in the manifest', () => zipOf(put(['statements/ST-26-99999.pdf', of(statement)]))],
  ['two files changed for one another', () => zipOf(swapped('forms/MG5.pdf', 'forms/MG9.pdf'))],
  ['a file emptied', () => zipOf(put(['forms/MG12.pdf', Buffer.alloc(0)]))],
  ['a file with something behind it', () => zipOf(put([statement, Buffer.concat([of(statement), Buffer.from('\n%%EOF\n')])]))],
  ['a name changed', () => zipOf(new Map([...files].map(([name, bytes]) => [name.replace('MG12', 'MG13'), bytes] as const)))],
  ['a hash in the manifest', () => zipOf(put(['manifest.json', replaced(manifest, hashOf(of(statement)), 'a'.repeat(64))]))],
  [
    'a hash in the manifest and the file to it',
    async () => {
      const other = flipped(of(statement));
      return zipOf(put([statement, other], ['manifest.json', replaced(manifest, hashOf(of(statement)), hashOf(other))]));
    },
  ],
  ['the purpose in the manifest', () => zipOf(put(['manifest.json', replaced(manifest, '"charge"', '"advice"')]))],
  ['the manifest left out', () => zipOf(without('manifest.json'))],
  ['the signature left out', () => zipOf(without('manifest.p7m'))],
  [
    'a byte of the signed manifest',
    () => zipOf(put(['manifest.p7m', flipped(of('manifest.p7m'), of('manifest.p7m').indexOf('caseFileId') + 20)])),
  ],
  ['a byte of the signature itself', () => zipOf(put(['manifest.p7m', flipped(of('manifest.p7m'), of('manifest.p7m').byteLength - 5)]))],
  ['another force’s signature over the same manifest', async () => zipOf(put(['manifest.p7m', await signedBy(manifest)]))],
  [
    'another manifest, signed by another force',
    async () => {
      const other = replaced(manifest, '"charge"', '"advice"');
      return zipOf(put(['manifest.json', other], ['manifest.p7m', await signedBy(other)]));
    },
  ],
  ['the end of the ZIP cut off', () => good.subarray(0, -40)],
  ['a byte of a file in the ZIP itself, its checksum left', () => flipped(good, good.indexOf('%PDF') + 40)],
  [
    'a name in the ZIP’s directory alone',
    () => {
      const changed = Buffer.from(good);
      changed.write('forms/MG6X.pdf', changed.lastIndexOf('forms/MG6C.pdf'));
      return changed;
    },
  ],
  ['a file’s length in the ZIP’s directory', () => flipped(good, good.lastIndexOf('PK\u0001\u0002') + 24)],
];

/** As HQ judges it (hq/systems/case-files/hand-over.ts): the ZIP, the signature, the manifest's list. */
const ours = async (zip: Uint8Array): Promise<boolean> => {
  const source = {
    bytes: zip.byteLength,
    async *read(first: number, end: number) {
      yield zip.subarray(first, end);
    },
  };
  const read = await readBundle(source, { most: 100, keep: ['manifest.json', 'manifest.p7m'] });
  if (read === undefined) return false;
  const kept = (name: string) => read.find((one) => one.name === name)?.content;
  const signed = readCardSigned(kept('manifest.p7m') ?? new Uint8Array(), trust);
  if (!signed.ok || !Buffer.from(signed.content).equals(kept('manifest.json') ?? Buffer.alloc(0))) return false;
  const listed = (JSON.parse(Buffer.from(signed.content).toString()) as { files: { name: string; sha256: string }[] }).files;
  const there = read.filter(({ name }) => !name.startsWith('manifest.'));
  return (
    there.length === listed.length &&
    there.every(({ name, sha256 }, index) => listed[index]?.name === name && listed[index]?.sha256 === sha256)
  );
};
const { anchors, intermediates, crls } = trusted;
const trust = { anchors, intermediates, crls: crls.map(parseCrl), at: now };

describe('a bundle', () => {
  it('is accepted as it was made, by public tools and by us', async () => {
    await prepared();
    expect(publicFaults(good, root)).toEqual([]);
    expect(await ours(good)).toBe(true);
  });

  it.each(tamperings)('is refused by public tools and by us with %s', async (_, tamper) => {
    await prepared();
    const zip = await tamper();
    expect(Buffer.from(zip).equals(good)).toBe(false);
    expect(publicFaults(zip, root)).not.toEqual([]);
    expect(await ours(zip)).toBe(false);
  });
});
