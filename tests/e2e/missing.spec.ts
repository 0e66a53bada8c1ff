import { expect, type Locator, type Page, test } from '@playwright/test';
import { toPane } from '../../build/tour.ts';
import type { Incident } from '../../contracts/domain/incident.ts';
import type { Missing } from '../../contracts/domain/missing.ts';
import { png } from '../renderer/harness/blobs.ts';
import { answer, toMissingQuestion } from '../renderer/harness/missing-scenes.ts';
import { type Client, type Laptop, openClient, openLaptop, PATIENCE_MS, STARTING_MS } from './laptop.ts';
import { itemsAtHq } from './support/items-at-hq.ts';
import { picturesOf } from './support/pictures.ts';

/** One story, told in order on two laptops: a report is taken in a kitchen without signal, reviewed by a sergeant, told to crews, and closed once somebody has seen that he is well; nothing is typed twice. */
test.describe.configure({ mode: 'serial' });

let laptop: Laptop;
let other: Client;
test.beforeAll(async () => {
  test.setTimeout(STARTING_MS);
  laptop = await openLaptop();
  second = await laptop.demonstration.addLaptop('LAP-0418');
  other = await openClient(second);
});
test.afterAll(async () => {
  await other?.close();
  await laptop?.close();
});
let second: Awaited<ReturnType<Laptop['demonstration']['addLaptop']>>;

const [OFFICER, SERGEANT, COLLEAGUE] = ['2418', '1140', '4127'] as const;
const NAME = 'Jamie Holden';
const LOG = /^Missing/;
const PHOTOGRAPH = { name: 'Jamie, October.png', mimeType: 'image/png', buffer: png(480, 600) };
const picture = picturesOf('missing-person');

/** All that the officers type, as it is typed. */
const typed: string[] = [];
const type = async (field: Locator, text: string): Promise<void> => {
  typed.push(text);
  await field.fill(text);
};
const reportAtHq = async (): Promise<Missing | undefined> =>
  (await itemsAtHq<Missing>(laptop.demonstration, 'missing')).find(({ name }) => name === NAME);
const item = (page: Page) => page.getByRole('region', { name: 'Selected item' });
const lines = (page: Page) => page.getByRole('list', { name: 'Sightings and enquiries' });
const allSent = (page: Page) => expect(page.getByText('All sent')).toBeVisible({ timeout: PATIENCE_MS });
const on = (page: Page): Promise<void> => page.keyboard.press('Control+Enter');
const openHim = async (page: Page): Promise<void> => {
  await toPane(page, 'Missing');
  await page.locator('li > button', { hasText: NAME }).click({ timeout: PATIENCE_MS });
  await expect(item(page).getByRole('heading', { name: new RegExp(NAME), level: 2 })).toBeVisible({ timeout: PATIENCE_MS });
};

let log: Incident;
let number = '';

test('the report begins from its log, which knows where', async () => {
  const page = await laptop.signIn(OFFICER);
  await toPane(page, 'Storm');
  await page.locator('li > button', { hasText: 'Missing' }).first().click({ timeout: PATIENCE_MS });
  await page.getByRole('button', { name: 'Missing person', exact: true }).click({ timeout: PATIENCE_MS });
  await expect(page.getByRole('heading', { name: 'Already known' })).toBeVisible({ timeout: PATIENCE_MS });
  log = (await itemsAtHq<Incident>(laptop.demonstration, 'incident')).find(
    ({ title, resources }) => LOG.test(title) && resources.some(({ collarNumbers }) => collarNumbers.includes(OFFICER)),
  ) as Incident;
  await type(page.getByRole('combobox', { name: 'Find a person' }), NAME);
  await page.getByRole('option', { name: /^A new person/ }).click({ timeout: PATIENCE_MS });
  await type(page.getByLabel('Born'), '09/03/2011');
  await page.getByRole('radio', { name: 'Male', exact: true }).check();
  await page.getByRole('button', { name: `Home is ${log.place.text}` }).click();
  await picture(page, '01-who');
});

