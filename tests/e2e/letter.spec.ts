import { expect, type Page, test } from '@playwright/test';
import { toPane } from '../../build/tour.ts';
import { DEMO_PIN } from '../../hq/demo/officers.ts';
import { PATIENCE_MS } from './laptop.ts';
import { picturesOf } from './support/pictures.ts';
import { attach, offline, photographOf, tellStory, unsent } from './support/story.ts';

/** One story, told in order: a message with a photograph, written without signal on a pooled laptop, comes once, and is answered signed and encrypted. */
test.describe.configure({ mode: 'serial' });
test.skip(process.getuid?.() !== 0, 'Postfix needs root');

const [RAHMAN, HALLIWELL] = ['2418', '4127'] as const;
const SUBJECT = 'Doorbell footage, 22 York Close';
const PHOTOGRAPH = photographOf('Tür, Größe.png');

const picture = picturesOf('letter');

const story = tellStory('letter');

const openFolder = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: /^Folders/ }).click({ timeout: PATIENCE_MS });
  await page.getByRole('menuitemradio', { name }).click();
};
const rows = (page: Page) => page.locator('li > button', { hasText: SUBJECT });
/** Opens the message that is in the list once, and its photograph. */
const seePhotograph = async (page: Page): Promise<void> => {
  await expect(rows(page)).toHaveCount(1, { timeout: PATIENCE_MS * 2 });
  await rows(page).click();
  await page.getByRole('button', { name: PHOTOGRAPH.name }).click({ timeout: PATIENCE_MS });
  const image = page.getByRole('dialog').frameLocator('iframe').getByRole('img');
  await expect(image).toBeVisible({ timeout: PATIENCE_MS });
  await page.keyboard.press('Escape');
};

test('both officers have used this laptop', async () => {
  await story.client.signIn(HALLIWELL);
  await story.demonstration.remove();
  await story.client.pageWith(/Tom Halliwell’s work is locked/);
});

test('out of signal a message is written with a photograph, and waits', async () => {
  const page = await story.client.signIn(RAHMAN);
  await toPane(page, 'Mail');
  await expect(page.getByRole('button', { name: 'New message' })).toBeVisible({ timeout: PATIENCE_MS });
  await story.demonstration.force.stopHq();
  await offline(page);
  await page.getByRole('button', { name: 'New message' }).click();
  await page.getByRole('combobox', { name: 'To' }).first().fill(HALLIWELL);
  await page.getByRole('option', { name: /Halliwell/ }).click({ timeout: PATIENCE_MS });
  await page.getByLabel('About').fill(SUBJECT);
  await page.getByLabel('Message', { exact: true }).fill('The photograph is attached.');
  await attach(page, PHOTOGRAPH);
  await page.getByRole('radio', { name: 'OFFICIAL', exact: true }).check();
  await picture(page, '01-written-without-signal');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: /^Take it back/ })).toBeVisible({ timeout: PATIENCE_MS });
  await unsent(page, 1);
  await picture(page, '02-held');
});

test('it waits over a lock, another officer’s shift and a program that ended without warning', async () => {
  await story.demonstration.remove();
  await story.client.pageWith(/Aisha Rahman’s work is locked/);
  const his = await story.client.signIn(HALLIWELL);
  await offline(his);
  await toPane(his, 'Mail');
  await expect(rows(his)).toHaveCount(0);
  await story.kill();
  await story.demonstration.remove();
  await story.start();
  await unsent(await story.client.signIn(RAHMAN), 1);
});

test('with signal it goes, and lies with its photograph among sent mail, by whom it went to', async () => {
  const page = await story.client.page();
  await story.demonstration.force.startHq();
  await expect(page.getByText('All sent')).toBeVisible({ timeout: PATIENCE_MS * 2 });
  await toPane(page, 'Mail');
  await openFolder(page, 'Sent');
  await expect(rows(page)).toContainText('To PC 4127 Tom Halliwell', { timeout: PATIENCE_MS * 2 });
  await seePhotograph(page);
  await picture(page, '03-sent');
});

test('whoever it was for has it, once, and sees the photograph', async () => {
  await story.demonstration.remove();
  await story.client.pageWith(/Aisha Rahman’s work is locked/);
  const page = await story.client.signIn(HALLIWELL);
  await toPane(page, 'Mail');
  await seePhotograph(page);
  await picture(page, '04-read-by-a-colleague');
});

test('he answers with one PIN, signed by his card and encrypted for hers', async () => {
  const page = await story.client.page();
  await page.getByRole('button', { name: 'Reply', exact: true }).click();
  await page.getByRole('textbox', { name: 'Message' }).fill('Seen, thank you.');
  await page.getByRole('radio', { name: 'OFFICIAL', exact: true }).check();
  await page.getByRole('switch', { name: 'Encrypt' }).check();
  await page.getByRole('switch', { name: 'Sign' }).check();
  // HQ has met her card, and his laptop hears of it with the people of his team.
  await expect(page.getByText(/No certificate for/)).toHaveCount(0, { timeout: PATIENCE_MS });
  await page.getByLabel('PIN of your card').fill(DEMO_PIN);
  await picture(page, '05-signed-and-encrypted');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'Send now' }).click({ timeout: PATIENCE_MS });
  await expect(page.getByText('All sent')).toBeVisible({ timeout: PATIENCE_MS });
});

test('her card opens it, and the window says whose it is', async () => {
  await story.demonstration.remove();
  await story.client.pageWith(/Tom Halliwell’s work is locked/);
  const page = await story.client.signIn(RAHMAN);
  await toPane(page, 'Mail');
  await openFolder(page, 'Inbox');
  await rows(page)
    .filter({ hasText: 'Re:' })
    .click({ timeout: PATIENCE_MS * 2 });
  await expect(page.getByText(/^Signed by Tom Halliwell/).first()).toBeVisible({ timeout: PATIENCE_MS });
  await expect(page.getByText(/^Encrypted for you/).first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Message text' }).getByText('Seen, thank you.')).toBeVisible({ timeout: PATIENCE_MS });
  await picture(page, '06-opened-by-her-card');
});
