import { expect, type Page, test } from '@playwright/test';
import { toPane } from '../../build/tour.ts';
import { DEMO_PIN, DEMO_PUK } from '../../hq/demo/officers.ts';
import { enterPin, type Laptop, openLaptop, PATIENCE_MS, pinPage, STARTING_MS } from './laptop.ts';
import { picturesOf } from './support/pictures.ts';

/** The day of one laptop, told in order (docs/pooled-laptop.md): three officers, two shift changes, and what goes wrong with cards. */
test.describe.configure({ mode: 'serial' });

const [RAHMAN, HALLIWELL, CLARKE] = ['2418', '4127', '2377'] as const;
const DRAFT = 'Neighbour at 16 heard glass at about';
const OFFLINE_UPDATE = 'Rear gate secured by the occupier, keys handed over';
const NEW_PIN = '135791';
const picture = picturesOf('pooled-laptop');

let laptop: Laptop;
test.beforeAll(async () => {
  test.setTimeout(STARTING_MS);
  laptop = await openLaptop();
});
test.afterAll(async () => {
  await laptop?.close();
});

const pageWith = (text: string | RegExp): Promise<Page> => laptop.pageWith(text);
const openFirstLog = async (page: Page): Promise<void> => {
  await toPane(page, 'Storm');
  await page.locator('main li button').first().click({ timeout: PATIENCE_MS });
};
const updateBox = (page: Page) => page.getByRole('textbox', { name: /Add an update/ });

const linesAtHq = async (text: string): Promise<number> => {
  const rows =
    (await laptop.demonstration.force.hq?.database.query.selectFrom('item').select('body').where('kind', '=', 'incident').execute()) ?? [];
  return rows.flatMap(({ body }) => (body as { lines: readonly { text: string }[] }).lines).filter((line) => line.text === text).length;
};

test('early turn: PC Rahman signs in and begins to type', async () => {
  await picture(await pageWith('Put your warrant card in the reader'), '01-no-card');
  const page = await laptop.signIn(RAHMAN);
  await openFirstLog(page);
  await updateBox(page).fill(DRAFT);
  // A draft is kept at every pause in typing.
  await page.waitForTimeout(1500);
  await picture(page, '02-rahman-types');
});

test('her card is forgotten in the reader; a colleague takes it out, and her work locks', async () => {
  await laptop.demonstration.remove();
  const screen = await pageWith(/Aisha Rahman’s work is locked/);
  await expect(screen.getByText(DRAFT)).toHaveCount(0);
  await picture(screen, '03-forgotten-card');
});

test('shift change: PC Halliwell gets his own desk, and nothing of hers', async () => {
  const page = await laptop.signIn(HALLIWELL);
  await expect(page.getByText('PC Tom Halliwell').first()).toBeVisible();
  await openFirstLog(page);
  await expect(updateBox(page)).toHaveValue('');
  await expect(page.getByText(DRAFT)).toHaveCount(0);
  await picture(page, '04-halliwell-own-desk');
});

test('out of signal he writes on, and leaves with one update unsent', async () => {
  const page = await laptop.page();
  await laptop.demonstration.force.stopHq();
  await expect(page.getByText(/Offline since/).first()).toBeVisible({ timeout: PATIENCE_MS });
  await updateBox(page).fill(OFFLINE_UPDATE);
  await updateBox(page).press('Control+Enter');
  await expect(page.getByText(/1 unsent/).first()).toBeVisible({ timeout: PATIENCE_MS });
  await picture(page, '05-halliwell-offline');
  await laptop.demonstration.remove();
  const screen = await pageWith(/1 unsent item is sealed here/);
  await picture(screen, '06-unsent-sealed');
  await laptop.demonstration.force.startHq();
});

test('late turn: PC Clarke types a wrong PIN three times, and the card blocks', async () => {
  await laptop.demonstration.insert(CLARKE);
  for (const said of ['That PIN is not right', 'Last try', 'This card needs ICT to open it']) {
    await enterPin(await pinPage(laptop.page), '999999');
    const page = await pageWith(said);
    if (said === 'Last try') await picture(page, '07-last-try');
  }
  await picture(await laptop.page(), '08-blocked');
});

test('ICT gives her the unblocking code over the telephone: a new PIN opens her desk', async () => {
  const page = await laptop.page();
  await page.getByRole('button', { name: 'I have the unblocking code' }).click();
  await page.getByLabel('Unblocking code (PUK)').fill(DEMO_PUK);
  await page.getByLabel('New PIN', { exact: true }).fill(NEW_PIN);
  await page.getByLabel('New PIN again').fill(NEW_PIN);
  await picture(page, '09-unblocking');
  await page.getByRole('button', { name: 'Set the new PIN' }).click();
  await pageWith('Card unblocked, new PIN set');
  await enterPin(await pinPage(laptop.page), NEW_PIN);
  const open = await pageWith('PC Megan Clarke');
  await expect(open.getByRole('navigation', { name: 'Panes' })).toBeVisible({ timeout: PATIENCE_MS });
  await picture(open, '10-clarke-open');
  await open.keyboard.press('F2');
  await expect(open.getByText(/with the sealed work of 2 other officers/)).toBeVisible({ timeout: PATIENCE_MS });
  await picture(open, '11-this-laptop');
  await open.keyboard.press('Escape');
});

test('shift change: PC Rahman has a new card. Without signal the laptop says what it needs', async () => {
  await laptop.demonstration.remove();
  await pageWith(/Megan Clarke’s work is locked/);
  await laptop.demonstration.renewCard(RAHMAN);
  await laptop.demonstration.force.stopHq();
  await laptop.demonstration.insert(RAHMAN);
  await enterPin(await pinPage(laptop.page), DEMO_PIN);
  await picture(await pageWith('Your new card needs signal once on this laptop'), '12-new-card-offline');
});

test('with signal her new card takes over her work: the draft is where she left it', async () => {
  await laptop.demonstration.force.startHq();
  await enterPin(await pinPage(laptop.page), DEMO_PIN);
  const page = await pageWith('PC Aisha Rahman');
  await expect(updateBox(page)).toHaveValue(DRAFT, { timeout: PATIENCE_MS });
  await picture(page, '13-new-card-takes-over');
});

test('what PC Halliwell wrote without signal reaches HQ at his next sign-in, once', async () => {
  await laptop.demonstration.remove();
  await pageWith(/Aisha Rahman’s work is locked/);
  const page = await laptop.signIn(HALLIWELL);
  await expect.poll(() => linesAtHq(OFFLINE_UPDATE), { timeout: PATIENCE_MS }).toBe(1);
  await expect(page.getByText('All sent')).toBeVisible({ timeout: PATIENCE_MS });
  await picture(page, '14-all-sent');
});