test('without signal the six questions are asked, and not known is an answer', async () => {
  const page = await laptop.page();
  await laptop.demonstration.force.stopHq();
  await expect(page.getByText(/Offline since/).first()).toBeVisible({ timeout: PATIENCE_MS });
  await on(page);
  await expect(page.getByLabel('Place', { exact: true })).toHaveValue(log.place.text);
  const seen = page.getByRole('group', { name: 'Last seen at' });
  await type(seen.getByLabel('Date'), '20/11/2026');
  await type(seen.getByLabel('Time'), '20:40');
  await type(page.getByLabel('Who tells us'), 'Donna Holden');
  await type(page.getByLabel('Who they are to them'), 'His mother');
  await type(page.getByLabel('Their telephone, to ring back'), '07700 900416');
  await on(page);
  await type(page.getByLabel(/^Why are you worried/), 'Argued about his phone. Left without a coat or his inhaler.');
  await type(page.getByLabel(/^What has been done/), 'Mother rang four friends. Phone off since 21:04.');
  await answer(page, 'Is this out of character?', 'Yes');
  await type(page.getByRole('textbox', { name: /^Is this out of character/ }), 'Never without the phone.');
  await answer(page, 'Missing before?', 'No');
  await expect(page.getByRole('button', { name: '2 still to answer' })).toBeVisible();
  await picture(page, '02-questions');
  await answer(page, 'Medicine or care needed?', 'Yes');
  await type(page.getByRole('textbox', { name: /^Medicine or care/ }), 'Asthma');
  await answer(page, 'Likely victim of a crime?', 'Not known');
  await on(page);
});

test('the officer sets the risk beside the answers, and it is kept under no number', async () => {
  const page = await laptop.page();
  await expect(page.getByRole('heading', { name: 'What is the risk?' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'What you were told' })).toBeVisible();
  await page.getByRole('radio', { name: /^Medium/ }).check();
  await page.getByRole('button', { name: 'Out of character', exact: true }).click();
  await type(page.getByLabel('Why this and not one lower'), 'First time, and an older friend whom nobody can name.');
  await picture(page, '03-risk');
  await on(page);
  await type(page.getByLabel('Looks and clothing'), '5 ft 6, slim, brown hair. Grey hooded top, black joggers.');
  await page.locator('input[type=file]').setInputFiles(PHOTOGRAPH);
  await expect(page.getByText('Picture, ')).toBeVisible({ timeout: PATIENCE_MS });
  await on(page);
  await type(page.getByLabel('Where they may be'), 'Worden Park');
  await toMissingQuestion(page, 'Check');
  await expect(page.getByRole('heading', { name: 'Nothing to put right' })).toBeVisible();
  await picture(page, '04-check');
  await on(page);
  await expect(item(page).getByText('Number follows').first()).toBeVisible({ timeout: PATIENCE_MS });
  await expect(item(page).getByText('It is safe on this laptop')).toBeVisible();
  await picture(page, '05-kept');
});

test('with signal HQ has it whole and once, and the open page has its number', async () => {
  const page = await laptop.page();
  await laptop.demonstration.force.startHq();
  await expect.poll(async () => (await reportAtHq())?.id, { timeout: PATIENCE_MS * 2 }).toMatch(/^MP-\d\d-\d{5}$/);
  const report = await reportAtHq();
  number = report?.id ?? '';
  expect(report).toMatchObject({
    ...{ name: NAME, born: '2011-03-09', incidentId: log.id, owner: OFFICER, state: 'missing', places: ['Worden Park'] },
    lastSeen: { place: { text: log.place.text, area: log.place.area } },
    homeAddress: log.place.text,
    reporter: { name: 'Donna Holden', telephone: '07700 900416', relation: 'His mother' },
    medicalNeed: { text: 'Asthma' },
    risks: [{ grade: 'medium', reasons: ['Out of character'] }],
    attachments: [{ name: PHOTOGRAPH.name, bytes: PHOTOGRAPH.buffer.byteLength }],
  });
  expect(report?.answers).toHaveLength(6);
  expect((await itemsAtHq<Missing>(laptop.demonstration, 'missing')).filter(({ name }) => name === NAME)).toHaveLength(1);
  await expect(item(page)).toContainText(number, { timeout: PATIENCE_MS });
  await allSent(page);
});

test('a sergeant reviews the risk on another laptop, and the officer sees it', async () => {
  const theirs = await other.signIn(SERGEANT);
  await openHim(theirs);
  await theirs.getByRole('button', { name: 'Review the risk' }).click();
  await type(theirs.getByLabel('What you looked at, and what is to be done next'), 'Medium stands. House searched, then the park.');
  await picture(theirs, '06-review');
  await on(theirs);
  await expect.poll(async () => (await reportAtHq())?.reviews.length, { timeout: PATIENCE_MS }).toBe(1);
  const page = await laptop.page();
  await expect(lines(page).getByText('Medium stands.', { exact: false })).toBeVisible({ timeout: PATIENCE_MS });
  await expect(item(page).getByText(/^Set .*Reviewed .*Hargreaves/)).toBeVisible();
  await allSent(theirs);
});

