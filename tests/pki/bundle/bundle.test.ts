import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readBundle, writeBundle } from '../../../pki/index.ts';

const entry = (name: string, text: string | Uint8Array) => {
  const bytes = Buffer.from(text);
  return {
    name,
    bytes: bytes.byteLength,
    async *open() {
      yield bytes.subarray(0, 7);
      yield bytes.subarray(7);
    },
  };
};
const collected = async (content: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return Buffer.concat(parts);
};
const zipOf = async (...entries: readonly ReturnType<typeof entry>[]): Promise<Buffer> => {
  const { size, content } = await writeBundle(entries);
  const zip = await collected(content);
  expect(zip.byteLength).toBe(size);
  return zip;
};
const sourceOf = (zip: Uint8Array) => ({
  bytes: zip.byteLength,
  async *read(first: number, end: number) {
    for (let at = first; at < end; at += 1000) yield zip.subarray(at, Math.min(end, at + 1000));
  },
});
const read = (zip: Uint8Array) => readBundle(sourceOf(zip), { most: 10, keep: ['manifest.json'] });
const some = () => zipOf(entry('manifest.json', '{"format":1}'), entry('forms/MG5.pdf', 'x'.repeat(5000)));

describe('a bundle', () => {
  it('is read as it was written, each file by its SHA-256, and only what is asked for is kept', async () => {
    const files = await read(await some());
    expect(files).toMatchObject([
      { name: 'manifest.json', bytes: 12 },
      { name: 'forms/MG5.pdf', bytes: 5000, content: undefined },
    ]);
    expect(Buffer.from(files?.[0]?.content ?? []).toString()).toBe('{"format":1}');
    expect(files?.[1]?.sha256).toBe(createHash('sha256').update('x'.repeat(5000)).digest('hex'));
  });

  it('is the same bytes whenever the same files are put together, and may hold a ZIP itself', async () => {
    const inner = await some();
    const outer = () => zipOf(entry('exhibits/A-1.zip', inner));
    expect((await outer()).equals(await outer())).toBe(true);
    expect(await read(await outer())).toMatchObject([{ name: 'exhibits/A-1.zip', bytes: inner.byteLength }]);
  });

  it('is refused with any byte of it changed, and never by an exception', async () => {
    const zip = await zipOf(entry('manifest.json', '{"format":1}'), entry('a.txt', 'short'));
    const before = await read(zip);
    for (let at = 0; at < zip.byteLength; at += 1) {
      const changed = Buffer.from(zip);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const files = await read(changed);
      // A byte of a file alone makes another file of the same ZIP, if its checksum is right too; then its SHA-256 says so.
      if (files !== undefined) expect(files).not.toEqual(before);
    }
  });

  it.each([
    ['bytes before it', (zip: Buffer) => Buffer.concat([Buffer.from('#!'), zip])],
    ['bytes behind it', (zip: Buffer) => Buffer.concat([zip, Buffer.from('more')])],
    ['its end cut off', (zip: Buffer) => zip.subarray(0, -5)],
    ['another ZIP behind it', (zip: Buffer) => Buffer.concat([zip, zip])],
    ['nothing of it', () => Buffer.alloc(0)],
  ])('is refused with %s', async (_, change) => {
    expect(await read(change(await some()))).toBeUndefined();
  });

  it('is refused with a name that leads out of its folder, and with more files than there may be', async () => {
    await expect(zipOf(entry('../a.txt', 'x'))).rejects.toThrow();
    const many = await zipOf(...Array.from({ length: 11 }, (_, index) => entry(`${index}.txt`, 'x')));
    expect(await read(many)).toBeUndefined();
  });

  it('passes on what its source throws', async () => {
    const zip = await some();
    const failing = {
      bytes: zip.byteLength,
      // biome-ignore lint/correctness/useYield: it fails before it gives anything
      async *read(): AsyncGenerator<Uint8Array> {
        throw new Error('the database is gone');
      },
    };
    await expect(readBundle(failing, { most: 10, keep: [] })).rejects.toThrow('the database is gone');
  });
});
