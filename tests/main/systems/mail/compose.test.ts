import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHeader } from '../../../../main/systems/mail/header.ts';
import { sanitiseHtml } from '../../../../main/systems/mail/html/sanitise.ts';
import { composeLetter, type Letter, letterId, recipientsOf } from '../../../../main/systems/mail/letter/compose.ts';
import { messageIdIn } from '../../../../main/systems/mail/message-id.ts';
import { readMessage } from '../../../../main/systems/mail/read.ts';

const AISHA = { name: 'PC 2418 Aisha Rahman', address: 'aisha.rahman@lancs.example' };
const TOM = { name: 'Tom “Tommy” Ó Conaill, the younger', address: 'tom@lancs.example' };
const ID = letterId('5a0f6f3e-0000-4000-8000-000000000001', AISHA);
const letter = (rest: Partial<Letter> = {}): Letter => ({
  ...{ from: AISHA, to: [TOM], cc: [], bcc: [], subject: 'Doorbell film', marking: 'OFFICIAL', text: 'Words.' },
  at: '2021-05-18T14:41:00.000Z',
  ...rest,
});
const composed = (rest: Partial<Letter> = {}) => composeLetter(letter(rest), AISHA, ID);
const bytesOf = (text: string | Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text as string));
/** A letter with files, each given as two pieces of odd length. */
const carrying = (files: readonly (readonly [name: string, type: string, bytes: Uint8Array<ArrayBuffer>])[], text = 'Words.') => {
  const attachments = files.map(([name, type, bytes], index) => ({
    hash: String(index).padStart(64, '0'),
    bytes: bytes.byteLength,
    type,
    name,
  }));
  return composeLetter(letter({ attachments, text }), AISHA, ID, async function* ({ hash }) {
    const [, , bytes] = files[Number(hash)] ?? ['', '', new Uint8Array()];
    yield bytes.subarray(0, 7);
    yield bytes.subarray(7);
  });
};
const textRead = async (text: string) => readMessage(await composed({ text })).text;