test('crews are told without his home address, and a colleague says that he knows', async () => {
  const page = await laptop.page();
  await page.getByRole('button', { name: 'Circulate', exact: true }).click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByRole('button', { name: /^Circulate to \d+ officers?$/ })).toBeVisible({ timeout: PATIENCE_MS });
  await type(sheet.getByLabel('What should a crew do?'), 'Stop, talk, give him a coat. Call LD21.');
  await expect(sheet.getByRole('region', { name: 'What crews are told' })).not.toContainText(log.place.text);
  await picture(page, '07-circulate');
  await on(page);
  await expect.poll(async () => (await reportAtHq())?.circulation?.areas, { timeout: PATIENCE_MS }).toEqual([log.place.area]);
  expect((await reportAtHq())?.circulation?.shows.homeAddress).toBe(false);

  await second.remove();
  await other.pageWith(/work is locked/);
  const theirs = await other.signIn(COLLEAGUE);
  await expect(theirs.getByRole('heading', { name: /^Missing near you/ })).toBeVisible({ timeout: PATIENCE_MS });
  await openHim(theirs);
  await theirs.getByRole('button', { name: 'I know', exact: true }).click();
  await expect(item(page).getByText('1 officer has said that they know.', { exact: false })).toBeVisible({ timeout: PATIENCE_MS });
});

test('a sighting of the colleague is in the report, with how sure it is', async () => {
  const theirs = await other.page();
  const box = theirs.getByRole('form', { name: 'Add to the report' });
  await box.getByRole('radio', { name: 'Possible' }).check();
  await type(box.getByLabel('Seen at'), '03:50');
  await type(box.getByLabel('Where'), 'Park gate');
  await type(box.getByRole('textbox', { name: /^Add/ }), 'Taxi driver: one boy alone.');
  await on(theirs);
  const page = await laptop.page();
  await expect(lines(page).getByText('Taxi driver: one boy alone.')).toBeVisible({ timeout: PATIENCE_MS });
  await expect(lines(page).getByText(/^possible, seen .*Park gate$/)).toBeVisible();
  await picture(page, '08-sighting');
});

test('he is found and seen to be well, and only then it is closed and leaves the list', async () => {
  const page = await laptop.page();
  await page.getByRole('button', { name: 'Found', exact: true }).click();
  const sheet = page.getByRole('dialog');
  await type(sheet.getByLabel('Where', { exact: true }), 'Bandstand, Leyland');
  await type(sheet.getByLabel('How they were found'), 'Cold, breathing easily.');
  await picture(page, '09-found');
  await on(page);
  await expect(page.getByRole('dialog', { name: `Is ${NAME} well?` })).toBeVisible({ timeout: PATIENCE_MS });
  await expect.poll(async () => (await reportAtHq())?.state, { timeout: PATIENCE_MS }).toBe('found');
  await answer(page, 'Spoken to alone?', 'Yes');
  for (const question of ['Hurt, or in need of a doctor?', 'Victim of a crime while away?']) await answer(page, question, 'No');
  await answer(page, 'Safe to go back to where they live?', 'Yes');
  await type(page.getByLabel('Where they were, and why they went'), 'He walked. The row was about messages.');
  await picture(page, '10-well-being');
  await on(page);
  await expect.poll(async () => (await reportAtHq())?.state, { timeout: PATIENCE_MS }).toBe('closed');
  await expect(item(page).getByText('The report is closed', { exact: false })).toBeVisible({ timeout: PATIENCE_MS });
  await picture(page, '11-closed');
  const theirs = await other.page();
  await toPane(theirs, 'Today');
  await expect(theirs.locator('main').getByText(NAME)).toHaveCount(0, { timeout: PATIENCE_MS });
});

test('nothing was typed twice, and no form of it is left', async () => {
  const page = await laptop.page();
  const known = JSON.stringify(log);
  expect(typed.filter((text, at) => known.includes(text) || typed.indexOf(text) !== at)).toEqual([]);
  await allSent(page);
  await expect(page.getByRole('button', { name: /Report begun, not sent/ })).toHaveCount(0);
});
