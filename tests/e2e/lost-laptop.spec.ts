import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type Demonstration, startDemonstration } from '../../build/demonstration/demonstration.ts';
import type { DemoLaptop } from '../../build/demonstration/laptop.ts';
import { toPane } from '../../build/tour.ts';
import { DEMO_ICT_LAPTOP, DEMO_LAPTOP } from '../../hq/demo/officers.ts';
import { type Client, openClient, PATIENCE_MS, STARTING_MS } from './laptop.ts';
import { searchDisk } from './support/disk.ts';
import { countersign, enrolmentCode, openDevice, signOrder, typeCode, writeOrder } from './support/fleet.ts';
import { picturesOf } from './support/pictures.ts';

/** A laptop is left on a wall in Leyland (docs/lost-laptop.md): two windows, ICT's and the officer's, told in order. */
test.describe.configure({ mode: 'serial' });

const [RAHMAN, HALLIWELL, NAIR, PRITCHARD] = ['2418', '4127', '6021', '6034'] as const;
const LOST = 'LAP-0420';
const POOL = 'Leyland, South Ribble';
const RETURN_TO = 'ICT, Hutton, extension 4400';
const UPDATE = 'Left with the neighbour, will call back at eight';
const picture = picturesOf('lost-laptop');

let folder: string;
let demonstration: Demonstration;
let ict: Client;
let lost: DemoLaptop;
let finder: Client;

test.beforeAll(async () => {
  test.setTimeout(STARTING_MS);
  folder = mkdtempSync(join(tmpdir(), 'mo-lost-'));
  demonstration = await startDemonstration({ folder });
  ictLaptop = await demonstration.addLaptop(DEMO_ICT_LAPTOP, { pool: 'ICT, Hutton' });
  lost = await demonstration.addLaptop(LOST, { fresh: true });
  ict = await openClient(ictLaptop);
  finder = await openClient(lost);
});
test.afterAll(async () => {
  await finder?.close();
  await ict?.close();
  await demonstration?.close();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});
let ictLaptop: DemoLaptop;

/** The ICT officer in ICT's window; a change of officer is a change of cards. */
const asIct = async (collarNumber: string): Promise<Page> => {
  const page = await ict.signIn(collarNumber);
  await toPane(page, 'Fleet');
  return page;
};

const wipeOf = (name: string) => ({
  Why: `${name} was left on a wall in Leyland`,
  'Whom to return the laptop to': RETURN_TO,
  [`Type ${name} to be sure`]: name,
});
const SIGN_WIPE = 'Sign and give the wipe';

test('a fresh laptop becomes known with the one-time code that ICT makes', async () => {
  const page = await asIct(NAIR);
  const code = await enrolmentCode(page, LOST, POOL);
  await picture(page, '01-one-time-code');
  const fresh = await finder.pageWith('Make this laptop known to HQ');
  await typeCode(fresh, LOST, code);
  await picture(await finder.pageWith('Put your warrant card in the reader'), '02-known');
});

test('an officer works on it', async () => {
  lostOpen = await openLost();
  await picture(lostOpen, '03-rahman-works');
});
let lostOpen: Page;

const openLost = async (): Promise<Page> => {
  await lost.insert(RAHMAN);
  const page = await finder.signIn(RAHMAN);
  await toPane(page, 'Storm');
  await page.locator('main li button').first().click({ timeout: PATIENCE_MS });
  const box = page.getByRole('textbox', { name: /Add an update/ });
  await box.fill(UPDATE);
  await box.press('Control+Enter');
  await expect(page.getByText('All sent')).toBeVisible({ timeout: PATIENCE_MS });
  return page;
};

test('ICT says something to it, locks it and unlocks it', async () => {
  const page = await ict.page();
  await openDevice(page, LOST);
  await writeOrder(page, 'Message', { Why: 'Asked for', 'What the screen says': 'Please bring this laptop back to Leyland' });
  await signOrder(page, 'Sign and give: message');
  await picture(await finder.pageWith('Please bring this laptop back to Leyland'), '04-message');
  await openDevice(page, LOST);
  await writeOrder(page, 'Lock', { Why: 'Nobody knows where it is' });
  await signOrder(page, 'Sign and give: lock');
  await picture(await finder.pageWith('ICT has locked this laptop'), '05-locked-by-ict');
  await expect(page.getByText(/The laptop signed for it at/).first()).toBeVisible({ timeout: PATIENCE_MS });
  await openDevice(page, LOST);
  await writeOrder(page, 'Unlock', { Why: 'It was found' });
  await signOrder(page, 'Sign and give: unlock');
  await finder.pageWith('Your PIN');
});

test('a wipe with one signature waits for the second, and can be taken back', async () => {
  await lost.remove();
  const page = await ict.page();
  await openDevice(page, LOST);
  await writeOrder(page, 'Wipe', wipeOf(LOST));
  await picture(page, '06-wipe-form');
  await signOrder(page, SIGN_WIPE);
  await expect(page.getByText('Not given yet')).toBeVisible({ timeout: PATIENCE_MS });
  await picture(page, '07-needs-second-signature');
  await page.getByRole('button', { name: 'Take the order back' }).click();
  await page.getByRole('button', { name: 'Take it back now' }).click();
  await expect(page.getByText('It was taken back before the laptop had it.')).toBeVisible({ timeout: PATIENCE_MS });
  expect(keyFiles(lost)).toBeGreaterThan(0);
});