describe('a message as it is transmitted', () => {
  it('reads as it was written: names, subject, marking, text and what it is called', async () => {
    const raw = await composed({ subject: 'Ünsicher? Ja, sehr', marking: 'OFFICIAL-SENSITIVE', text: 'Größe: ½\n\nAisha' });
    expect(readMessage(raw)).toMatchObject({ authors: [AISHA], to: [TOM], text: 'Größe: ½\n\nAisha', damaged: false });
    expect(readHeader(raw)).toMatchObject({ subject: '[OFFICIAL-SENSITIVE] Ünsicher? Ja, sehr', marking: 'OFFICIAL-SENSITIVE' });
    expect(readHeader(raw).recipients).toBe('Tom “Tommy” Ó Conaill, the younger');
    expect(messageIdIn(raw)).toBe('<5a0f6f3e-0000-4000-8000-000000000001@lancs.example>');
  });

  it('keeps a subject that reads like an encoded word, however long', async () => {
    for (const subject of ['=?utf-8?B?aGVsbG8=?=', `Größe =?iso-8859-1?Q?=A3?= ${'é=?'.repeat(40)}`])
      expect(readHeader(await composed({ subject })).subject).toBe(`[OFFICIAL] ${subject}`);
  });

  it('has its long lines joined again by whoever reads them, also those that it quotes', async () => {
    const long = 'word '.repeat(60).trim();
    for (const text of [
      long,
      `> ${long}`,
      `>> ${long}\n> ${long}\n${long}`,
      'x'.repeat(300),
      'From here\n> and there\n  in',
      'One\n-- \nAisha',
    ])
      expect(await textRead(text)).toBe(text);
  });

  it('keeps every letter of any text, whatever is in it', async () => {
    const words = fc.array(fc.constantFrom('a', 'word', '>', '> ', ' ', 'From', '--', 'é', '😀', '\n', '\n\n', '.', 'x'.repeat(80)), {
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(words, async (parts) => {
        const letters = (text: string): string => text.replace(/[\s>]/g, '');
        const text = `start${parts.join('')}end`;
        expect(letters(await textRead(text))).toBe(letters(text));
      }),
      { numRuns: 200 },
    );
  });

  it('has only lines that every server carries, and no byte beyond ASCII', async () => {
    const raw = Buffer.from(await composed({ text: `${'é'.repeat(5000)}\n${'y'.repeat(5000)}`, subject: 'é'.repeat(250) })).toString(
      'latin1',
    );
    expect(raw).toMatch(/^[\t\r\n -~]*$/);
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('has no field but its own, whatever is typed in any of them', async () => {
    const typed = fc.string({
      unit: fc.constantFrom('\r', '\n', '\r\n', 'Bcc: x@y.example', ':', ' ', '"', '<', '>', ',', '=?', '?=', 'a', '\0'),
      maxLength: 30,
    });
    const own = /^(?:Content-Type|Content-Transfer-Encoding|MIME-Version|From|To|Cc|Subject|Date|Message-ID|X-Protective-Marking)$/i;
    await fc.assert(
      fc.asyncProperty(typed, typed, async (name, subject) => {
        const raw = await composed({ to: [{ name, address: TOM.address }], cc: [{ name, address: 'c@lancs.example' }], subject });
        const header = Buffer.from(raw).toString('latin1').split('\r\n\r\n', 1)[0] ?? '';
        const names = header.split(/\r\n(?![ \t])/).map((field) => field.slice(0, field.indexOf(':')));
        for (const field of names) expect(field).toMatch(own);
        expect(new Set(names).size).toBe(names.length);
        expect(readMessage(raw).to.map(({ address }) => address)).toEqual([TOM.address]);
      }),
      { numRuns: 300 },
    );
  });

  it('goes to each address once, and tells of blind copies nowhere', async () => {
    const bcc = [{ name: 'Secret', address: 'secret@lancs.example' }];
    expect(recipientsOf(letter({ cc: [{ name: '', address: 'TOM@lancs.example' }], bcc }))).toEqual([
      'TOM@lancs.example',
      'secret@lancs.example',
    ]);
    expect(Buffer.from(await composed({ bcc })).toString('latin1')).not.toMatch(/secret/i);
  });
});

describe('a message with files', () => {
  const picture = Uint8Array.from({ length: 100_003 }, (_, index) => (index * 7919) % 256);
  const files = [
    ['Größe der Tür, “links”.png', 'image/png', picture],
    ['lines.txt', 'text/plain', bytesOf('.\r\n..\nFrom here\r\rno end of line: é')],
    ['forwarded.eml', 'message/rfc822', bytesOf('Subject: inner\n\n.\n')],
    ['a".html', 'text/html', bytesOf('<p>x</p>')],
  ] as const;

  it('has them byte for byte, under their names, after its words', async () => {
    const read = readMessage(await carrying(files, 'Größe: ½\n\nAisha'));
    expect(read).toMatchObject({ text: 'Größe: ½\n\nAisha', damaged: false, to: [TOM] });
    expect(read.parts.map(({ name }) => name)).toEqual(['Größe der Tür, “links”.png', 'lines.txt', 'forwarded.eml', 'a".html']);
    expect(read.parts.map(({ type }) => type)).toEqual(['image/png', 'text/plain', 'message/rfc822', 'text/html']);
    for (const [index, [, , bytes]] of files.entries()) expect(Buffer.from(read.parts[index]?.bytes ?? []).equals(bytes)).toBe(true);
    expect(readHeader(await carrying(files))).toMatchObject({ attachments: 1, subject: '[OFFICIAL] Doorbell film' });
  });

  it('is the same each time, in ASCII and in lines that every server carries', async () => {
    const [once, again] = [await carrying(files), await carrying(files)];
    expect(Buffer.from(once).equals(again)).toBe(true);
    const raw = Buffer.from(once).toString('latin1');
    expect(raw).toMatch(/^[\t\r\n -~]*$/);
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('is not made without a file that cannot be read', async () => {
    const attachments = [{ hash: '0'.repeat(64), bytes: 3, type: 'image/png', name: 'gone.png' }];
    const made = composeLetter(letter({ attachments }), AISHA, ID, async function* () {
      yield new Uint8Array(1);
      throw new Error('blob gone');
    });
    await expect(made).rejects.toThrow('blob gone');
  });

  it('has no field but its own, whatever a file is called', async () => {
    const name = fc.string({
      unit: fc.constantFrom('"', '\\', ';', '=', ' ', 'é', '(', "'", '%', '*', 'a', '.'),
      minLength: 1,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(name, async (called) => {
        const read = readMessage(await carrying([[called, 'application/octet-stream', bytesOf('x')]]));
        expect(read.parts.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(['x']);
        expect(read.text).toBe('Words.');
      }),
      { numRuns: 200 },
    );
  });
});

describe('a message with looks', () => {
  const text = 'At once\n• <the> car\n  1. red & blue\n> she said\nsee  page';
  const marks = [
    { from: 0, to: 7, is: 'bold' },
    { from: 3, to: 7, is: 'italic' },
    { from: 8, to: 19, is: 'bullet' },
    { from: 20, to: 36, is: 'number' },
    { from: text.length - 4, to: text.length, is: 'link', href: 'https://force.example/a?b&c' },
  ] as const;
  const html = (raw: Uint8Array): string =>
    (readMessage(raw).html ?? [])
      .map((segment) => (segment.kind === 'html' ? sanitiseHtml(segment.html, () => undefined).html : ''))
      .join('');

  it('goes as plain text with the same in HTML, which our own reader shows with its looks', async () => {
    const raw = await composed({ text, marks: [...marks] });
    expect(Buffer.from(raw).toString()).toMatch(/multipart\/alternative/);
    expect(readMessage(raw)).toMatchObject({ text, damaged: false });
    expect(readMessage(raw).parts).toEqual([]);
    const shown = html(raw)
      .replace(/\s+style="[^"]*"/g, '')
      .replace(/\s*\n\s*/g, '');
    expect(shown).toContain('<strong>At </strong><strong><em>once</em></strong>');
    expect(shown).toContain('<ul><li>&lt;the&gt; car<ol><li>red &amp; blue</li></ol></li></ul>');
    expect(shown).toMatch(/<blockquote><div>she said<\/div><\/blockquote>/);
    expect(shown).toContain('see\u00a0 ');
    expect(html(raw)).not.toMatch(/color|script/);
  });

  it('carries its files beside its words', async () => {
    const attachments = [{ hash: '0'.repeat(64), bytes: 3, type: 'text/csv', name: 'a.csv' }];
    const raw = await composeLetter(letter({ text, marks: [...marks], attachments }), AISHA, ID, async function* () {
      yield bytesOf('abc');
    });
    expect(readMessage(raw)).toMatchObject({ text, parts: [{ name: 'a.csv' }] });
  });

  it('is the same bytes however often it is made, in lines that every server carries', async () => {
    const [once, twice] = [await composed({ text, marks: [...marks] }), await composed({ text, marks: [...marks] })];
    expect(Buffer.from(once).equals(Buffer.from(twice))).toBe(true);
    const long = Buffer.from(await composed({ text: `${'é'.repeat(5000)} end`, marks: [{ from: 0, to: 5000, is: 'bold' }] })).toString(
      'latin1',
    );
    expect(Math.max(...long.split('\r\n').map((one) => one.length))).toBeLessThanOrEqual(998);
  });
});
