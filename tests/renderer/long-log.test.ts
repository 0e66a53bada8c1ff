import type { Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { openedWindow } from './harness/desk.ts';

/** As many as a log may hold. */
const LINES = 2000;
const { open } = openedWindow();

const openLog = async (): Promise<Page> => {
  const { page } = await open({ query: { pane: 'storm', item: 'LC-20210518-1587', lines: String(LINES) } });
  await page.getByText(`Line ${LINES} of a long night.`).waitFor();
  return page;
};
const region = (page: Page) => page.getByRole('region', { name: 'Log lines' });
/** The lines of that night, as whoever reads from the top hears them. */
const textsOf = (page: Page): Promise<readonly string[]> =>
  region(page)
    .getByText(/^Line \d+ of a long night\.$/)
    .allTextContents();
const isInSight = (page: Page, text: string): Promise<boolean> =>
  region(page)
    .getByText(text)
    .evaluate((element) => {
      const box = element.getBoundingClientRect();
      return element.contains(document.elementFromPoint(box.left + 4, box.top + 4));
    });
const everyLine = Array.from({ length: LINES }, (_, at) => `Line ${at + 1} of a long night.`);

describe('a log of 2,000 lines', () => {
  it('stands at its newest line, has all of them in their order, and is read to its beginning and back by keys', async () => {
    const page = await openLog();
    await expect.poll(() => textsOf(page)).toEqual(everyLine);
    await expect.poll(() => isInSight(page, `Line ${LINES} of a long night.`)).toBe(true);
    await region(page).focus();
    await page.keyboard.press('Home');
    await expect.poll(() => isInSight(page, 'LD21 and LD24 assigned')).toBe(true);
    await page.keyboard.press('End');
    await expect.poll(() => isInSight(page, `Line ${LINES} of a long night.`)).toBe(true);
    await page.close();
  });

  it('brings a line of one’s own into sight, and leaves who reads above where they are when lines come', async () => {
    const page = await openLog();
    await expect.poll(async () => (await textsOf(page)).length).toBe(LINES);
    await region(page).focus();
    await page.keyboard.press('Home');
    await expect.poll(() => isInSight(page, 'LD21 and LD24 assigned')).toBe(true);
    await page.evaluate(() => window.probe.alerts([]));
    expect(await isInSight(page, 'LD21 and LD24 assigned')).toBe(true);
    await page.getByRole('textbox', { name: /Add an update/ }).fill('Relieved at the scene.');
    await page.keyboard.press('Control+Enter');
    await region(page).getByText('Relieved at the scene.').waitFor();
    await expect.poll(() => isInSight(page, 'Relieved at the scene.')).toBe(true);
    await page.close();
  });

  it('lets a line far above be struck', async () => {
    const page = await openLog();
    await region(page)
      .locator('li', { hasText: 'Line 2 of a long night' })
      .getByRole('button', { name: /^Strike the line/ })
      .focus();
    await expect.poll(() => isInSight(page, 'Line 2 of a long night.')).toBe(true);
    await page.keyboard.press('Enter');
    await region(page)
      .getByRole('form', { name: /Line 2 of a long night/ })
      .waitFor();
    await page.close();
  });
});
