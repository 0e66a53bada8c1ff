import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { order } from '../../contracts/domain/order.ts';
import { cutShort, isBlank, mendText, writtenText } from '../../contracts/domain/text.ts';
import { orderDraft } from '../../contracts/ipc/fleet.ts';
import { storm } from '../../contracts/systems/storm.ts';

/** A no-break space, an ideographic one, line and paragraph separators; zero width, soft hyphen, fillers, marks of direction, tags. */
const invisible = [
  ...' \t\n\r\v\f\u0085\u00a0\u1680\u2003\u2028\u2029\u202f\u205f\u3000',
  ...'\u00ad\u034f\u061c\u115f\u180e\u200b\u200d\u200e\u2060\u2800\u3164\ufe0f\ufeff\uffa0\ufff9\u202e\u2066\u{e0041}',
];

describe('text of which nothing can be seen', () => {
  const said: readonly [string, (text: string) => boolean][] = [
    [
      'a command, on the laptop and at HQ',
      (text) =>
        storm.commands['incident.addLine'].payload.safeParse({ incidentId: 'LC-20210518-0001', text, at: '2021-05-18T14:41:00.000Z' })
          .success,
    ],
    ['ICT’s message', (text) => orderDraft.safeParse({ kind: 'message', device: 'LAP-0417', reason: 'why', text }).success],
    ['ICT’s reason', (text) => orderDraft.safeParse({ kind: 'lock', device: 'LAP-0417', reason: text }).success],
    ['a signed order’s message', (text) => signed({ kind: 'message', reason: 'why', text })],
    ['a signed order’s reason', (text) => signed({ kind: 'lock', reason: text })],
    ['whom to return a laptop to', (text) => signed({ kind: 'wipe', reason: 'why', handOver: true, returnTo: text })],
  ];
  const signed = (what: object): boolean =>
    order.safeParse({
      id: '00000000-0000-4000-8000-000000000001',
      force: 'Lancashire Constabulary',
      device: 'LAP-0417',
      sequence: 1,
      at: '2021-05-18T14:41:00.000Z',
      notAfter: '2021-05-19T14:41:00.000Z',
      ...what,
    }).success;

  it.each(said)('is refused as empty: %s', (_, takes) => {
    for (const text of ['', ...invisible, invisible.join('')])
      expect([JSON.stringify(text), takes(text)]).toEqual([JSON.stringify(text), false]);
    for (const text of ['x', ' \u200bx', '.', '😀', '\u202eabc', 'ŵ', '是']) expect(takes(text)).toBe(true);
  });

  it('is told by the one function that the window asks too', () => {
    expect(['', ...invisible].filter((text) => !isBlank(text))).toEqual([]);
    expect(['x', '\ufffd', '0'].filter(isBlank)).toEqual([]);
  });
});

describe('what turns the direction of letters (UAX #9)', () => {
  it.each([
    ['an override', 'a\u202eb', 'a\u202eb\u202c'],
    ['embeddings, the inner first', '\u202aa\u202bb', '\u202aa\u202bb\u202c\u202c'],
    ['an isolate', '\u2067a', '\u2067a\u2069'],
    ['an embedding within an isolate', '\u2066a\u202db', '\u2066a\u202db\u202c\u2069'],
    ['an isolate within an embedding', '\u202da\u2068b', '\u202da\u2068b\u2069\u202c'],
    ['an embedding that only looks closed: its end is inside an isolate', '\u202ea\u2066b\u202c', '\u202ea\u2066b\u202c\u2069\u202c'],
    ['an isolate that only looks closed: its end is an embedding’s', '\u2066a\u202c', '\u2066a\u202c\u2069'],
  ])('is closed at the end: %s', (_, text, closed) => {
    expect(mendText(text)).toBe(closed);
    expect(writtenText(20).parse(text)).toBe(closed);
  });

  it.each([
    ['closed by itself', 'a\u202eb\u202cc'],
    ['closed with the isolate around it', '\u2066a\u202eb\u2069'],
    ['an end without a beginning', 'a\u202cb\u2069'],
    ['marks, which reach nothing', 'a\u200eb\u200f'],
  ])('is left as it was: %s', (_, text) => expect(mendText(text)).toBe(text));

  const turning = fc.array(fc.constantFrom(...'\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069ab\n\0😀'), { maxLength: 30 });
  it('is closed once, nothing written is lost, and what is cut short is closed too', () => {
    fc.assert(
      fc.property(turning, fc.nat(30), (letters, longest) => {
        const text = letters.join('');
        const mended = mendText(text);
        expect(mendText(mended)).toBe(mended);
        expect(mended.startsWith(text.replaceAll('\0', ''))).toBe(true);
        const cut = cutShort(text, longest);
        expect(cut.length).toBeLessThanOrEqual(longest);
        if (text.length > longest) expect(mendText(cut).replaceAll('\0', '')).toBe(cut.replaceAll('\0', ''));
      }),
    );
  });
});

it('a text that is cut where a direction of writing ends stays within its length', () => {
  const cut = cutShort('\u202a\u202a\u202a\u202c\0\u202a', 5);
  expect(cut.length).toBeLessThanOrEqual(5);
  expect(mendText(cut)).toBe(cut);
});
