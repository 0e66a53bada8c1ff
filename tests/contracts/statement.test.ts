import { describe, expect, it } from 'vitest';
import { statement, statementText, textOf } from '../../contracts/domain/statement.ts';
import { signatureInk } from '../../contracts/domain/statement-ink.ts';
import { MOST_INITIALS_POINTS, MOST_SIGNATURE_POINTS } from '../../contracts/domain/statement-limits.ts';
import { FIRST_PAGE_LINES, LINE_LETTERS, PAGE_LINES, pagesOf } from '../../contracts/domain/statement-pages.ts';
import { correctionsOf } from '../../renderer/panes/statements/form/written.ts';
import { inkOf } from '../../renderer/panes/statements/ink.ts';
import { signedStatement } from '../statement.ts';

const officer = { rank: 'PC', name: 'Aisha Rahman', collarNumber: '2418', team: 'Leyland Response' };
const taken = signedStatement({ crimeId: '04/26/06103', officer });
const words = (number: number): string => Array.from({ length: number }, (_, index) => `word${index}`).join(' ');

describe('the pages of a statement', () => {
  it('hold every word once, in its order, and no page more lines than a sheet', () => {
    const paragraphs = [words(300), words(20), words(900), 'The end.'];
    const pages = pagesOf(paragraphs);
    const joined = paragraphs.map((_, index) =>
      pages.flatMap((page) => page.paragraphs.filter(({ number }) => number === index + 1).map(({ text }) => text)).join(' '),
    );
    expect(joined).toEqual(paragraphs);
    pages.forEach(({ paragraphs: parts }, page) => {
      const lines = parts.reduce((sum, { text }) => sum + Math.ceil(text.length / LINE_LETTERS), 0);
      expect(lines).toBeLessThanOrEqual(page === 0 ? FIRST_PAGE_LINES : PAGE_LINES);
    });
  });
});

describe('a signed statement', () => {
  it('has the witness’s initials on every page that was signed in ink', () => {
    expect(statement.safeParse(taken).success).toBe(true);
    const bare = { ...taken, pages: taken.pages.map(({ paragraphs }) => ({ paragraphs })) };
    expect(statement.safeParse(bare).success).toBe(false);
    const spoken = { kind: 'spoken', at: taken.signature.at, reason: 'Both hands bandaged', seenBy: 'PC 2418 Aisha Rahman' };
    expect(statement.safeParse({ ...bare, signature: spoken }).success).toBe(true);
  });

  it('is read without its ink, and without the items that it is about', () => {
    const text = textOf(taken);
    expect(JSON.stringify(text)).not.toContain('strokes');
    expect(text).not.toHaveProperty('crimeId');
    expect(statementText.safeParse(text).success).toBe(true);
  });
});

describe('what the witness had changed', () => {
  const of = (readText: string, text: string) => correctionsOf({ readText, text, readAt: '2026-11-22T04:41:00.000Z' });
  it('is each paragraph that is another than when it was read over first, and no other', () => {
    expect(of('One.\n\nTwo.\n\nThree.', 'One.\n\nTwo, no.\n\nThree.')).toMatchObject([{ paragraph: 2, was: 'Two.', became: 'Two, no.' }]);
    expect(of('One.\n\nThree.', 'One.\n\nTwo.\n\nThree.')).toMatchObject([{ paragraph: 2, was: '', became: 'Two.' }]);
    expect(of('One.\n\nTwo.', 'One.')).toMatchObject([{ paragraph: 2, was: 'Two.', became: '' }]);
  });
  it('is nothing before it was read over, or when it reads the same', () => {
    expect(of('', 'One.')).toEqual([]);
    expect(of('One.', 'One.')).toEqual([]);
  });
});

describe('ink', () => {
  const dot = (x: number, t: number) => ({ x, y: x / 2, t, pressure: 0.5 });
  const stroke = (from: number, dots: number) => Array.from({ length: dots }, (_, index) => dot(from + index, from + index));
  it('is thinned out to what is kept, each stroke from its first point to its last', () => {
    const ink = inkOf([stroke(0, 300), stroke(400, 200)], { width: 1200, height: 400 }, MOST_INITIALS_POINTS);
    expect(ink.strokes.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(MOST_INITIALS_POINTS);
    expect([ink.strokes[0]?.[0]?.[0], ink.strokes[0]?.at(-1)?.[0]]).toEqual([0, 299]);
    expect([ink.strokes[1]?.[0]?.[0], ink.strokes[1]?.at(-1)?.[0]]).toEqual([400, 599]);
  });
  it('is what a signed statement takes, however often the pen was lifted, and however long it wrote', () => {
    const taps = Array.from({ length: 400 }, (_, index) => stroke(index, 2));
    for (const strokes of [taps, [stroke(0, 1_000_000)]])
      expect(signatureInk.safeParse(inkOf(strokes, { width: 1200, height: 400 }, MOST_SIGNATURE_POINTS)).error).toBeUndefined();
  });
  it('stays within its field, whatever the pointer says', () => {
    const wild = [{ x: -5, y: 9999, t: -1, pressure: 7 }];
    expect(inkOf([wild], { width: 100, height: 50 }, MOST_INITIALS_POINTS).strokes).toEqual([[[0, 50, 0, 1000]]]);
  });
});
