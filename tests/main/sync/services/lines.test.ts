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
    ['is longer than allowed', of(`{"a":1}\n"${'x'.repeat(200)}"\n[2]\n`), 'TooLarge'],
    ['is longer than allowed and comes in pieces', of('{"a":1}\n"', ...Array.from({ length: 50 }, () => 'xxxxx'), '"\n[2]\n'), 'TooLarge'],
  ])('go on after one that %s', async (_what, body, code) => {
    expect(await read(body)).toEqual([{ a: 1 }, code, [2]]);
  });

  it.each<[string, readonly number[], string]>([
    ['Latin-1', [0x43, 0x41, 0x46, 0xc9], 'CAF\ufffd'],
    ['half a letter', [0x61, 0xe2, 0x82], 'a\ufffd'],
    ['half a surrogate pair', [0xed, 0xa0, 0xbd], '\ufffd\ufffd\ufffd'],
    ['a control character', [0x61, 0x00, 0x09, 0x1f, 0x62], 'a   b'],
    ['a mark of byte order', [0xef, 0xbb, 0xbf, 0x62], '\ufeffb'],
  ])('read a text with a letter that is none: %s', async (_, bytes, text) => {
    expect(await read(of('{"id":"1","a":"', new Uint8Array(bytes), '"}\n[2]\n'))).toEqual([{ id: '1', a: text }, [2]]);
  });

  it.each([
    ['is too long', `{"op":"upsert","kind":"incident","id":"1","version":2,"data":{"a":"${'x'.repeat(9000)}"}}`, 'TooLarge'],
    ['is too long in its first parts', `{ "op" : "upsert", "kind":"incident","id":"1\\"","data":"${'x'.repeat(9000)}"}`, 'TooLarge'],
    ['is not JSON further on', `{"op":"upsert","version":2,"id":"1","kind":"incident","data":{"a":nonsense}}`, 'NotJson'],
    ['was cut', `{"op":"upsert","kind":"incident","id":"1","data":{"a":[1,2`, 'NotJson'],
  ])('tell of one that %s which record it is', async (_, line, code) => {
    for (const piece of [100, 100_000]) {
      const bytes = Buffer.from(`${line}\n[2]\n`);
      const pieces = Array.from({ length: Math.ceil(bytes.byteLength / piece) }, (_, n) => bytes.subarray(n * piece, (n + 1) * piece));
      const [first, second] = await allOf(readJsonLines(of(...pieces), { ...limits, maxLineBytes: 500, maxTotalBytes: 20_000 }));
      expect(first).toMatchObject({ ok: false, code, told: { op: 'upsert', kind: 'incident', id: expect.stringMatching(/^1"?$/) } });
      expect(JSON.stringify(first)).not.toContain('xxx');
      expect(second).toEqual({ ok: true, value: [2] });
    }
  });

  it.each([
    ['its number comes behind what is too long', `{"data":"${'x'.repeat(900)}","kind":"incident","id":"1"}`],
    ['a number within it is another’s', `{"data":{"kind":"unit","id":"2","a":"${'x'.repeat(900)}"}}`],
    ['its number was cut', `{"kind":"incident","id":"1${'x'.repeat(9000)}"}`],
    ['it is no object', `["kind","incident","id","1",${'1,'.repeat(900)}]`],
  ])('tell nothing of one when %s', async (_, line) => {
    const [first] = await allOf(readJsonLines(of(`${line}\n`), { ...limits, maxLineBytes: 500, maxTotalBytes: 20_000 }));
    expect((first as { told?: { id?: unknown } }).told?.id).toBeUndefined();
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
