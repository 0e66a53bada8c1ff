import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, type Page, test } from '@playwright/test';
import type { Demonstration } from '../../build/demonstration/demonstration.ts';
import type { DemoLaptop } from '../../build/demonstration/laptop.ts';
import { toPane } from '../../build/tour.ts';
import type { Crime } from '../../contracts/domain/crime.ts';
import type { Incident } from '../../contracts/domain/incident.ts';
import { seededRandom } from '../../hq/demo/random.ts';
import { type FlakyLink, startFlakyLink } from '../doubles/network/flaky.ts';
import { type Client, openClient, PATIENCE_MS, STARTING_MS } from './laptop.ts';
import { openDemonstration } from './support/demonstration.ts';
import { itemsAtHq } from './support/items-at-hq.ts';
import { picturesOf } from './support/pictures.ts';

/** One story, told in order: two officers work through a night in which the link is cut forty times, and both change one crime without signal. */
test.describe.configure({ mode: 'serial' });

const [RAHMAN, HARGREAVES] = ['2418', '1140'] as const;
const LOG = 'Burglary, suspect may still be near';
const CUTS = 40;
/** Between two cuts there is time for a hand-shake, and not always for what follows it. */
const UP_MS = { least: 100, most: 500 } as const;
const DOWN_MS = { least: 50, most: 400 } as const;
const picture = picturesOf('night');

interface Car {
  readonly collarNumber: string;
  readonly link: FlakyLink;
  readonly client: Client;
}

let root: string;
let demonstration: Demonstration;
let officer: Car;
let sergeant: Car;
let crime: Crime;
let log: Incident;
const written: Readonly<Record<string, string[]>> = { [RAHMAN]: [], [HARGREAVES]: [] };

test.beforeAll(async () => {
  test.setTimeout(STARTING_MS);
  root = mkdtempSync(join(tmpdir(), 'mo-night-'));
  demonstration = await openDemonstration({ folder: root });
  officer = await drive(RAHMAN, demonstration);
  sergeant = await drive(HARGREAVES, await demonstration.addLaptop('LAP-0418'));
});
test.afterAll(async () => {
  for (const car of [officer, sergeant]) {
    await car?.client.close();
    await car?.link.close();
  }
  await demonstration?.close();
  rmSync(root, { recursive: true, force: true });
});

/** The laptop in a car, which reaches HQ over a link of its own. */
const drive = async (collarNumber: string, laptop: DemoLaptop): Promise<Car> => {
  const link = await startFlakyLink(demonstration.force.ports.gateway);
  const config = JSON.parse(readFileSync(laptop.configFile, 'utf8')) as { sites: { port: number }[] };
  config.sites = config.sites.map((site) => ({ ...site, port: link.port }));
  writeFileSync(laptop.configFile, JSON.stringify(config));
  return { collarNumber, link, client: await openClient(laptop) };
};
const allSent = async ({ client }: Car): Promise<void> =>
  expect((await client.page()).getByText('All sent')).toBeVisible({ timeout: PATIENCE_MS * 2 });
const open = async (page: Page, number: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(number);
  await page.getByRole('option').filter({ hasText: number }).first().click({ timeout: PATIENCE_MS });
};
const write = async (car: Car, text: string): Promise<void> => {
  const box = (await car.client.page()).getByRole('textbox', { name: /Add an update/ });
  await box.fill(text);
  await box.press('Control+Enter');
  await expect(box).toHaveValue('');
  written[car.collarNumber]?.push(text);
};
/** Opens the crime, and changes these of its answers. */
const change = async ({ client }: Car, title: string, and?: (page: Page) => Promise<void>): Promise<void> => {
  const page = await client.page();
  await open(page, crime.id);
  await page.getByRole('button', { name: 'Change', exact: true }).click({ timeout: PATIENCE_MS });
  await page.getByLabel('What it is called').fill(title);
  await and?.(page);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('form', { name: /^Change crime/ })).toHaveCount(0, { timeout: PATIENCE_MS });
};

