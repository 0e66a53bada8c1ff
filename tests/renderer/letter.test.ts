import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReply } from './harness/form-scenes.ts';
import { type Harness, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const given = (page: Page): Promise<readonly { command: string; itemId?: string; payload: Record<string, unknown>; draftKey?: string }[]> =>
  page.evaluate(() =>
    window.probe.calls
      .filter(({ name }) => name === 'commands.give')
      .map(({ request }) => request as never)
      .filter(({ command }: { command: string }) => command !== 'mail.setSeen'),
  );
const openWhittle = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+2');
  await page.locator('li > button', { hasText: 'Whittle' }).first().click();
  await page.getByRole('button', { name: 'Reply', exact: true }).waitFor();
};

describe('the drafts of the mail server', () => {
  it('are none, and lead to those of this laptop, with their number', async () => {
    const { page } = await harness.open({});
    await openReply(page);
    await page.getByLabel('Message', { exact: true }).fill('Ring the keyholder.');
    await expect.poll(() => page.evaluate(() => window.probe.calls.some(({ name }) => name === 'drafts.save'))).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Folders/ }).click();
    await page.getByRole('menuitemradio', { name: 'Drafts' }).click();
    await page.getByRole('button', { name: '1 draft on this laptop' }).click();
    await page.getByRole('dialog').getByRole('list', { name: 'Drafts, newest first' }).getByRole('button').first().waitFor();
    await page.close();
  });
});

describe('a message is written with keys alone', () => {
  it('answers with R, says each warning once, goes with Ctrl+Enter and comes back whole with Ctrl+Z', async () => {
    const { page, complaints } = await harness.open({});
    await openWhittle(page);
    await page.keyboard.press('r');
    await page.getByRole('form', { name: /^Reply to/ }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('1 thing to put right').waitFor();
    await page.getByRole('radio', { name: 'OFFICIAL', exact: true }).check();
    await page.getByLabel('Message', { exact: true }).fill('The still is attached.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Your words speak of an attachment').waitFor();
    await page.getByText('You answer OFFICIAL-SENSITIVE, and marked it lower').waitFor();
    expect(await given(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: /^Take it back/ }).waitFor();
    expect(await given(page)).toMatchObject([
      { command: 'mail.send', payload: { marking: 'OFFICIAL', text: 'The still is attached.' }, draftKey: 'mail.send:reply:m1' },
    ]);
    await page.keyboard.press('Control+z');
    await page.getByRole('form', { name: 'New message' }).waitFor();
    expect(await page.getByLabel('Message', { exact: true }).inputValue()).toBe('The still is attached.');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('does not go by Enter in a box of one line', async () => {
    const { page } = await harness.open({});
    await openReply(page);
    await page.getByRole('radio', { name: 'OFFICIAL-SENSITIVE' }).check();
    await page.getByLabel('About').press('Enter');
    await page.getByRole('combobox', { name: 'Copy to' }).fill('new@shops.example');
    await page.getByRole('option', { name: /new@shops/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Take new@shops.example out' }).waitFor();
    expect(await given(page)).toEqual([]);
    await page.close();
  });

  it('is kept when it is left, and is there again', async () => {
    const { page } = await harness.open({});
    await openReply(page);
    await page.getByLabel('Message', { exact: true }).fill('Half a sentence');
    await page.getByRole('combobox', { name: 'Copy to' }).fill('half an address');
    await page.getByLabel('Message', { exact: true }).press('Escape');
    await page.getByRole('button', { name: 'Reply', exact: true }).click();
    await page.getByText('You began this before').waitFor();
    expect(await page.getByLabel('Message', { exact: true }).inputValue()).toBe('Half a sentence');
    expect(await page.getByRole('combobox', { name: 'Copy to' }).inputValue()).toBe('half an address');
    await page.close();
  });
});

describe('a message is filed with keys alone', () => {
  it('goes to Deleted with Delete and comes back with Ctrl+Z; the focus stays in the list', async () => {
    const { page } = await harness.open({});
    await openWhittle(page);
    await page.locator('li > button', { hasText: 'Roster desk' }).first().focus();
    await page.keyboard.press('Delete');
    await page.getByText('Moved to Deleted').first().waitFor();
    expect(await given(page)).toMatchObject([{ command: 'mail.move', itemId: 'm2', payload: { to: 'Trash' } }]);
    await expect.poll(() => page.locator('li > button', { hasText: 'Roster desk' }).count()).toBe(0);
    await expect.poll(() => page.evaluate(() => document.activeElement?.matches('li > button'))).toBe(true);
    await page.keyboard.press('Control+z');
    await page.locator('li > button', { hasText: 'Roster desk' }).first().waitFor();
    await page.close();
  });

  it('is flagged with G, and no key does anything while one types', async () => {
    const { page } = await harness.open({});
    await openWhittle(page);
    await page.keyboard.press('g');
    await page.getByRole('button', { name: 'Unflag' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('great deal of junk');
    expect(await given(page)).toMatchObject([{ command: 'mail.setFlagged', payload: { flagged: true } }]);
    await page.close();
  });
});
