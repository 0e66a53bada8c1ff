import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { toPane } from '../../build/tour.ts';
import { DEMO_PIN } from '../../hq/demo/officers.ts';
import { record } from '../renderer/harness/crime-scenes.ts';
import { type Client, enterPin, type Laptop, openClient, openLaptop, PATIENCE_MS, pinPage, STARTING_MS } from './laptop.ts';
import { picturesOf } from './support/pictures.ts';

/** One story, told in order on two laptops: a slip at the sign-in screen costs nothing, and a job that HQ gives is acknowledged, attended, updated, regraded and closed, which a colleague's laptop sees step by step. */
test.describe.configure({ mode: 'serial' });

let laptop: Laptop;
let colleague: Client;
test.beforeAll(async () => {
  test.setTimeout(STARTING_MS);
  laptop = await openLaptop();
  colleague = await openClient(await laptop.demonstration.addLaptop('LAP-0418'));
});
test.afterAll(async () => {
  await colleague?.close();
  await laptop?.close();
});

const COLLAR = '2418';
const COLLEAGUE = '4127';
const picture = picturesOf('job');
/** What the card itself has counted; a card that was never asked has no state. */
const triesUsed = (): unknown => {
  const file = join(laptop.demonstration.folder.cards, COLLAR, 'state.json');
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
};
const banner = (page: Page) => page.getByRole('region', { name: /^New jobs and alerts/ }).getByRole('group');

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
  await expect(page.getByRole('region', { name: /^New jobs and alerts/ }).getByRole('alert')).toContainText('Job for LD21: grade 1');
  await picture(page, '01-banner');
  job = id;
  const theirs = await colleague.signIn(COLLEAGUE);
  await toPane(theirs, 'Storm');
  await theirs.getByRole('button', { name: /Choose a list$/ }).click();
  await theirs.getByRole('menuitemradio', { name: /^Area logs/ }).click();
  await rowOf(theirs).click({ timeout: PATIENCE_MS });
  await expect(lineAt(theirs, 'LD21 assigned.')).toBeVisible({ timeout: PATIENCE_MS });
});

/** The number of the job that the story is about. */
let job = '';
const rowOf = (page: Page, id = job) => page.locator('main li button', { hasText: id.slice(-4) });
const lineAt = (page: Page, text: string | RegExp) => page.getByRole('region', { name: 'Log lines' }).getByText(text);
/** Both laptops show the line, HQ's, and once. */
const bothSee = async (text: string | RegExp): Promise<void> => {
  for (const page of [await laptop.page(), await colleague.page()])
    await expect(lineAt(page, text)).toHaveCount(1, { timeout: PATIENCE_MS });
  await expect(lineAt(await laptop.page(), 'not sent yet')).toHaveCount(0, { timeout: PATIENCE_MS });
};

test('opening it is not acknowledging it; that is a line at HQ, and ends the banner', async () => {
  const page = await laptop.page();
  await page.keyboard.press('Control+j');
  await expect(page.getByRole('heading', { name: 'Officer assaulted, assistance needed' })).toBeVisible({ timeout: PATIENCE_MS });
  await expect(banner(page)).toContainText('Job for LD21: grade 1 Emergency');
  await page.keyboard.press('Alt+a');
  await expect(banner(page)).toHaveCount(0, { timeout: PATIENCE_MS });
  await bothSee('LD21: acknowledged');
  await picture(page, '02-acknowledged');
});

test('a status beside it attaches the unit to it, and is on its resources, its lines and the top bar', async () => {
  const page = await laptop.page();
  const serial = job.slice(-4);
  await page.keyboard.press('Alt+5');
  await expect(page.getByRole('status').getByText(new RegExp(`^LD21: 5 En route, on log ${serial}, off log`))).toBeVisible();
  await bothSee('LD21: 5 En route, attached');
  await page.keyboard.press('Alt+6');
  await bothSee('LD21: 6 At scene');
  for (const each of [page, await colleague.page()])
    await expect(each.getByRole('complementary').getByRole('listitem').filter({ hasText: 'LD21' })).toContainText('6 At scene');
  await expect(page.getByRole('button', { name: /^LD21 6 At scene/ })).toBeVisible();
  await picture(await colleague.page(), '03-colleague-sees-at-scene');
});

test('without signal it goes on, says what is not sent, and HQ has it once when the signal is back', async () => {
  const page = await laptop.page();
  await laptop.demonstration.force.stopHq();
  await expect(page.getByText(/Offline since/).first()).toBeVisible({ timeout: PATIENCE_MS });
  await page.getByRole('textbox', { name: /Add an update/ }).fill('Male detained, bottle seized');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Alt+2');
  await expect(lineAt(page, 'Male detained, bottle seized')).toBeVisible();
  await expect(lineAt(page, 'LD21: 2 On patrol, detached')).toBeVisible();
  await expect(page.getByRole('button', { name: /^LD21 2 On patrol/ })).toBeVisible();
  await expect(page.getByRole('complementary').getByRole('heading', { name: 'LD21 is not on this log' })).toBeVisible();
  await picture(page, '04-without-signal');
  await page.getByRole('button', { name: /^Undo: put LD21 back/ }).click();
  await expect(page.getByRole('button', { name: /^LD21 6 At scene/ })).toBeVisible();
  await laptop.demonstration.force.startHq();
  await bothSee('Male detained, bottle seized');
  await bothSee('LD21: 2 On patrol, detached');
  await bothSee('LD21: 6 At scene, attached');
  await expect(page.getByText('All sent')).toBeVisible({ timeout: PATIENCE_MS });
});

