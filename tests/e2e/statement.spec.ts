import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { ExhibitRecord } from '../../contracts/domain/exhibit.ts';
import type { StatementRecord } from '../../contracts/domain/statement-record.ts';
import { DEMO_PIN } from '../../hq/demo/officers.ts';
import { SECRETS } from '../photograph.ts';
import { tool } from '../pki/pades/document.ts';
import { next, WORDS, writeInk } from '../renderer/harness/statement-scenes.ts';
import { enterPin, type Laptop, openLaptop, PATIENCE_MS, pinPage, STARTING_MS } from './laptop.ts';
import { bytesAtHq, itemsAtHq } from './support/items-at-hq.ts';
import { picturesOf } from './support/pictures.ts';
import { beginExhibit, beginStatement, item, openBurglary, readToWitness, signAsWitness, signing } from './support/statement.ts';

/** One story, told in order on one laptop: a burglary's statement is taken in a kitchen without signal, read back, signed by the witness and the officer's card, and time-stamped once the signal is back. */
test.describe.configure({ mode: 'serial' });

let laptop: Laptop;
test.beforeAll(async () => {
  test.setTimeout(STARTING_MS);
  laptop = await openLaptop();
});
test.afterAll(() => laptop?.close());

const picture = picturesOf('statement');

test('without signal, a statement is begun on a burglary, which answers who and where', async () => {
  const page = await laptop.signIn('2418');
  await openBurglary(page);
  await laptop.demonstration.force.stopHq();
  await expect(page.getByText(/Offline since/).first()).toBeVisible({ timeout: PATIENCE_MS });
  await beginStatement(page);
  await expect(page.getByLabel('Surname')).not.toHaveValue('');
  await expect(page.getByLabel('Where it is taken')).not.toHaveValue('');
  await page.getByLabel('Occupation').fill('Retired joiner');
  await picture(page, '01-witness');
});

test('it is written on the form, and its back is apart', async () => {
  const page = await laptop.page();
  await next(page, 'Statement');
  await page.getByRole('textbox', { name: 'What the witness says' }).fill(WORDS);
  await page.getByRole('checkbox', { name: 'Amount of time' }).check();
  await page.getByRole('button', { name: 'Court', exact: true }).click();
  await picture(page, '02-write');
  await next(page, 'Back of the form');
  await page.getByLabel('Telephone').fill('07700 900123');
  await picture(page, '03-back');
});

test('it is read back, and what the witness wants changed is a correction', async () => {
  const page = await laptop.page();
  await next(page, 'Read it back');
  await readToWitness(page);
  await picture(page, '04-read-back');
  await page.getByRole('button', { name: 'Change a page' }).click();
  await page
    .getByRole('textbox', { name: 'What the witness says' })
    .fill(`${WORDS.replace('31 years', '32 years')}\n\nI am willing to attend court and give evidence.`);
  await next(page, 'Back of the form');
  await next(page, 'Read it back');
  await next(page, 'The witness agrees, sign');
  await expect(page.getByText('1 correction to initial').first()).toBeVisible();
});

test('the witness sees nothing but the statement; the lock gives it back to the officer, with what was written', async () => {
  const page = await laptop.page();
  await next(page, 'Turn it to the witness');
  await expect(signing(page).getByRole('heading', { name: 'You had paragraph 1 changed: your initials' })).toBeVisible();
  await writeInk(page);
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(signing(page)).toBeVisible();
  await laptop.lock();
  await enterPin(await pinPage(laptop.page), DEMO_PIN);
  const again = await laptop.pageWith('1 correction to initial');
  await next(again, 'Turn it to the witness');
  await signAsWitness(again);
  await picture(again, '05-witness-signs');
  await next(again, 'Done, give it back to the officer');
});

