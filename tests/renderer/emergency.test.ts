import type { Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { openedWindow } from './harness/desk.ts';

const { desk: panes } = openedWindow();

const desk = async (query: Readonly<Record<string, string>> = {}): Promise<Page> => {
  const page = await panes(query);
  await page.getByRole('button', { name: /LD21/ }).first().waitFor();
  return page;
};
const asked = (page: Page, name: string): Promise<number> =>
  page.evaluate((wanted) => window.probe.calls.filter((call) => call.name === wanted).length, name);
const notice = (page: Page) => page.getByRole('alertdialog', { name: 'Emergency' });
const down = async (page: Page): Promise<void> => {
  await page.keyboard.down('Alt');
  await page.keyboard.down('0');
};
const up = async (page: Page): Promise<void> => {
  await page.keyboard.up('0');
  await page.keyboard.up('Alt');
};
/** The size of type of what is said first. */
const sizeOf = (page: Page): Promise<number> =>
  notice(page)
    .locator('b')
    .evaluate((head) => Number.parseFloat(getComputedStyle(head).fontSize));

describe('a call for help', () => {
  it('goes to HQ once when Alt+0 is held for a second, from under a sheet too, and is never a command', async () => {
    const page = await desk();
    await page.keyboard.press('F1');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await down(page);
    await notice(page).getByText('Keep holding').waitFor();
    await notice(page).getByText('Control has it, 15:42').waitFor();
    await up(page);
    await notice(page)
      .getByText(/LD21 is at status 0, emergency. It stands in log \d{4}/)
      .waitFor();
    expect([await asked(page, 'emergency.call'), await asked(page, 'commands.give')]).toEqual([1, 0]);
    // It is not gone before it was read.
    await page.keyboard.press('Escape');
    await expect.poll(() => notice(page).count()).toBe(0);
    await page.close();
  });

  it('let go early sends nothing, and says so', async () => {
    const page = await desk();
    await page.keyboard.press('Alt+0');
    await notice(page).getByText('Nothing was sent').waitFor();
    await page.waitForTimeout(1300);
    expect(await asked(page, 'emergency.call')).toBe(0);
    await notice(page).getByText('Nothing was sent').waitFor();
    await page.close();
  });

  it.each([
    ['without signal', { link: 'offline' }],
    ['with signal and no answer', { emergency: 'silent' }],
  ])('says the radio in the largest words of all, and soon: %s', async (_, query) => {
    const page = await desk(query);
    await down(page);
    await notice(page).getByText('Use your radio', { exact: true }).waitFor();
    await up(page);
    const largest = await page.evaluate(() =>
      Math.max(...[...document.querySelectorAll('h1, h2, h3, b, p')].map((one) => Number.parseFloat(getComputedStyle(one).fontSize))),
    );
    expect(await sizeOf(page)).toBe(largest);
    expect(await asked(page, 'commands.give')).toBe(0);
    await page.close();
  });

  it.each([
    ['NoUnit', /You are on no unit/],
    ['NotTaken', /HQ did not take it/],
    ['NotAnswered', /nothing is sent later/],
  ])('says why it did not go: %s', async (emergency, words) => {
    const page = await desk({ emergency });
    await down(page);
    await notice(page).getByText(words).waitFor();
    await up(page);
    await page.close();
  });

  it('is a button that is held, beside a log and in the menu of the unit; a touch of it sends nothing', async () => {
    const page = await desk();
    await page.keyboard.press('Control+3');
    const button = page.getByRole('complementary').getByRole('button', { name: /hold to call for help/ });
    await button.click();
    await notice(page).getByText('Nothing was sent').waitFor();
    await notice(page).getByRole('button', { name: 'Close' }).click();
    await button.hover();
    await page.mouse.down();
    await notice(page).getByText('Control has it, 15:42').waitFor();
    await page.mouse.up();
    await notice(page).getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: /^LD21 .*change status/ }).click();
    await page
      .locator('header')
      .getByRole('button', { name: /hold to call for help/ })
      .focus();
    await page.keyboard.down('Enter');
    await notice(page).getByText('Control has it, 15:42').waitFor();
    await page.keyboard.up('Enter');
    expect(await asked(page, 'emergency.call')).toBe(2);
    await page.close();
  });
});
