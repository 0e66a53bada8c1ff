import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { toPane } from '../../build/tour.ts';
import { DEMO_PIN, DEMO_POOL } from '../../hq/demo/officers.ts';
import { people } from '../../renderer/strings/en/people.ts';
import { type Laptop, openLaptop, PATIENCE_MS, STARTING_MS } from './laptop.ts';
import { searchDisk } from './support/disk.ts';

/** One session in which everything is looked at, then a search of the laptop's whole disk for what stood on the screen. */
test.describe.configure({ mode: 'serial' });

let laptop: Laptop;
/** What the window showed, by what it is. */
const shown = new Map<string, string>();
const SUBJECT = 'Witness at 23 Towngate saw the blue Transit';
const BODY = 'The witness wants to speak to Aisha only, after six, by telephone.';
const TYPED = 'Informant asks that her sister is not told where she sleeps tonight';
const DRAFT = 'Neighbour says the back gate was lifted off its hinges before noon';

test.beforeAll(async () => {
  test.setTimeout(STARTING_MS);
  laptop = await openLaptop();
});
test.afterAll(async () => {
  await laptop?.close();
});

/** Less than this is found by chance, or in the program itself. */
const SHORTEST = 6;
const keep = (what: string, text: string | null | undefined): void => {
  const clean = text?.trim() ?? '';
  expect(clean.length, what).toBeGreaterThanOrEqual(SHORTEST);
  shown.set(what, clean);
};
/** Keeps the text of what is seen first there; with `like`, the part of it that looks so. */
const keepShown = async (what: string, where: Locator, like?: RegExp): Promise<void> => {
  const first = where.filter({ visible: true }).first();
  await expect(first, what).toBeVisible({ timeout: PATIENCE_MS });
  const text = await first.textContent();
  keep(what, like === undefined ? text : like.exec(text ?? '')?.[0]);
};
const keepMatch = (what: string, page: Page, like: RegExp): Promise<void> => keepShown(what, page.locator('main').getByText(like), like);
/** Turns the roster's weeks, as far as it is published, to the one in which this stands. */
const weekWith = async (page: Page, like: RegExp): Promise<Locator> => {
  const duty = page.locator('main').getByText(like);
  for (let week = 0; week < 4; week += 1) {
    await expect(page.locator('main ol > li').first()).toBeVisible({ timeout: PATIENCE_MS });
    if (await duty.first().isVisible()) break;
    await page.getByRole('button', { name: people.after.week }).click();
  }
  return duty;
};
const openFirst = async (page: Page): Promise<void> => {
  await page.locator('main li button').first().click({ timeout: PATIENCE_MS });
};
const foundOnDisk = () => searchDisk(laptop.demonstration.dataFolder, [...shown.values()]);
const expectNothing = (): void => {
  const { findings, files, bytes } = foundOnDisk();
  expect(findings).toEqual([]);
  // It was this officer's disk that was searched, and not an empty folder.
  expect(files.some((file) => /^officers\/[^/]+\/store\.db$/.test(file))).toBe(true);
  expect(files.some((file) => file.startsWith('logs/'))).toBe(true);
  expect(bytes).toBeGreaterThan(100_000);
};

test('the search finds what does stand there, in both writings', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mo-search-'));
  try {
    mkdirSync(join(folder, 'deep', 'Aisha Rahman'), { recursive: true });
    writeFileSync(join(folder, 'deep', 'wide'), Buffer.concat([Buffer.alloc(100_001, 'x'), Buffer.from(SUBJECT, 'utf16le')]));
    writeFileSync(join(folder, 'deep', 'Aisha Rahman', 'empty'), '');
    expect(searchDisk(folder, [SUBJECT, 'Aisha Rahman', TYPED]).findings.toSorted((a, b) => a.file.localeCompare(b.file))).toEqual([
      { text: 'Aisha Rahman', file: 'deep/Aisha Rahman/empty', as: 'utf8' },
      { text: SUBJECT, file: 'deep/wide', as: 'utf16le' },
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const { findings } = searchDisk(laptop.demonstration.dataFolder, [DEMO_POOL]);
  expect(findings).toContainEqual({ text: DEMO_POOL, file: 'client.json', as: 'utf8' });
});

test('every pane is shown', async () => {
  const { mail } = laptop.demonstration.force;
  const head = ['From: Janet Whitworth <janet.whitworth@towngate.example>', 'To: aisha.rahman@lancs.example', `Subject: ${SUBJECT}`];
  const more = [
    `Date: ${new Date().toUTCString()}`,
    `Message-ID: <${Date.now()}@lancs.example>`,
    'Content-Type: text/plain; charset=utf-8',
  ];
  await mail.deliver('aisha.rahman@lancs.example', Buffer.from([...head, ...more, '', BODY, ''].join('\r\n')));
  const page = await laptop.signIn('2418');
  await expect(page.getByText('All sent')).toBeVisible({ timeout: PATIENCE_MS });
  await keepShown("the officer's name", page.getByText('Aisha Rahman'));
  await keepMatch('the number of a log of mine', page, /LC-\d{8}-\d{4}/);

  await toPane(page, 'Mail');
  await page.getByText(SUBJECT).first().click({ timeout: PATIENCE_MS });
  await keepShown('the body of a mail', page.getByText(BODY).last());
  keep('the subject of a mail', SUBJECT);
  await keepMatch('the address of a sender', page, /janet\.whitworth@towngate\.example/);
  await keepMatch('the name of a sender', page, /Janet Whitworth/);

  await toPane(page, 'Storm');
  await openFirst(page);
  await keepShown('the title of a log', page.locator('main header h2'));
  await keepShown('the address of a log', page.locator('main header :has(> h2) + p > span'));
  await keepShown('a line of a log', page.locator('main ol > li p').last());

  await toPane(page, 'Crime');
  await openFirst(page);
  await keepMatch('the number of a crime', page, /\b\d{2}\/\d{2}\/\d{5}\b|\b\d{2}\/\d{4,}\/\d{2}\b/);
  await keepShown('the title of a report', page.locator('main article h2, main header h2'));

  await toPane(page, 'People');
  await keepMatch('the team of a roster', page, /Leyland Response/);
  await keepShown('a duty of the roster', await weekWith(page, /Court, Preston/));
});

test('an update is typed without signal, and a draft is left', async () => {
  const page = await laptop.page();
  await laptop.demonstration.force.stopHq();
  await expect(page.getByText(/Offline since/).first()).toBeVisible({ timeout: PATIENCE_MS });
  await toPane(page, 'Storm');
  await openFirst(page);
  const field = page.getByRole('textbox', { name: /Add an update/ });
  await field.fill(TYPED);
  await field.press('Control+Enter');
  await expect(page.getByText(/1 unsent/).first()).toBeVisible({ timeout: PATIENCE_MS });
  await keepShown('an unsent update', page.locator('main ol li').getByText(TYPED));
  await field.fill(DRAFT);
  keep('a draft', DRAFT);
  keep('the PIN', DEMO_PIN);
  keep('the staff number', 'LC002418');
});

test('nothing of it can be read on the disk while the work is open', () => {
  expect(shown.size).toBeGreaterThanOrEqual(12);
  expectNothing();
});

test('nor after the lock', async () => {
  await laptop.demonstration.remove();
  const locked = async (): Promise<boolean> => (await laptop.page()).getByText(/work is locked/).isVisible();
  await expect.poll(() => locked().catch(() => false), { timeout: PATIENCE_MS }).toBe(true);
  expectNothing();
});

test('nor after the program has ended', async () => {
  await laptop.client.close();
  expectNothing();
});
