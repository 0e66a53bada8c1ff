import type { Locator, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCrimeForm, toQuestion } from './harness/crime-scenes.ts';
import { type Harness, startHarness } from './harness/window.ts';

/** A page that lays out the whole of such a text at once stands still far longer. */
const ANSWERS_WITHIN_MS = 10_000;
const TEN_MEGABYTES = 10 * 1024 * 1024;

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

/** A page with so long a text in the clipboard. */
const holding = async (length: number, query: Readonly<Record<string, string>> = {}): Promise<Page> => {
  const { page } = await harness.open({ query });
  page.setDefaultTimeout(ANSWERS_WITHIN_MS);
  await page.evaluate((characters) => {
    const copy = (event: ClipboardEvent): void => {
      event.clipboardData?.setData('text/plain', 'Ten words of it. '.repeat(Math.ceil(characters / 17)).slice(0, characters));
      event.preventDefault();
    };
    document.addEventListener('copy', copy, { once: true });
  }, length);
  await page.keyboard.press('Control+c');
  return page;
};
const paste = async (field: Locator): Promise<string> => {
  await field.focus();
  await field.press('Control+v');
  return field.inputValue();
};
const told = (page: Page, kept: string, of = '10,485,760') =>
  page.getByRole('alert').filter({ hasText: `The first ${kept} of ${of} characters were pasted.` });

describe('a text of ten megabytes', () => {
  it('leaves the page awake, whatever field of a form it is pasted into, and what was kept is said', async () => {
    const page = await holding(TEN_MEGABYTES);
    await openCrimeForm(page);
    const fields: readonly (readonly [string, Locator])[] = [
      ['What', page.getByRole('combobox', { name: 'Offence' })],
      ['What', page.getByLabel('What it is called')],
      ['When', page.getByRole('group', { name: /^Committed/ }).getByLabel('Time')],
      ['Who', page.getByRole('combobox', { name: 'Add a person' })],
      ['How', page.getByLabel('In your words')],
    ];
    for (const [question, field] of fields) {
      await toQuestion(page, question);
      expect((await paste(field)).length).toBe(100_000);
      await told(page, '100,000').waitFor();
      expect(await frames(page)).toBe(true);
      await field.press('Control+a');
      await field.press('Delete');
    }
    await page.close();
  });

  it('is cut to what a field takes at most, in a sheet too, where its words can be reached and closed', async () => {
    const page = await holding(TEN_MEGABYTES, { session: 'ict' });
    await page.getByRole('navigation').getByRole('button', { name: /Fleet/ }).click();
    await page.getByRole('button', { name: 'Add a laptop' }).click();
    const pool = page.getByLabel(/pool/i).last();
    expect((await paste(pool)).length).toBeLessThanOrEqual(200);
    const words = page.getByRole('alert').filter({ hasText: 'of 10,485,760 characters were pasted.' });
    await words.getByRole('button').click();
    await words.waitFor({ state: 'detached' });
    expect(await pool.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.close();
  });
});

describe('a text that fits', () => {
  it('is pasted whole and nothing is said; over the end of a full field, what fits of it, and undone in one step', async () => {
    const page = await holding(60_000);
    await openCrimeForm(page);
    await toQuestion(page, 'How');
    const method = page.getByLabel('In your words');
    expect((await paste(method)).length).toBe(60_000);
    expect(await page.getByRole('alert').filter({ hasText: 'pasted' }).count()).toBe(0);
    expect((await paste(method)).length).toBe(100_000);
    await told(page, '40,000', '60,000').waitFor();
    await method.press('Control+z');
    expect((await method.inputValue()).length).toBe(60_000);
    await page.close();
  });
});

/** Resolves once the page has painted a few times. */
const frames = (page: Page): Promise<boolean> =>
  page.evaluate(
    () =>
      new Promise<boolean>((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true)))),
      ),
  );
