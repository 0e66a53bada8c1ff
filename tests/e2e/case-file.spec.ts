import { expect, type Page, test } from '@playwright/test';
import { toPane } from '../../build/tour.ts';
import type { HandOver } from '../../contracts/domain/case-file.ts';
import { readManifest } from '../../contracts/domain/case-manifest.ts';
import { DEMO_PIN } from '../../hq/demo/officers.ts';
import { filesOf, publicFaults } from '../main/systems/case-files/public-tools.ts';
import { takeOut } from '../renderer/harness/case-file-scenes.ts';
import { type Laptop, openLaptop, PATIENCE_MS, STARTING_MS } from './laptop.ts';
import { bytesAtHq, itemsAtHq } from './support/items-at-hq.ts';
import { picturesOf } from './support/pictures.ts';
import { beginExhibit, item, openBurglary, takeStatement } from './support/statement.ts';

/** One story, told in order on one laptop (docs/case-file.md): a burglary's file from its first statement to HQ's receipt. */
test.describe.configure({ mode: 'serial' });

const [RAHMAN, HARGREAVES] = ['2418', '1140'] as const;
const REDACTED = '31 years';
let laptop: Laptop;
/** The burglary's number. */
let crime = '';
test.beforeAll(async () => {
  test.setTimeout(STARTING_MS);
  laptop = await openLaptop();
});
test.afterAll(() => laptop?.close());

const picture = picturesOf('case-file');
const everything = (page: Page) => page.getByRole('region', { name: 'Everything in the file' });
const back = (page: Page): Promise<void> => page.getByRole('button', { name: 'Back to the file' }).click();
const ready = (page: Page, met: number): Promise<void> =>
  expect(page.getByRole('heading', { name: `${met} of 9 ready` })).toBeVisible({ timeout: PATIENCE_MS });

test('a statement is signed and an exhibit taken, and both are in the file that is begun', async () => {
  test.setTimeout(STARTING_MS);
  const page = await laptop.signIn(RAHMAN);
  await openBurglary(page);
  await takeStatement(page);
  await page.getByRole('button', { name: 'Open the crime' }).click();
  await beginExhibit(page, 'Rear door, lock snapped');
  await page.keyboard.press('Control+Enter');
  await expect(item(page).getByText(/^EX-/).first()).toBeVisible({ timeout: PATIENCE_MS * 2 });
  await page.getByRole('button', { name: 'Open the crime' }).click();
  await page.getByRole('button', { name: 'Begin the case file' }).click({ timeout: PATIENCE_MS });
  await expect(page.getByText(/^CF-/).first()).toBeVisible({ timeout: PATIENCE_MS });
  const exhibits = everything(page).getByRole('region', { name: 'Exhibits' });
  await expect(exhibits.getByText(/Produced by PC 2418 Aisha Rahman\. With PC 2418 Aisha Rahman/)).toBeVisible();
  crime = /04\/\d\d\/\d{5}/.exec((await page.locator('main').textContent()) ?? '')?.[0] ?? '';
  expect(crime).not.toBe('');
  await picture(page, '01-begun');
  // The statement as HQ stamped it is another file than the laptop's own.
  const fetch = page.getByRole('button', { name: 'Fetch 1 file from HQ' });
  await fetch.click();
  await expect(fetch).toHaveCount(0, { timeout: PATIENCE_MS });
});

test('the summary is written, the log decided, and words taken out of the statement', async () => {
  const page = await laptop.page();
  await page.getByLabel(/^What happened, for form MG5/).fill('A man forced the rear door and was seen to leave.');
  await page.keyboard.press('Control+Enter');
  await everything(page).getByRole('region', { name: 'Log', exact: true }).getByRole('button').click();
  const unused = page.getByRole('radio', { name: /^Unused(?!, sensitive)/ });
  await unused.click();
  await expect(unused).toBeChecked({ timeout: PATIENCE_MS });
  await back(page);
  await everything(page).getByRole('button', { name: /^ST-/ }).click();
  await takeOut(page, REDACTED);
  await picture(page, '02-redacted');
  await back(page);
  await ready(page, 8);
  await expect(page.getByText(/All sent/).first()).toBeVisible({ timeout: PATIENCE_MS });
});

test('a sergeant, who is not the officer in the case, approves it as it stands', async () => {
  await laptop.demonstration.remove();
  const page = await laptop.signIn(HARGREAVES);
  await toPane(page, 'Crime');
  // It is not the sergeant's own.
  await page.getByRole('button', { name: /^Area \d/ }).click({ timeout: PATIENCE_MS });
  await page.getByRole('searchbox', { name: 'Place, words or number' }).fill(crime);
  await page.locator('li > button', { hasText: crime }).click({ timeout: PATIENCE_MS });
  await page.getByRole('button', { name: 'Open the case file' }).click({ timeout: PATIENCE_MS });
  await expect(page.getByRole('heading', { name: /^Case file: / })).toBeVisible({ timeout: PATIENCE_MS });
  await ready(page, 8);
  await expect(page.getByRole('button', { name: /^ST-.*Evidence, redacted copy/ })).toBeVisible();
  await page.getByRole('radio', { name: /^Approve it as it stands/ }).check();
  await picture(page, '04-check');
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  await ready(page, 9);
  await expect(page.getByText(/All sent/).first()).toBeVisible({ timeout: PATIENCE_MS });
});

test('one PIN hands it over, and HQ’s receipt stands with the bundle', async () => {
  await laptop.demonstration.remove();
  // Her page is the one that she left.
  const page = await laptop.signIn(RAHMAN);
  await ready(page, 9);
  await page.getByRole('button', { name: 'Hand over to prosecution' }).click();
  await picture(page, '05-hand-over');
  await page.getByLabel('PIN of your card').fill(DEMO_PIN);
  await page.getByRole('button', { name: 'Sign and hand over' }).click();
  await expect(page.getByText(/^Receipt HO-/)).toBeVisible({ timeout: PATIENCE_MS * 2 });
  await page.getByText(/^Receipt HO-/).scrollIntoViewIfNeeded();
  await picture(page, '06-receipt');
});

test('public tools verify the bundle that HQ has: the redacted copy and the original photograph are in it, the words are not', async () => {
  const { demonstration } = laptop;
  const [given] = await itemsAtHq<HandOver>(demonstration, 'handOver');
  if (given === undefined) throw new Error('no hand-over at HQ');
  const zip = await bytesAtHq(demonstration, given.bundle.hash);
  expect(publicFaults(zip, demonstration.force.pki.root.certificate)).toEqual([]);
  const files = filesOf(zip);
  const kinds = readManifest(files.get('manifest.json')?.toString() ?? '')?.files.map(
    ({ of: { kind }, made }) => `${kind} ${made ?? 'as it is'}`,
  );
  expect(kinds).toEqual([...Array.from({ length: 5 }, () => 'form form'), 'statement redacted', 'exhibit as it is']);
  expect(zip.includes(REDACTED)).toBe(false);
});
