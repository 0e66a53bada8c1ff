import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readLine } from '../../../main/sync/line.ts';
import { readJsonLines } from '../../../main/sync/services/lines.ts';
import { allOf } from '../../doubles/network/all-of.ts';
import { temporaryStore } from '../support/store.ts';

const deep = (depth: number, inside: string): string => `${'[{"a":'.repeat(depth)}${inside}${'}]'.repeat(depth)}`;
const words = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'op', 'kind', 'id', 'version', 'data', 'cursor', ''),
  fc.constantFrom('upsert', 'delete', 'unread', 'incident', 'NotJson', '\0', 'a\0b', '\ud83d', '\ude00x', 'x'.repeat(300)),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 10 }).map((units) => String.fromCharCode(...units)),
);
const numbers = fc.oneof(
  fc.constantFrom('1e999', '-1e999', '-0', '9007199254740991', '9007199254740993', `1${'0'.repeat(400)}`, '1e-999', '0.5', '1'),
  fc.integer().map(String),
);
const atoms = fc.oneof(
  words.map((text) => JSON.stringify(text)),
  numbers,
  fc.constantFrom('true', 'false', 'null', '{}', '[]'),
);
const deeps = fc.tuple(fc.constantFrom(1, 19, 20, 21, 500, 20_000), atoms).map(([depth, inside]) => deep(depth, inside));
const values = fc.oneof(
  atoms,
  deeps,
  fc.array(atoms, { maxLength: 4 }).map((parts) => `[${parts.join()}]`),
);
const objects = fc
  .array(fc.tuple(words, values), { maxLength: 6 })
  .map((members) => `{${members.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join()}}`);
/** A line of the contract but for one of its parts. */
const nearly = fc.record({ op: atoms, kind: atoms, id: atoms, version: numbers, data: fc.oneof(values, objects) }).chain((odd) =>
  fc.subarray(Object.keys(odd) as (keyof typeof odd)[]).map((names) => {
    const good = { op: '"upsert"', kind: '"incident"', id: '"LC-20210518-0001"', version: '1', data: '{}' };
    const line = { ...good, ...Object.fromEntries(names.map((name) => [name, odd[name]])) };
    return `{${Object.entries(line)
      .map(([name, value]) => `"${name}":${value}`)
      .join()}}`;
  }),
);
const lines = fc.oneof(values, objects, nearly);

it('any JSON is a line or is set aside, and never an exception', () => {
  fc.assert(
    fc.property(lines, (text) => {
      const line = readLine(JSON.parse(text));
      expect(['upsert', 'delete', 'reset', 'cursor', 'unread', undefined]).toContain(line?.op);
      const said = line?.op === 'unread' || line?.op === 'upsert' ? `${line.kind}${line.id}` : '';
      expect([said.isWellFormed(), said.includes('\0')]).toEqual([true, false]);
    }),
    { numRuns: 2000 },
  );
}, 60_000);

it('a record that is too deep is set aside under its name, whatever else is wrong with it', () => {
  const line = (data: string) => JSON.parse(`{"op":"upsert","kind":"incident","id":"1","version":1,"data":${data}}`);
  for (const data of [deep(20_000, '0'), `["a\\u0000",${deep(20_000, '0')}]`, `{"\\ud83d":1,"b":${deep(20_000, '"\\u0000"')}}`]) {
    expect(readLine(line(data))).toEqual({ op: 'unread', reason: 'TooDeep', kind: 'incident', id: '1' });
  }
});

it('a page of any lines is taken over, and the feed goes on behind it', async () => {
  const store = await temporaryStore();
  const body = `${[...fc.sample(lines, { seed: 20261128, numRuns: 300 }), '{"op":"cursor","cursor":"end","more":false}'].join('\n')}\n`;
  const limits = { maxLineBytes: 4 * 1024 * 1024, maxTotalBytes: 2 ** 30, silenceMs: 20_000 };
  const read = await allOf(readJsonLines(Readable.from([Buffer.from(body)]), limits));
  const feed = read.flatMap((line) => (line.ok ? (readLine(line.value) ?? []) : []));
  expect(await store.write('feed.apply', { system: 'storm', lines: feed, at: '2021-05-18T14:41:00.000Z' })).toMatchObject({ ok: true });
  expect(await store.read('feed.cursor', { system: 'storm' })).toBe('end');
}, 60_000);
