import type { Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { openedWindow } from './harness/desk.ts';
import { given } from './harness/form-page.ts';

const { desk } = openedWindow();
const openMail = async (query: Readonly<Record<string, string>> = {}): Promise<Page> => {
  const page = await desk(query);
  await page.keyboard.press('Control+2');
  await page.locator('li > button', { hasText: 'Whittle' }).first().focus();
  return page;
};
const filed = async (page: Page) => (await given(page)).filter((one) => (one as { command: string }).command !== 'mail.setSeen');
const chosen = (page: Page) => page.locator('li input:checked').count();
const row = (page: Page, name: string) => page.locator('li > button', { hasText: name });

describe('several messages at once', () => {
  it('are chosen with Shift and the arrow keys, deleted by one key and brought back by one', async () => {
    const page = await openMail();
    expect(await page.locator('li input[type=checkbox]').count()).toBe(0);
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('3 messages chosen.').waitFor();
    await page.keyboard.press('Shift+ArrowUp');
    await page.getByText('2 messages chosen.').waitFor();
    await page.keyboard.press('Delete');
    await page.getByText('2 messages moved to Deleted').first().waitFor();
    expect(await filed(page)).toMatchObject([
      { command: 'mail.move', itemId: 'm1', payload: { to: 'Trash' } },
      { command: 'mail.move', itemId: 'm2', payload: { to: 'Trash' } },
    ]);
    await expect.poll(() => row(page, 'Roster desk').count()).toBe(0);
    await page.keyboard.press('Control+z');
    await row(page, 'Roster desk').first().waitFor();
    await row(page, 'Whittle').first().waitFor();
    expect(await page.locator('li input[type=checkbox]').count()).toBe(0);
    await page.close();
  });

  it('are all of the list with Ctrl+A, and none with Esc', async () => {
    const page = await openMail();
    await page.keyboard.press('Control+a');
    await page.getByText('7 messages chosen.').waitFor();
    expect(await chosen(page)).toBe(7);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('li input[type=checkbox]').count()).toBe(0);
    expect(await filed(page)).toEqual([]);
    await page.close();
  });

  it('are chosen by their boxes, flagged, and marked read together', async () => {
    const page = await openMail();
    await page.getByRole('button', { name: 'Choose several' }).click();
    await page.getByRole('checkbox', { name: /Roster desk/ }).check();
    await page.getByRole('checkbox', { name: /Halliwell/ }).check();
    const tools = page.getByRole('group', { name: 'What you can do with the chosen messages' });
    await tools.getByRole('button', { name: 'Flag' }).click();
    await tools.getByRole('button', { name: 'Read' }).click();
    await expect.poll(async () => (await given(page)).length).toBe(4);
    expect(await given(page)).toMatchObject([
      { command: 'mail.setFlagged', itemId: 'm2', payload: { flagged: true } },
      { command: 'mail.setFlagged', itemId: 'm6', payload: { flagged: true } },
      { command: 'mail.setSeen', itemId: 'm2', payload: { seen: true } },
      { command: 'mail.setSeen', itemId: 'm6', payload: { seen: true } },
    ]);
    expect(await chosen(page)).toBe(2);
    await page.close();
  });

  it('of more than can be done with at once the first are chosen, and that is said', async () => {
    const page = await openMail({ data: 'many' });
    await page.keyboard.press('Control+a');
    await page.getByText(/^200 messages chosen. There are more/).waitFor();
    await page.close();
  });
});
