import { expect, type Page, test } from '@playwright/test';
import { DEMO_PIN } from '../../hq/demo/officers.ts';
import { type Laptop, openLaptop, PATIENCE_MS, pinPage, STARTING_MS } from './laptop.ts';

/** One shift without a mouse, told in order: every step is a key, and what a step needs has the focus or is reached by one. */
test.describe.configure({ mode: 'serial' });

let laptop: Laptop;
test.beforeAll(async () => {
  test.setTimeout(STARTING_MS);
  laptop = await openLaptop();
});
test.afterAll(() => laptop?.close());

const COLLAR = '2418';
/** What has the focus, by its label, its name or its words. */
const held = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (at === null || at === document.body) return '';
    const label = at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement ? at.labels?.[0]?.textContent : undefined;
    return at.getAttribute('aria-label') ?? label ?? at.textContent ?? '';
  });
/** Presses a key until the focus is there, as somebody would who looks at the screen. */
const keyTo = async (page: Page, key: string, there: string | RegExp): Promise<void> => {
  const isThere = async (): Promise<boolean> => {
    const now = await held(page);
    return typeof there === 'string' ? now === there : there.test(now);
  };
  for (let presses = 0; presses < 60; presses += 1) {
    if (await isThere()) return;
    await page.keyboard.press(key);
  }
  throw new Error(`no ${there} by ${key}: ${await held(page)}`);
};
const inRow = (page: Page, text: string | RegExp) => expect.poll(() => held(page), { timeout: PATIENCE_MS }).toMatch(text);
const signIn = async (): Promise<Page> => {
  const page = await pinPage(laptop.page);
  // Not whether the page itself is active: a window without a screen never is.
  await expect
    .poll(() => page.getByLabel('Your PIN').evaluate((box) => box === document.activeElement), { timeout: PATIENCE_MS })
    .toBe(true);
  await page.keyboard.type(DEMO_PIN);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Panes' })).toBeVisible({ timeout: PATIENCE_MS });
  return page;
};
const lines = (page: Page) => page.getByRole('region', { name: 'Log lines' });

test('the PIN is typed at once, and the work is open with the focus in it', async () => {
  await laptop.demonstration.insert(COLLAR);
  const page = await signIn();
  await inRow(page, /./);
});

test('a mail is read and answered', async () => {
  const page = await laptop.page();
  await page.keyboard.press('Control+2');
  await expect(page.locator('main li > button').first()).toBeVisible({ timeout: PATIENCE_MS });
  await page.keyboard.press('Control+2');
  await inRow(page, /./);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Reply', exact: true })).toBeVisible({ timeout: PATIENCE_MS });
  await page.keyboard.press('r');
  await expect(page.getByLabel('Message', { exact: true })).toBeFocused({ timeout: PATIENCE_MS });
  await page.keyboard.type('Seen, thank you. On it tonight.');
  await keyTo(page, 'Tab', /^OFFICIAL/);
  await page.keyboard.press('Space');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('form')).toHaveCount(0, { timeout: PATIENCE_MS });
  await inRow(page, /./);
});

let job = '';
test('a job is opened from its banner, acknowledged, and the unit put on it', async () => {
  const page = await laptop.page();
  const { id } = await laptop.demonstration.force.giveJob(1, COLLAR);
  job = id.slice(-4);
  await expect(page.getByRole('region', { name: /^New jobs and alerts/ }).getByRole('group')).toContainText('Job for LD21', {
    timeout: PATIENCE_MS,
  });
  await page.keyboard.press('Control+j');
  await expect(page.getByRole('heading', { name: 'Officer assaulted, assistance needed' })).toBeVisible({ timeout: PATIENCE_MS });
  await inRow(page, new RegExp(job));
  await page.keyboard.press('Alt+a');
  await expect(lines(page).getByText('LD21: acknowledged')).toBeVisible({ timeout: PATIENCE_MS });
  await page.keyboard.press('Alt+6');
  await expect(lines(page).getByText('LD21: 6 At scene, attached')).toBeVisible({ timeout: PATIENCE_MS });
});

test('it is written in, regraded and resulted, and the focus is never lost', async () => {
  const page = await laptop.page();
  await page.keyboard.press('Alt+w');
  await expect(page.getByRole('textbox', { name: /Add an update/ })).toBeFocused();
  await page.keyboard.type('Male detained, bottle seized');
  await page.keyboard.press('Control+Enter');
  await expect(lines(page).getByText('Male detained, bottle seized')).toBeVisible();
  await page.keyboard.press('Alt+g');
  await expect(page.getByRole('radio', { name: /Priority/ })).toBeFocused({ timeout: PATIENCE_MS });
  await page.keyboard.press('Space');
  await keyTo(page, 'Tab', 'Suspect has left');
  await page.keyboard.press('Space');
  await page.keyboard.press('Control+Enter');
  await expect(lines(page).getByText('From 1 to 2: Suspect has left.')).toBeVisible({ timeout: PATIENCE_MS });
  await expect(page.getByRole('textbox', { name: /Add an update/ })).toBeFocused();
  await page.keyboard.press('Alt+r');
  await expect(page.getByRole('combobox', { name: 'Closing code' })).toBeFocused({ timeout: PATIENCE_MS });
  await page.keyboard.type('assault');
  await page.keyboard.press('Enter');
  await keyTo(page, 'Tab', 'What happened, and what was done');
  await page.keyboard.type('One arrest');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('This log is closed')).toBeVisible({ timeout: PATIENCE_MS });
  await inRow(page, /./);
  await expect(page.getByText('All sent')).toBeVisible({ timeout: PATIENCE_MS });
});

test('it is locked by a key, and the PIN opens it where it was', async () => {
  await laptop.lock();
  // The card is still in the reader: its PIN is asked for at once.
  await laptop.pageWith('Your PIN');
  const after = await signIn();
  await expect(after.getByText('This log is closed')).toBeVisible({ timeout: PATIENCE_MS });
});

test('the card is pulled in the middle of a word: the form of the new log is open again, with what was typed', async () => {
  const page = await laptop.page();
  await page.keyboard.press('Control+n');
  await expect(page.getByRole('combobox', { name: 'What kind of job' })).toBeFocused({ timeout: PATIENCE_MS });
  await page.keyboard.press('Alt+w');
  await expect(page.getByLabel('What is happening')).toBeFocused();
  await page.keyboard.type('Rear door forced, somebody in the ga');
  await laptop.demonstration.remove();
  await laptop.pageWith(/work is locked/);
  await laptop.demonstration.insert(COLLAR);
  const after = await signIn();
  // What is typed while main still writes the letter before may be lost: a hand is slower than that, a test on a busy machine is not.
  await expect(after.getByLabel('What is happening')).toHaveValue(/^Rear door forced, somebody in th/, { timeout: PATIENCE_MS });
  await expect(after.getByText('You began this before')).toBeVisible();
});
