import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { DEMO_PIN } from '../../hq/demo/officers.ts';
import { enterPin, type Laptop, openLaptop, PATIENCE_MS, pinPage, STARTING_MS, toPane } from './laptop.ts';

/** One story, told in order on one laptop: a slip at the sign-in screen costs nothing, and a job that HQ gives is seen. */
test.describe.configure({ mode: 'serial' });

let laptop: Laptop;
test.beforeAll(async () => {
  test.setTimeout(STARTING_MS);
  laptop = await openLaptop();
});
test.afterAll(async () => {
  await laptop?.close();
});

const COLLAR = '2418';
/** What the card itself has counted; a card that was never asked has no state. */
const triesUsed = (): unknown => {
  const file = join(laptop.demonstration.folder.cards, COLLAR, 'state.json');
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
};
const banner = (page: Page) => page.getByRole('region', { name: /^New jobs/ }).getByRole('group');

test('a PIN that cannot be right is emptied and never reaches the card; the right one then opens at the first try', async () => {
  await laptop.demonstration.insert(COLLAR);
  const page = await pinPage(laptop.page);
  const before = triesUsed();
  for (const [wrong, reason] of [
    ['246', 'That PIN is too short'],
    ['246810975', 'That PIN is too long'],
    ['24681o', 'That PIN has something that is not a digit'],
  ] as const) {
    await enterPin(page, wrong);
    await expect(page.getByText(reason)).toBeVisible({ timeout: PATIENCE_MS });
    await expect(page.getByLabel('Your PIN')).toHaveValue('');
    await expect(page.getByLabel('Your PIN')).toBeFocused();
  }
  expect(triesUsed()).toEqual(before);
  await page.keyboard.type(DEMO_PIN);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Panes' })).toBeVisible({ timeout: PATIENCE_MS });
});

test('what the unit had at the first sign-in is no new job', async () => {
  const page = await laptop.page();
  await expect(page.getByRole('button', { name: /Open log/ }).first()).toBeVisible({ timeout: PATIENCE_MS });
  await expect(banner(page)).toHaveCount(0);
  await expect(page.getByText(/Fetching from HQ|Not fetched yet/)).toHaveCount(0, { timeout: PATIENCE_MS });
});

test('a grade 1 job that HQ gives while mail is open is a banner, on the badge and in its row', async () => {
  const page = await laptop.page();
  await toPane(page, 'Mail');
  const { id } = await laptop.demonstration.force.giveJob(1, COLLAR);
  await expect(banner(page)).toContainText('Job for LD21: grade 1 Emergency', { timeout: PATIENCE_MS });
  await expect(banner(page)).toContainText('Officer assaulted, assistance needed');
  await expect(page.getByRole('navigation', { name: 'Panes' }).getByRole('button', { name: /Storm.*1 new job/ })).toBeVisible();
  await expect(page.getByRole('region', { name: /^New jobs/ }).getByRole('alert')).toContainText('Job for LD21: grade 1');
  await toPane(page, 'Storm');
  const row = page.locator('main li button', { hasText: id.slice(-4) });
  // The list opens with its first log, which is this one: the gravest and newest. Opening it is what ends the banner.
  await expect(row).toBeVisible({ timeout: PATIENCE_MS });
  await expect(banner(page)).toHaveCount(0, { timeout: PATIENCE_MS });
});

test('its row says so until it is opened with Ctrl+J', async () => {
  const page = await laptop.page();
  const { id } = await laptop.demonstration.force.giveJob(2, COLLAR);
  const row = page.locator('main li button', { hasText: id.slice(-4) });
  await expect(row).toContainText('Job for LD21: grade 2', { timeout: PATIENCE_MS });
  await expect(banner(page)).toBeVisible();
  await page.keyboard.press('Control+j');
  await expect(banner(page)).toHaveCount(0, { timeout: PATIENCE_MS });
  await expect(row).not.toContainText('Job for LD21');
  await expect(page.getByRole('heading', { name: 'Domestic, raised voices heard' })).toBeVisible();
});

test('after lock and sign-in it is no new job again, and what came meanwhile is one', async () => {
  await laptop.demonstration.remove();
  await laptop.pageWith(/work is locked/);
  const { id } = await laptop.demonstration.force.giveJob(3, COLLAR);
  const page = await laptop.signIn(COLLAR);
  await expect(banner(page)).toContainText('Job for LD21: grade 3', { timeout: PATIENCE_MS });
  await expect(page.getByRole('region', { name: 'New jobs, 1' })).toBeVisible();
  await page.getByRole('button', { name: `Seen, log ${id.slice(-4)}` }).click();
  await expect(banner(page)).toHaveCount(0, { timeout: PATIENCE_MS });
});
