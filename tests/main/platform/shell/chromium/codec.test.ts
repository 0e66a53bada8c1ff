import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCodec } from '../../../../../main/platform/shell/chromium/codec.ts';

const codec = createCodec({
  encode: (bytes) => Buffer.from(bytes).toString('base64'),
  decode: (text) => new Uint8Array(Buffer.from(text, 'base64')),
});
const through = (value: unknown): unknown => codec.decode(codec.encode(value));

describe('the codec between main and a page', () => {
  it('gives back any plain value as it was', () => {
    const key = fc.oneof(fc.constant('$t'), fc.constant('v'), fc.string()).filter((name) => name !== '__proto__');
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.string(),
        fc.constantFrom('date', 'bytes', 'map', 'undefined'),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
        fc.boolean(),
        fc.constant(null),
        fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }),
        fc.date({ noInvalidDate: true }),
        fc.uint8Array(),
        fc.array(tie('value')),
        fc.dictionary(key, tie('value')).map((record) => ({ ...record })),
        fc.array(fc.tuple(fc.string(), tie('value'))).map((entries) => new Map(entries)),
        fc.array(fc.string()).map((entries) => new Set(entries)),
      ),
    }));
    fc.assert(
      fc.property(value, (given) => {
        expect(through(given)).toEqual(given);
      }),
    );
  });

  it('drops keys whose value is undefined, and keeps a bare undefined', () => {
    expect(through(undefined)).toBeUndefined();
    expect(Object.keys(through({ a: undefined, b: 1 }) as object)).toEqual(['b']);
  });

  it('sends only the view of a pooled buffer', () => {
    const pooled = Buffer.from('pin');
    expect(pooled.buffer.byteLength).toBeGreaterThan(3);
    expect((through(pooled) as Uint8Array).buffer.byteLength).toBe(3);
  });

  it('refuses functions and symbols, as a structured clone does', () => {
    expect(() => codec.encode({ run: () => 1 })).toThrow('could not be cloned');
    expect(() => codec.encode([Symbol('x')])).toThrow('could not be cloned');
  });

  it.each([
    ['an unknown tag', '{"$t":"code","v":"1"}'],
    ['bytes that are no text', '{"$t":"bytes","v":[1]}'],
    ['a map that is no list', '{"$t":"map","v":{}}'],
    ['a set that is no list', '{"$t":"set","v":1}'],
    ['a number too long to read', `{"$t":"bigint","v":"${'9'.repeat(101)}"}`],
    ['no JSON', '{'],
  ])('throws for %s', (_name, text) => {
    expect(() => codec.decode(text)).toThrow();
  });

  it('gives a record named like a prototype no power', () => {
    const decoded = codec.decode('{"__proto__":{"admin":true},"a":{"$t":"object","v":[["__proto__",{"admin":true}]]}}');
    expect((decoded as Record<string, unknown>).admin).toBeUndefined();
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });
});
