import { expect, test } from '@playwright/test';
import { toPane } from '../../build/tour.ts';
import { enterPin, type Laptop, openLaptop, PATIENCE_MS, STARTING_MS } from './laptop.ts';

/** One story, told in order on one laptop: what an officer meets on a first shift. */
test.describe.configure({ mode: 'serial' });

let laptop: Laptop;
test.beforeAll(async () => {
  test.setTimeout(STARTING_MS);
  laptop = await openLaptop();
});
test.afterAll(async () => {
  await laptop?.close();
});

/** What the colleague who signs in at the end is written to. */
const LETTER = 'Locker key';
const hasPostfix = process.getuid?.() === 0;

/** Text of all incident lines in HQ's own database. */
const linesAtHq = async (text: string): Promise<number> => {
  const hq = laptop.demonstration.force.hq;
  if (hq === undefined) throw new Error('HQ is stopped');
  const rows = await hq.database.query.selectFrom('item').select('body').where('kind', '=', 'incident').execute();
  return rows.flatMap(({ body }) => (body as { lines: readonly { text: string }[] }).lines).filter((line) => line.text === text).length;
};

test('the sign-in screen asks for a card', async () => {
  await expect((await laptop.page()).getByText('Put your warrant card in the reader')).toBeVisible({ timeout: PATIENCE_MS });
});

test('a wrong PIN says so, and how it stands with tries', async () => {
  await laptop.demonstration.insert('2418');
  const page = await laptop.page();
  await expect(page.getByRole('heading', { name: 'PC Aisha Rahman' })).toBeVisible({ timeout: PATIENCE_MS });
  await enterPin(page, '135790');
  await expect(page.getByText('That PIN is not right')).toBeVisible({ timeout: PATIENCE_MS });
  await expect(page.getByRole('alert')).toContainText('You are told before the last try');
  await enterPin(page, '135790');
  await expect(page.getByText('Last try')).toBeVisible({ timeout: PATIENCE_MS });
});

test('the right PIN opens Today', async () => {
  const page = await laptop.signIn('2418');
  await expect(page.getByText('PC Aisha Rahman').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /Open log/ })).toBeVisible({ timeout: PATIENCE_MS });
});

test('a message that exists only in Dovecot is read', async () => {
  const subject = `Only in the mailbox ${Date.now()}`;
  const message = [
    'From: Roster desk <roster@lancs.example>',
    'To: aisha.rahman@lancs.example',
    `Subject: ${subject}`,
    `Date: ${new Date().toUTCString()}`,
    `Message-ID: <${Date.now()}@lancs.example>`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Your locker key is at the front desk.',
    '',
  ].join('\r\n');
  await laptop.demonstration.force.mail.deliver('aisha.rahman@lancs.example', Buffer.from(message));
  const page = await laptop.page();
  await toPane(page, 'Mail');
  await page.getByText(subject).first().click({ timeout: PATIENCE_MS });
  await expect(page.getByText('Your locker key is at the front desk.').last()).toBeVisible({ timeout: PATIENCE_MS });
});

test('a message to a colleague is written, and goes', async () => {
  test.skip(!hasPostfix, 'Postfix needs root');
  const page = await laptop.page();
  await toPane(page, 'Mail');
  await page.getByRole('button', { name: 'New message' }).click({ timeout: PATIENCE_MS });
  await page.getByRole('combobox', { name: 'To', exact: true }).fill('4127');
  await page.getByRole('option', { name: /Halliwell/ }).click({ timeout: PATIENCE_MS });
  await page.getByLabel('About').fill(LETTER);
  await page.getByRole('radio', { name: 'OFFICIAL', exact: true }).check();
  await page.getByLabel('Message', { exact: true }).fill('The locker key is with you.');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'Send now' }).click({ timeout: PATIENCE_MS });
  await expect(page.getByText('All sent')).toBeVisible({ timeout: PATIENCE_MS });
});

test('an update typed in a Storm log is in the database of HQ', async () => {
  const page = await laptop.page();
  const text = `Doorbell footage kept by the owner at number 9, ${Date.now()}`;
  await addUpdate(text);
  await expect.poll(() => linesAtHq(text), { timeout: PATIENCE_MS }).toBe(1);
  await expect(page.getByText('All sent')).toBeVisible({ timeout: PATIENCE_MS });
});

test('with HQ stopped an update is accepted and marked unsent; with HQ back it is there once', async () => {
  const page = await laptop.page();
  await laptop.demonstration.force.stopHq();
  await expect(page.getByText(/Offline since/).first()).toBeVisible({ timeout: PATIENCE_MS });
  const text = `Area searched, no trace, ${Date.now()}`;
  await addUpdate(text);
  await expect(page.getByText(/1 unsent/).first()).toBeVisible({ timeout: PATIENCE_MS });
  await expect(page.getByText(/not sent yet/).first()).toBeVisible();
  await laptop.demonstration.force.startHq();
  await expect.poll(() => linesAtHq(text), { timeout: PATIENCE_MS * 2 }).toBe(1);
  await expect(page.getByText('All sent')).toBeVisible({ timeout: PATIENCE_MS });
  expect(await linesAtHq(text)).toBe(1);
});

test('the card removed locks, and the page with its content is gone', async () => {
  const page = await laptop.page();
  await expect(page.locator('main')).toContainText('Area searched');
  await laptop.demonstration.remove();
  const screen = await laptop.pageWith(/work is locked/);
  await expect(screen.getByRole('navigation', { name: 'Panes' })).toHaveCount(0);
  expect(await screen.content()).not.toContain('Area searched');
});

test("another officer's card opens that officer's own work, and none of the first's", async () => {
  const page = await laptop.signIn('4127');
  await expect(page.getByText('PC Tom Halliwell').first()).toBeVisible();
  await expect(page.getByText('Aisha Rahman, LD21')).toHaveCount(0);
  await toPane(page, 'Mail');
  await expect(page.locator('main li').first()).toBeVisible({ timeout: PATIENCE_MS });
  await expect(page.getByText(/Only in the mailbox/)).toHaveCount(0);
  if (hasPostfix) await expect(page.locator('main li', { hasText: `[OFFICIAL] ${LETTER}` })).toHaveCount(1, { timeout: PATIENCE_MS });
});

const addUpdate = async (text: string): Promise<void> => {
  const page = await laptop.page();
  await toPane(page, 'Storm');
  await page.locator('main li button').first().click({ timeout: PATIENCE_MS });
  const field = page.getByRole('textbox', { name: /Add an update/ });
  await field.fill(text);
  await field.press('Control+Enter');
  await expect(page.locator('main').getByText(text).first()).toBeVisible({ timeout: PATIENCE_MS });
};
