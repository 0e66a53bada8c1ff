import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linesOf, piecesOf } from '../../renderer/format/pieces.ts';
import { type Harness, startHarness } from './harness/window.ts';

/** A page that lays out the whole of such a text at once stands still far longer. */
const ANSWERS_WITHIN_MS = 10_000;

describe('a long text', () => {
  it('is cut into pieces after lines, else after words, else anywhere but in a character, and nothing of it is lost', () => {
    const texts = [
      '',
      'short',
      'a\n'.repeat(10_000),
      'word '.repeat(10_000),
      'x'.repeat(10_000),
      '\u{1f600}'.repeat(5_000),
      `${'x'.repeat(9_000)}\nend`,
    ];
    for (const text of texts) {
      const pieces = piecesOf(text);
      expect(pieces.join('')).toBe(text);
      for (const piece of pieces) {
        expect(piece.length).toBeLessThanOrEqual(3000);
        expect(piece.isWellFormed()).toBe(true);
      }
    }
    expect(piecesOf('a\n'.repeat(10_000)).every((piece) => piece.endsWith('\n'))).toBe(true);
    expect(piecesOf('word '.repeat(10_000)).every((piece) => piece.endsWith(' '))).toBe(true);
    expect([linesOf('a\nb\nc\n'), linesOf('a'), linesOf('x'.repeat(680))]).toEqual([3, 1, 10]);
  });
});

describe('a message of the longest text', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  it.each([
    ['one word', 0],
    ['a quarter of a million lines', 3],
  ] as const)('made of %s leaves the page awake, whole in its place, and says that there is more', async (_what, index) => {
    const { page } = await harness.open({ query: { data: 'long' } });
    page.setDefaultTimeout(ANSWERS_WITHIN_MS);
    await page.keyboard.press('Control+2');
    await page.locator('li > button').nth(index).click();
    await page.getByText('This message is too large to show whole here.').waitFor();
    expect(await frames(page, 3)).toBe(3);
    const region = page.getByRole('region', { name: 'Message text' });
    expect((await region.textContent())?.length).toBeGreaterThan(499_000);
    await region.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    expect(await frames(page, 3)).toBe(3);
    await page.close();
  });
});

/** Resolves once the page has painted so many times. */
const frames = (page: Page, wanted: number): Promise<number> =>
  page
    .waitForFunction(
      (count) =>
        new Promise<number>((resolve) => {
          const step = (left: number): void => {
            if (left === 0) resolve(count);
            else requestAnimationFrame(() => step(left - 1));
          };
          step(count);
        }),
      wanted,
    )
    .then((handle) => handle.jsonValue());