test('it is regraded with a reason, and the colleague sees both', async () => {
  const page = await laptop.page();
  await page.keyboard.press('Alt+g');
  await page.getByRole('radio', { name: /Priority/ }).check();
  await page.getByRole('button', { name: 'Suspect has left' }).click();
  await picture(page, '05-regrade');
  await page.keyboard.press('Control+Enter');
  await bothSee('From 1 to 2: Suspect has left.');
  for (const each of [page, await colleague.page()])
    await expect(each.locator('header').getByText('Grade 2 Priority')).toBeVisible({ timeout: PATIENCE_MS });
});

test('a crime recorded without signal closes it, and is in its last line by its number once the signal is back', async () => {
  const page = await laptop.page();
  await laptop.demonstration.force.stopHq();
  await expect(page.getByText(/Offline since/).first()).toBeVisible({ timeout: PATIENCE_MS });
  await page.getByRole('button', { name: 'New crime' }).click();
  await expect(page.getByRole('combobox', { name: 'Offence' })).toBeFocused();
  await record(page);
  await expect(page.getByText('It is safe on this laptop').first()).toBeVisible({ timeout: PATIENCE_MS });
  await toPane(page, 'Storm');
  await expect(page.getByRole('button', { name: 'Result', exact: true })).toBeVisible({ timeout: PATIENCE_MS });
  await page.keyboard.press('Alt+r');
  await expect(page.getByRole('checkbox', { name: /Number follows/ })).toBeChecked({ timeout: PATIENCE_MS });
  await page.getByRole('combobox', { name: 'Closing code' }).fill('assault');
  await page.keyboard.press('Enter');
  await page.getByLabel('What happened, and what was done').fill('One arrest');
  await picture(page, '06-result');
  await page.keyboard.press('Control+Enter');
  await expect(lineAt(page, 'C01 Crime: assault. One arrest. Crime number follows.')).toBeVisible({ timeout: PATIENCE_MS });
  await expect(page.getByText('This log is closed')).toBeVisible();
  await expect(page.getByRole('button', { name: /^LD21 2 On patrol/ })).toBeVisible();
  await laptop.demonstration.force.startHq();
  await bothSee(/^C01 Crime: assault\. One arrest\. Crime \d\d\/\d\d\/\d{5}\.$/);
  await expect((await colleague.page()).getByText('This log is closed')).toBeVisible({ timeout: PATIENCE_MS });
  await picture(await colleague.page(), '07-closed-with-its-crime');
  await expect(page.getByText('All sent')).toBeVisible({ timeout: PATIENCE_MS });
});

test('the next job is in its row and in the banner until it is acknowledged', async () => {
  const page = await laptop.page();
  const { id } = await laptop.demonstration.force.giveJob(2, COLLAR);
  await expect(rowOf(page, id)).toContainText('Job for LD21: grade 2', { timeout: PATIENCE_MS });
  await banner(page)
    .getByRole('button', { name: `Acknowledge log ${id.slice(-4)}` })
    .click();
  await expect(banner(page)).toHaveCount(0, { timeout: PATIENCE_MS });
  await expect(rowOf(page, id)).not.toContainText('Job for LD21');
});

test('after lock and sign-in it is no new job again, and what came meanwhile is one', async () => {
  await laptop.demonstration.remove();
  await laptop.pageWith(/work is locked/);
  const { id } = await laptop.demonstration.force.giveJob(3, COLLAR);
  const locked = await laptop.page();
  await expect(locked.getByRole('alert').getByText('A job waits for LD21')).toBeVisible({ timeout: PATIENCE_MS });
  expect(await locked.locator('html').textContent()).not.toContain('Theft from motor vehicle');
  await picture(locked, '08-a-job-waits');
  const page = await laptop.signIn(COLLAR);
  await expect(banner(page)).toContainText('Job for LD21: grade 3', { timeout: PATIENCE_MS });
  await expect(page.getByRole('region', { name: 'New jobs and alerts, 1' })).toBeVisible();
  await page.getByRole('button', { name: `Acknowledge log ${id.slice(-4)}` }).click();
  await expect(banner(page)).toHaveCount(0, { timeout: PATIENCE_MS });
});

test('a call for help is at HQ while it is held, and an ordinary status ends it', async () => {
  const page = await laptop.page();
  await page.keyboard.down('Alt');
  await page.keyboard.down('0');
  await expect(page.getByRole('alertdialog', { name: 'Emergency' })).toContainText('Control has it', { timeout: PATIENCE_MS });
  await picture(page, '09-call-for-help');
  await page.keyboard.up('0');
  await page.keyboard.up('Alt');
  await expect(page.getByRole('button', { name: /^LD21 0/ })).toBeVisible({ timeout: PATIENCE_MS });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+6');
  await expect(page.getByRole('button', { name: /^LD21 6 At scene/ })).toBeVisible();
  await laptop.demonstration.force.stopHq();
  await expect(page.getByText(/Offline since/).first()).toBeVisible({ timeout: PATIENCE_MS });
  await page.keyboard.down('Alt');
  await page.keyboard.down('0');
  await expect(page.getByRole('alertdialog', { name: 'Emergency' })).toContainText('Use your radio');
  await page.keyboard.up('0');
  await page.keyboard.up('Alt');
  await expect(page.getByRole('alertdialog', { name: 'Emergency' })).toContainText('nothing is sent later', { timeout: PATIENCE_MS });
  await laptop.demonstration.force.startHq();
  await expect(page.getByText('All sent')).toBeVisible({ timeout: PATIENCE_MS });
  await expect(page.getByRole('button', { name: /^LD21 6 At scene/ })).toBeVisible();
});
