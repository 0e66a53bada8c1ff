import { expect, type Page, test } from '@playwright/test';
import { toPane } from '../../build/tour.ts';
import type { Crime, Task } from '../../contracts/domain/crime.ts';
import { DEMO_PIN } from '../../hq/demo/officers.ts';
import { answerCrime, record, toQuestion } from '../renderer/harness/crime-scenes.ts';
import { enterPin, PATIENCE_MS, pinPage } from './laptop.ts';
import { itemsAtHq } from './support/items-at-hq.ts';
import { attach, offline, photographOf, tellStory, unsent } from './support/story.ts';

/** One story, told in order: what is made without signal is HQ's once, and has its number where it is open. */
test.describe.configure({ mode: 'serial' });

const [HARGREAVES, HALLIWELL] = ['1140', '4127'] as const;
const CRIME = `Shed broken into, two cycles gone, ${Date.now()}`;
const PHOTOGRAPH = photographOf('Shed door.png');
const TASK = `Ask the allotments for their cameras, ${Date.now()}`;

const story = tellStory('created');

/** HQ's items of a kind with this title, as its database has them. */
const atHq = async <Item extends Crime | Task>(kind: string, title: string): Promise<readonly Item[]> =>
  (await itemsAtHq<Item>(story.demonstration, kind)).filter((item) => item.title === title);
const item = (page: Page) => page.getByRole('region', { name: 'Selected item' });
const shows = (page: Page, text: string | RegExp) => expect(item(page).getByText(text).first()).toBeVisible({ timeout: PATIENCE_MS });
/** Opens it, and leaves it again. */
const seePhotograph = async (page: Page): Promise<void> => {
  await item(page)
    .getByRole('button', { name: `Open ${PHOTOGRAPH.name}` })
    .click({ timeout: PATIENCE_MS });
  const image = page.getByRole('dialog', { name: PHOTOGRAPH.name }).getByRole('img');
  await expect(image).toBeVisible({ timeout: PATIENCE_MS });
  expect(await image.evaluate((one: HTMLImageElement) => one.decode().then(() => one.naturalWidth))).toBe(640);
  await page.keyboard.press('Escape');
};
const find = async (page: Page, number: string, title: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(number);
  await expect(page.getByRole('option').filter({ hasText: title })).toBeVisible({ timeout: PATIENCE_MS });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
};

test('out of signal a sergeant records a crime, and sets a task on it in the same breath', async () => {
  const page = await story.client.signIn(HARGREAVES);
  await toPane(page, 'Crime');
  await expect(page.getByRole('button', { name: /^Area \d/ })).toBeVisible({ timeout: PATIENCE_MS });
  await story.demonstration.force.stopHq();
  await offline(page);

  await page.getByRole('button', { name: 'New crime' }).click();
  await answerCrime(page, CRIME, 'Allotments, Broadfield Drive, Leyland', '27/11/2026 21:00');
  await toQuestion(page, 'How');
  await attach(page, PHOTOGRAPH);
  await record(page);
  await shows(page, 'Number follows');
  await shows(page, CRIME);
  await shows(page, PHOTOGRAPH.name);

  await item(page).getByRole('button', { name: 'Set a task' }).click();
  await page.getByLabel('Task', { exact: true }).fill(TASK);
  await page.getByLabel('What is to be done').fill('From 20:00 to 23:00 on Friday. Exhibit what they have.');
  await page.getByRole('combobox', { name: 'For whom' }).fill(HALLIWELL);
  await page.keyboard.press('Control+Enter');
  await shows(page, 'Number follows');
  await shows(page, TASK);
  await shows(page, 'Not sent yet');
  await unsent(page, 2);
});

test('locked, ended without warning and started again, both are there, and neither shows the laptop’s own id', async () => {
  await story.client.lock();
  await pinPage(story.client.page);
  await story.kill();
  await story.start();
  await enterPin(await pinPage(story.client.page), DEMO_PIN);
  const page = await story.client.pageWith('PS Paul Hargreaves');
  await offline(page);
  await unsent(page, 2);
  await shows(page, TASK);
  await item(page).getByRole('button', { name: 'Open the crime, its number follows' }).click();
  await shows(page, CRIME);
  await seePhotograph(page);
  expect(await page.locator('body').textContent()).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/i);
});

test('with signal HQ has one crime and one task on it, and the open page has the number without a reload', async () => {
  const page = await story.client.page();
  await page.evaluate(() => Object.assign(window, { stillHere: true }));
  await story.demonstration.force.startHq();
  await expect.poll(async () => (await atHq('task', TASK)).length, { timeout: PATIENCE_MS * 2 }).toBe(1);
  await expect(page.getByText('All sent')).toBeVisible({ timeout: PATIENCE_MS });
  const [crimes, tasks] = [await atHq<Crime>('crime', CRIME), await atHq<Task>('task', TASK)];
  expect(crimes).toHaveLength(1);
  expect(tasks).toMatchObject([{ crimeId: crimes[0]?.id, owner: HALLIWELL, setByCollar: HARGREAVES, state: 'new' }]);
  expect(crimes[0]?.officerInCase).toBe(HARGREAVES);
  expect(crimes[0]?.attachments).toMatchObject([{ name: PHOTOGRAPH.name, bytes: PHOTOGRAPH.buffer.byteLength, type: 'image/png' }]);

  const number = crimes[0]?.id ?? '';
  expect(number).toMatch(/^\d{2}\/\d{2}\/\d{5}$/);
  await expect(item(page)).toContainText(number, { timeout: PATIENCE_MS });
  await expect(page.getByRole('status').filter({ hasText: `Crime number ${number}` })).toBeAttached();
  await expect(page.getByText('Number follows')).toHaveCount(0);
  expect(await page.evaluate(() => 'stillHere' in window)).toBe(true);
  await find(page, number, CRIME);
  await find(page, tasks[0]?.id ?? '', TASK);
});

test('the officer who is given the task fetches the photograph from HQ, and sees it', async () => {
  await story.demonstration.remove();
  await story.client.pageWith(/Paul Hargreaves’s work is locked/);
  const page = await story.client.signIn(HALLIWELL);
  await toPane(page, 'Crime');
  await page.getByRole('button', { name: /^Tasks/ }).click();
  await page.locator('li > button', { hasText: TASK }).click({ timeout: PATIENCE_MS });
  await item(page)
    .getByRole('button', { name: /^Open (the )?crime/ })
    .click();
  await item(page)
    .getByRole('button', { name: `Fetch ${PHOTOGRAPH.name} from HQ` })
    .click({ timeout: PATIENCE_MS });
  await seePhotograph(page);
});

test('the officer has the task, accepts it out of signal, and HQ has that once', async () => {
  const page = await story.client.page();
  await page.getByRole('button', { name: /^Tasks/ }).click();
  await page.locator('li > button', { hasText: TASK }).click({ timeout: PATIENCE_MS });
  await story.demonstration.force.stopHq();
  await offline(page);
  await item(page).getByRole('button', { name: 'Accept the task' }).click();
  await shows(page, 'Accepted');
  await shows(page, 'Not sent yet');
  await story.demonstration.force.startHq();
  await expect.poll(async () => (await atHq<Task>('task', TASK))[0]?.state, { timeout: PATIENCE_MS * 2 }).toBe('accepted');
  await expect(page.getByText('All sent')).toBeVisible({ timeout: PATIENCE_MS });
  await expect(item(page).getByText('Not sent yet')).toHaveCount(0);
  expect(await atHq('task', TASK)).toMatchObject([{ version: 2 }]);
});
