import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHeader } from '../../../../main/systems/mail/header.ts';
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
const textRead = async (text: string) => readMessage(await composed({ text })).text;

describe('a message as it is transmitted', () => {
  it('reads as it was written: names, subject, marking, text and what it is called', async () => {
    const raw = await composed({ subject: 'Ünsicher? Ja, sehr', marking: 'OFFICIAL-SENSITIVE', text: 'Größe: ½\n\nAisha' });
    expect(readMessage(raw)).toMatchObject({ authors: [AISHA], to: [TOM], text: 'Größe: ½\n\nAisha', damaged: false });
    expect(readHeader(raw)).toMatchObject({ subject: '[OFFICIAL-SENSITIVE] Ünsicher? Ja, sehr', marking: 'OFFICIAL-SENSITIVE' });
    expect(messageIdIn(raw)).toBe('<5a0f6f3e-0000-4000-8000-000000000001@lancs.example>');
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