test('both have the same log open', async () => {
  for (const { client, collarNumber } of [officer, sergeant]) await client.signIn(collarNumber);
  const logs = await itemsAtHq<Incident>(demonstration, 'incident');
  log = logs.find(({ title, resources }) => title === LOG && resources.some((one) => one.collarNumbers.includes(RAHMAN))) as Incident;
  crime = (await itemsAtHq<Crime>(demonstration, 'crime')).find(
    ({ incidentId, officerInCase }) => incidentId === log.id && officerInCase === RAHMAN,
  ) as Crime;
  for (const { client } of [officer, sergeant]) {
    const page = await client.page();
    await open(page, log.id);
    await expect(page.getByRole('textbox', { name: /Add an update/ })).toBeVisible({ timeout: PATIENCE_MS });
  }
});

test('the link is cut forty times while both write in it', async () => {
  test.setTimeout(STARTING_MS);
  const random = seededRandom(13);
  let cuts = 0;
  const cut = async ({ link }: Car): Promise<void> => {
    await delay(random.between(UP_MS.least, UP_MS.most));
    link.set({ mode: random.pick(['frozen', 'deaf', 'refusing'] as const) });
    if (random.chance(0.5)) link.reset();
    await delay(random.between(DOWN_MS.least, DOWN_MS.most));
    // A mast that comes back knows nothing of what went over it.
    link.reset();
    link.set({ mode: 'up' });
    cuts += 1;
  };
  const writing = (async () => {
    for (let at = 1; cuts < CUTS; at += 1) {
      await write(officer, `Rahman, ${at} of the night`);
      await write(sergeant, `Hargreaves, ${at} of the night`);
      await delay(UP_MS.most);
    }
  })();
  while (cuts < CUTS) await cut(cuts % 2 === 0 ? officer : sergeant);
  await writing;
  for (const car of [officer, sergeant]) await allSent(car);
  expect(written[RAHMAN]?.length).toBeGreaterThan(5);
});

test('HQ has every line, once, in the order in which each officer wrote', async () => {
  const { lines } = (await itemsAtHq<Incident>(demonstration, 'incident')).find(({ id }) => id === log.id) as Incident;
  for (const texts of Object.values(written)) expect(lines.map(({ text }) => text).filter((text) => texts.includes(text))).toEqual(texts);
});

test('without signal both change one crime', async () => {
  for (const { link, client } of [officer, sergeant]) {
    link.set({ mode: 'refusing' });
    link.reset();
    await expect((await client.page()).getByText(/Offline since/).first()).toBeVisible({ timeout: PATIENCE_MS });
  }
  await change(officer, 'Burglary, the lock of the patio door snapped');
  await change(sergeant, 'Burglary, patio door, keys of a car taken');
});

test('the first that comes is HQ’s; whoever comes second puts both side by side and decides', async () => {
  officer.link.set({ mode: 'up' });
  await allSent(officer);
  sergeant.link.set({ mode: 'up' });
  const page = await sergeant.client.page();
  await page.getByRole('button', { name: 'Decide field by field' }).click({ timeout: PATIENCE_MS * 2 });
  const sheet = page.getByRole('dialog', { name: `Two versions of crime ${crime.id}. You decide.` });
  await expect(sheet.getByText('Burglary, the lock of the patio door snapped')).toBeVisible({ timeout: PATIENCE_MS });
  await sheet.getByRole('group', { name: 'What happened' }).getByRole('radio', { name: /^Mine/ }).check();
  await picture(page, '01-side-by-side');
  await page.keyboard.press('Control+Enter');
  await expect(sheet).toHaveCount(0, { timeout: PATIENCE_MS });
  await allSent(sergeant);
});

test('HQ has what was decided, and what was left out with both names; the officer’s laptop shows it', async () => {
  const decided = (await itemsAtHq<Crime>(demonstration, 'crime')).filter(({ id }) => id === crime.id);
  expect(decided).toMatchObject([{ title: 'Burglary, patio door, keys of a car taken' }]);
  const history = JSON.stringify(decided[0]?.history);
  for (const words of ['Rahman', 'Hargreaves', 'Burglary, the lock of the patio door snapped']) expect(history).toContain(words);
  await toPane(await officer.client.page(), 'Crime');
  await expect((await officer.client.page()).getByText('Burglary, patio door, keys of a car taken').first()).toBeVisible({
    timeout: PATIENCE_MS,
  });
});
