import { describe, expect, it } from 'vitest';
import { undrawable } from '../../../../contracts/domain/drawn-text.ts';
import type { Statement } from '../../../../contracts/domain/statement.ts';
import { MOST_STATEMENT_PAGES } from '../../../../contracts/domain/statement-limits.ts';
import { startPdf } from '../../../../main/systems/documents/archival-pdf.ts';
import { statementPdf } from '../../../../main/systems/documents/statement-pdf.ts';
import { sign, stampingForce } from '../../../pki/pades/document.ts';
import { archivalFaults, run, textOf } from './pdf-tools.ts';
import { burglaryStatement, someInk } from './statement-material.ts';

const drawn = async (statement: Statement): Promise<Uint8Array> => {
  const result = await statementPdf(statement);
  if (!result.ok) throw new Error(result.code);
  return result.pdf;
};
const page = (...texts: readonly string[]): Statement['pages'][number] => ({
  paragraphs: texts.map((text, index) => ({ number: index + 1, text })),
  initials: someInk,
});
const inOneLine = (text: string): string => text.replace(/\s+/g, ' ');

describe('a statement as a document', () => {
  it('says all that was signed, page by page', async () => {
    const text = inOneLine(textOf(await drawn(burglaryStatement())));
    for (const words of [
      'Piotr FAIRCLOUGH',
      'Over 18',
      'Retired joiner',
      '04/26/06103',
      'consisting of 2 pages each signed by me',
      'I saw a man come from the side of number 22.',
      'Page 1 of 2',
      'Page 2 of 2',
      'PC 2418 Aisha Rahman',
      'OFFICIAL-SENSITIVE',
      'about 20 metres',
      'PF/1',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('breaks no rule of PDF/A-2b that we can check, and does not when it is signed', async () => {
    const pdf = await drawn(burglaryStatement());
    expect(archivalFaults(pdf)).toEqual([]);
    const signed = await sign(await stampingForce('rsa'), pdf);
    expect(archivalFaults(signed)).toEqual([]);
    expect(run('pdfsig', signed, '-nocert', 'FILE')).toContain('Signature is Valid');
  });

  it('has the declaration of whoever read it over, and how a witness signed who could not write', async () => {
    const text = inOneLine(
      textOf(
        await drawn(
          burglaryStatement({
            reader: { kind: 'interpreter', at: '2026-11-22T04:40:00.000Z', name: 'Joanna Nowak', language: 'Polish', signature: someInk },
            signature: { kind: 'spoken', at: '2026-11-22T04:51:00.000Z', reason: 'Both hands bandaged', seenBy: 'PC 4127 Moss' },
          }),
        ),
      ),
    );
    for (const words of ['I read this statement over in Polish', 'Joanna Nowak', 'Both hands bandaged', 'PC 4127 Moss', 'Agreed aloud']) {
      expect(text).toContain(words);
    }
  });

  it('shows every letter of Europe’s languages and of Vietnamese', async () => {
    const words = 'Zażółć gęślą jaźń. Ștefan Ționescu. Đặng Thị Nguyệt. Οδός Ερμού. Ґанок і їжак. Łódź, Çeşme, Þórr. £20 – “here”.';
    expect(inOneLine(textOf(await drawn(burglaryStatement({ pages: [page(words)] }))))).toContain(words);
  });

  it('shows every letter that it takes: each is copied out as it was written', async () => {
    const { fonts } = await startPdf();
    const letters = Array.from({ length: 0x11_00_00 }, (_, code) => String.fromCodePoint(code)).filter(
      (letter) => letter === letter.normalize('NFC'),
    );
    const taken = letters.filter((letter) => undrawable([letter]).length === 0 && letter.trim() !== '');
    expect(taken.length).toBeGreaterThan(1500);
    for (const font of Object.values(fonts)) {
      const known = new Set(font.getCharacterSet());
      expect(taken.filter((letter) => !known.has(letter.codePointAt(0) ?? 0))).toEqual([]);
    }
    const pages = Array.from({ length: Math.ceil(taken.length / 200) }, (_, index) =>
      page(taken.slice(index * 200, (index + 1) * 200).join(' ')),
    );
    const seen = new Set(textOf(await drawn(burglaryStatement({ pages, corrections: [], exhibits: [] }))));
    expect(taken.filter((letter) => !seen.has(letter))).toEqual([]);
  });

  it('names what it could not show, and is then not made', async () => {
    const result = await statementPdf(burglaryStatement({ pages: [page('He said سلام to me 😀 \u202eturned.')] }));
    expect(result).toEqual({ ok: false, code: 'CannotDraw', characters: ['س', 'ل', 'ا', 'م', '😀', '\u202e'] });
  });

  it('has as many pages as a statement may, each with the whole of its text, as the pages were signed', async () => {
    const line = 'WWWW mmmm WWWW mmmm WWWW mmmm WWWW mmmm WWWW mmmm WWWW mmmm WWWW mm wide ';
    const pages = Array.from({ length: MOST_STATEMENT_PAGES }, (_, index) => page(`${line.repeat(18)}End ${index + 1}.`));
    const text = textOf(await drawn(burglaryStatement({ pages, corrections: [], exhibits: [] })));
    const sheets = text.split('\f');
    for (const [index] of pages.entries()) {
      expect(sheets[index]).toContain(`End ${index + 1}.`);
      expect(sheets[index]).toContain(`Page ${index + 1} of ${MOST_STATEMENT_PAGES}`);
    }
  });

  it('is refused for a page that has more on it than a page holds', async () => {
    const result = await statementPdf(burglaryStatement({ pages: [page('One.'), page(...Array.from({ length: 120 }, () => 'A line.'))] }));
    expect(result).toEqual({ ok: false, code: 'PageTooFull', page: 2 });
  });
});
