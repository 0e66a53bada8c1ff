import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readJsonLines } from '../../../../main/sync/services/lines.ts';
import { allOf } from '../../../doubles/network/all-of.ts';

const limits = { maxLineBytes: 100, maxTotalBytes: 1000, silenceMs: 5000 };
const read = async (body: Readable, given = limits): Promise<unknown[]> =>
  (await allOf(readJsonLines(body, given))).map((line) => (line.ok ? line.value : line.code));
const of = (...chunks: readonly (string | Uint8Array)[]): Readable => Readable.from(chunks.map((chunk) => Buffer.from(chunk)));

describe('lines of JSON from a stream', () => {
  it('come whole, however the bytes were cut', async () => {
    const text = '{"a":"é"}\n{"b":[1,2]}\n';
    const bytes = Buffer.from(text);
    for (let cut = 1; cut < bytes.byteLength; cut += 1) {
      expect(await read(of(bytes.subarray(0, cut), bytes.subarray(cut)))).toEqual([{ a: 'é' }, { b: [1, 2] }]);
    }
    expect(await read(of())).toEqual([]);
  });

  it.each([
    ['a last line that was cut off', of('{"a":1}\n{"b"'), 'Broken'],
    ['a line that never ends', of(...Array.from({ length: 300 }, () => 'xxxxx')), 'TooLarge'],
    ['more lines than allowed', of(...Array.from({ length: 300 }, () => '[1,2,3]\n')), 'TooLarge'],
  ])('refuse %s', async (_what, body, code) => {
    await expect(read(body)).rejects.toMatchObject({ code });
  });

  it.each([
    ['is not JSON', of('{"a":1}\nnonsense\n[2]\n'), 'NotJson'],
    ['is not UTF-8', of('{"a":1}\n', new Uint8Array([0x22, 0xff, 0x22, 0x0a]), '[2]\n'), 'NotJson'],
    ['is longer than allowed', of(`{"a":1}\n"${'x'.repeat(200)}"\n[2]\n`), 'TooLarge'],
    ['is longer than allowed and comes in pieces', of('{"a":1}\n"', ...Array.from({ length: 50 }, () => 'xxxxx'), '"\n[2]\n'), 'TooLarge'],
  ])('go on after one that %s', async (_what, body, code) => {
    expect(await read(body)).toEqual([{ a: 1 }, code, [2]]);
  });

  it('refuse a stream that falls silent', async () => {
    const body = new PassThrough();
    body.write('{"a":1}\n');
    await expect(read(body, { ...limits, silenceMs: 50 })).rejects.toMatchObject({ code: 'Silent' });
    expect(body.destroyed).toBe(true);
  });

  it('never repeat a line in why it was not read', async () => {
    const read = await allOf(readJsonLines(of('"name of a witness\n'), limits));
    expect(JSON.stringify(read)).not.toContain('witness');
  });

  it('let go of the stream when the reader leaves', async () => {
    const body = new PassThrough();
    body.write('{"a":1}\n');
    for await (const _line of readJsonLines(body, limits)) break;
    expect(body.destroyed).toBe(true);
  });
});
