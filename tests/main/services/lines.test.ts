import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readJsonLines } from '../../../main/services/lines.ts';
import { allOf } from '../../doubles/network/all-of.ts';

const limits = { maxLineBytes: 100, maxTotalBytes: 1000, silenceMs: 5000 };
const read = async (body: Readable, given = limits): Promise<unknown[]> => allOf(readJsonLines(body, given));
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
    ['a line that is not JSON', of('{"a":1}\nnonsense\n'), 'Malformed'],
    ['bytes that are not UTF-8', of(new Uint8Array([0x22, 0xff, 0x22, 0x0a])), 'Malformed'],
    ['a line longer than allowed', of(`"${'x'.repeat(200)}"\n`), 'TooLarge'],
    ['a line that never ends', of(...Array.from({ length: 50 }, () => 'xxxxx')), 'TooLarge'],
    ['more lines than allowed', of(...Array.from({ length: 300 }, () => '[1,2,3]\n')), 'TooLarge'],
  ])('refuse %s', async (_what, body, code) => {
    await expect(read(body)).rejects.toMatchObject({ code });
  });

  it('refuse a stream that falls silent', async () => {
    const body = new PassThrough();
    body.write('{"a":1}\n');
    await expect(read(body, { ...limits, silenceMs: 50 })).rejects.toMatchObject({ code: 'Silent' });
    expect(body.destroyed).toBe(true);
  });

  it('never repeat a line in an error', async () => {
    const error: unknown = await read(of('"name of a witness\n')).catch((reason: unknown) => reason);
    expect(String(error) + String((error as Error).cause)).not.toContain('witness');
  });

  it('let go of the stream when the reader leaves', async () => {
    const body = new PassThrough();
    body.write('{"a":1}\n');
    for await (const _line of readJsonLines(body, limits)) break;
    expect(body.destroyed).toBe(true);
  });
});