test('one PIN seals it, and the seal is checked here; the time stamp is still to come', async () => {
  const page = await laptop.page();
  await page.getByLabel('PIN of your card').fill('111111');
  await next(page, 'Sign and seal');
  await expect(signing(page).getByRole('alert')).toBeVisible({ timeout: PATIENCE_MS });
  await page.getByLabel('PIN of your card').fill(DEMO_PIN);
  await picture(page, '06-officer-signs');
  await next(page, 'Sign and seal');
  await expect(item(page).getByText('Not changed since.')).toBeVisible({ timeout: PATIENCE_MS });
  await expect(item(page).getByRole('heading', { name: 'Time stamp pending' })).toBeVisible();
  await picture(page, '07-sealed');
  await item(page)
    .getByRole('button', { name: /^Open .*\.pdf$/ })
    .click();
  const pdf = page.getByRole('dialog', { name: /\.pdf$/ });
  await expect(
    pdf
      .getByRole('article', { name: /^Page 1 of/ })
      .getByText('Witness statement', { exact: false })
      .first(),
  ).toBeAttached({
    timeout: PATIENCE_MS,
  });
  await expect(pdf.getByText('This page is on its way.')).toHaveCount(0, { timeout: PATIENCE_MS });
  await page.keyboard.press('Escape');
});

test('with signal it has its number and HQ’s time, and public tools verify both files', async () => {
  const page = await laptop.page();
  await laptop.demonstration.force.startHq();
  await expect(item(page).getByText(/^Time-stamped by HQ/)).toBeVisible({ timeout: PATIENCE_MS * 3 });
  await expect(item(page).getByText(/^ST-/).first()).toBeVisible();
  await picture(page, '08-stamped');
  await page.getByRole('button', { name: 'Open the crime' }).click();
  await expect(page.getByRole('region', { name: 'Statements' }).getByText(/^ST-/)).toBeVisible({ timeout: PATIENCE_MS });

  const [record] = await itemsAtHq<StatementRecord>(laptop.demonstration, 'statement');
  if (record === undefined) throw new Error('no statement at HQ');
  const [pdf, signed] = [
    await bytesAtHq(laptop.demonstration, record.document.hash),
    await bytesAtHq(laptop.demonstration, record.signed.hash),
  ];
  expect(tool('pdfsig', pdf, '-nocert').text).toContain('Signature is Valid');
  expect(tool('qpdf', pdf, '--check').status).toBe(0);
  const folder = mkdtempSync(join(tmpdir(), 'mo-statement-'));
  try {
    writeFileSync(join(folder, 's.p7m'), signed);
    const args = ['cms', '-verify', '-binary', '-inform', 'DER', '-noverify', '-in', 's.p7m', '-out', 's.json'];
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
    expect(readFileSync(join(folder, 's.json'), 'utf8')).toContain('32 years');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a photograph is an exhibit of the crime: the original as the camera wrote it, a copy without place to be seen, its continuity', async () => {
  const page = await laptop.page();
  const original = await beginExhibit(page, 'Rear door, lock snapped');
  await picture(page, '09-exhibit-new');
  await page.keyboard.press('Control+Enter');
  await expect(item(page).getByRole('img', { name: /^Picture of exhibit AR/ })).toBeVisible({ timeout: PATIENCE_MS });
  await expect(item(page).getByText(/^EX-/).first()).toBeVisible({ timeout: PATIENCE_MS });
  await page.getByRole('button', { name: 'Record what happened to it' }).click();
  await page.getByRole('radio', { name: 'Stored' }).check();
  await page.getByLabel('Who has it from now on').fill('Property store');
  await page.getByLabel('Where', { exact: true }).fill('Leyland, bay 4');
  await page.keyboard.press('Control+Enter');
  await expect(item(page).getByRole('heading', { name: 'Continuity, 2 entries' })).toBeVisible({ timeout: PATIENCE_MS });
  await picture(page, '10-exhibit');

  const exhibits = () => itemsAtHq<ExhibitRecord>(laptop.demonstration, 'exhibit');
  await expect.poll(async () => (await exhibits()).at(-1)?.continuity.length, { timeout: PATIENCE_MS }).toBe(2);
  const record = (await exhibits()).at(-1);
  expect((await bytesAtHq(laptop.demonstration, record?.original?.hash ?? '')).equals(original)).toBe(true);
  const shown = await bytesAtHq(laptop.demonstration, record?.view?.hash ?? '');
  expect(SECRETS.filter((secret) => shown.includes(secret))).toEqual([]);
});