test('with the second signature the laptop is wiped while nobody is signed in to it', async () => {
  const first = await ict.page();
  await openDevice(first, LOST);
  await writeOrder(first, 'Wipe', wipeOf(LOST));
  await signOrder(first, SIGN_WIPE);
  await expect(first.getByText('Not given yet')).toBeVisible({ timeout: PATIENCE_MS });
  const second = await asIct(PRITCHARD);
  await countersign(second, LOST);
  await picture(second, '08-second-signature');
  await signOrder(second, 'Sign as the second');
  const wiped = await finder.pageWith('This laptop is wiped');
  await expect(wiped.getByText(RETURN_TO)).toBeVisible();
  await expect(wiped.getByText('The proof is at HQ')).toBeVisible({ timeout: PATIENCE_MS });
  await picture(wiped, '09-wiped');
});

test('nothing of the force is left on its disk', () => {
  expect(keyFiles(lost)).toBe(0);
  expect(globSync('**/store.db*', { cwd: lost.dataFolder })).toEqual([]);
  expect(searchDisk(lost.dataFolder, [UPDATE, 'Aisha Rahman', 'LC002418']).findings).toEqual([]);
});

test('ICT sees that it is proven, and saves a receipt that OpenSSL accepts', async () => {
  const page = await ict.page();
  await openDevice(page, LOST);
  await expect(page.getByText(/The laptop signed for it at/).first()).toBeVisible({ timeout: PATIENCE_MS });
  await picture(page, '10-proven');
  await page.getByRole('button', { name: 'Show receipts' }).click();
  await page.getByRole('button', { name: 'Save the receipt' }).first().click();
  const saved = page.getByText('Saved, with').locator('b');
  await expect(saved).toBeVisible({ timeout: PATIENCE_MS });
  await picture(page, '11-receipt');
  const file = (await saved.textContent()) ?? '';
  expect(existsSync(file)).toBe(true);
  const verified = spawnSync(
    'openssl',
    ['cms', '-verify', '-inform', 'DER', '-in', file, '-CAfile', file.replace(/p7m$/, 'pem'), '-purpose', 'any'],
    { encoding: 'utf8' },
  );
  for (const left of [file, file.replace(/p7m$/, 'pem')]) rmSync(left, { force: true });
  expect(verified.stderr).toContain('successful');
  expect(verified.stdout).toContain(LOST);
});

test('a laptop that is off is wiped when it is next switched on; until then nothing is proven', async () => {
  const off = await openClient(demonstration);
  await off.signIn(HALLIWELL);
  await off.close();
  const page = await ict.page();
  await openDevice(page, DEMO_LAPTOP);
  await writeOrder(page, 'Wipe', wipeOf(DEMO_LAPTOP));
  await signOrder(page, SIGN_WIPE);
  // The card that signs must stay in until HQ has the order.
  await expect(page.getByText('Not given yet')).toBeVisible({ timeout: PATIENCE_MS });
  const second = await asIct(NAIR);
  await countersign(second, DEMO_LAPTOP);
  await signOrder(second, 'Sign as the second');
  await expect(second.getByText('Signed. It waits for the laptop now.')).toBeVisible({ timeout: PATIENCE_MS });
  await openDevice(second, DEMO_LAPTOP);
  await expect(second.getByText('Not wiped yet').first()).toBeVisible({ timeout: PATIENCE_MS });
  await picture(second, '12-not-wiped-yet');
  const on = await openClient(demonstration);
  await on.pageWith('This laptop is wiped');
  await expect(second.getByText(/The laptop signed for it at/).first()).toBeVisible({ timeout: PATIENCE_MS });
  await on.close();
});

test('the wiped laptop comes back into use with a new code, and is cut off in the middle of its work', async () => {
  const page = await ict.page();
  const code = await enrolmentCode(page, LOST, POOL);
  await finder.close();
  lost.setUp();
  finder = await openClient(lost);
  await (await finder.pageWith('This laptop is wiped')).getByRole('button', { name: 'For ICT: set it up again' }).click();
  await typeCode(await finder.pageWith('Make this laptop known to HQ'), LOST, code);
  await finder.pageWith('Put your warrant card in the reader');
  // The first sign-in on a laptop brings everything: it is cut off while that comes in.
  await finder.signIn(RAHMAN);
  await openDevice(page, LOST);
  await writeOrder(page, 'Cut off', { Why: 'Stolen from the car' });
  await signOrder(page, 'Sign and give: cut off');
  await expect(page.getByText('HQ ended its certificates.').first()).toBeVisible({ timeout: PATIENCE_MS });
  const screen = await finder.pageWith('HQ does not know this laptop');
  await expect(screen.getByRole('navigation', { name: 'Panes' })).toHaveCount(0);
  await picture(screen, '13-cut-off');
});

const keyFiles = ({ dataFolder }: DemoLaptop): number =>
  globSync('**/{key.p7m,lease.sealed,key.sealed,names.sealed}', { cwd: dataFolder }).length;
