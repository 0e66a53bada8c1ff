import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReply } from './harness/form-scenes.ts';
import { type Harness, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const box = (page: Page) => page.getByLabel('Message', { exact: true });
const openNew = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+2');
  await page.getByRole('button', { name: 'New message' }).click();
  await page.getByRole('form', { name: 'New message' }).waitFor();
};
const openStock = (page: Page) => page.getByRole('button', { name: 'Templates and signature' }).click();
const closeStock = (page: Page) => page.getByRole('dialog').press('Escape');
const sent = (page: Page) =>
  page.evaluate(() =>
    window.probe.calls
      .filter(({ name, request }) => name === 'commands.give' && (request as { command: string }).command === 'mail.send')
      .map(({ request }) => (request as { payload: { text: string; sendAt?: string } }).payload),
  );

describe('a signature', () => {
  it('is the officer’s own record until they write another, stands over what is quoted, and is no message by itself', async () => {
    const { page } = await harness.open({});
    await openNew(page);
    await expect.poll(() => box(page).textContent()).toMatch(/^-- PC 2418 Aisha Rahman/);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Write your message').waitFor();
    await openStock(page);
    await page.getByRole('textbox', { name: 'Signature', exact: true }).fill('Aisha\nFront desk');
    await closeStock(page);
    await page.getByRole('button', { name: 'Keep for later' }).click();
    await openReply(page);
    await expect.poll(() => box(page).textContent()).toMatch(/^-- AishaFront desk.*wrote on/);
    await page.close();
  });

  it('is left out where the officer wants none', async () => {
    const { page } = await harness.open({});
    await openNew(page);
    await openStock(page);
    await page.getByRole('switch', { name: 'Put it under my messages' }).click();
    await closeStock(page);
    await box(page).press('Escape');
    await openReply(page);
    await expect.poll(() => box(page).textContent()).toMatch(/^.{0,40}wrote on/);
    await page.close();
  });
});

describe('a template', () => {
  it('is kept from a message with its looks, is put into another, is in no list of drafts, and is deleted when it is asked', async () => {
    const { page, complaints } = await harness.open({});
    await openNew(page);
    await page.getByLabel('About').fill('Film');
    await box(page).press('Control+a');
    await page.keyboard.type('Please keep the film.');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+b');
    await openStock(page);
    await page.getByLabel('Keep this message as a template, called').press('Enter');
    await page.getByText('Give the template a name').waitFor();
    await page.getByLabel('Keep this message as a template, called').fill('Film asked for');
    await page.keyboard.press('Enter');
    await page.getByText('Kept: Film asked for').waitFor();
    await closeStock(page);
    await page.getByLabel('About').fill('');
    await box(page).press('Control+a');
    await page.keyboard.press('Delete');
    await openStock(page);
    await page.getByRole('button', { name: 'Put into the message: Film asked for' }).click();
    await expect.poll(() => box(page).locator('strong').textContent()).toBe('Please keep the film.');
    expect(await page.getByLabel('About').inputValue()).toBe('Film');
    const listed = await page.evaluate(() => window.api.drafts.list(null));
    expect(JSON.stringify(listed)).not.toContain('mail.template');
    await openStock(page);
    await page.getByRole('button', { name: 'Delete the template: Film asked for' }).click();
    await page.getByRole('button', { name: 'Delete it' }).click();
    await page.getByText('You have none yet').waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });
});

describe('a message that is to go later', () => {
  it('asks for a time that is to come, goes with it, and says when it goes, there and in the list of what waits', async () => {
    const { page, complaints } = await harness.open({});
    await openReply(page);
    await page.getByRole('radio', { name: 'OFFICIAL-SENSITIVE' }).check();
    await page.getByRole('switch', { name: 'Send later' }).click();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Give a date').waitFor();
    await page.getByLabel('Date').fill('18/05/2021');
    await page.getByLabel('Time').fill('15:00');
    await page.getByText('This time has gone by').waitFor();
    await page.getByLabel('Date').fill('19/05/2021');
    await page.keyboard.press('Control+Enter');
    await page.getByText('waits on this laptop, and goes on 19 May 2021, 15:00').first().waitFor();
    expect(await sent(page)).toMatchObject([{ sendAt: '2021-05-19T14:00:00.000Z' }]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
