import { expect, type Locator, type Page, test } from '@playwright/test';
import { toPane } from '../../build/tour.ts';
import type { Crime } from '../../contracts/domain/crime.ts';
import type { Incident } from '../../contracts/domain/incident.ts';
import { type Laptop, openLaptop, PATIENCE_MS, STARTING_MS } from './laptop.ts';
import { itemsAtHq } from './support/items-at-hq.ts';
import { picturesOf } from './support/pictures.ts';

/** One story, told in order: a burglary goes from its log into a crime report, without signal from the second question on, and nothing that anybody has typed is typed again. */
test.describe.configure({ mode: 'serial' });

let laptop: Laptop;
test.beforeAll(async () => {
  test.setTimeout(STARTING_MS);
  laptop = await openLaptop();
});
test.afterAll(() => laptop?.close());

const COLLAR = '2418';
const LOG = 'Burglary, suspect may still be near';
const TITLE = 'Burglary, rear patio door, keys taken';
const picture = picturesOf('burglary');

/** All that the officer types, as it is typed. */
const typed: string[] = [];
const type = async (field: Locator, text: string): Promise<void> => {
  typed.push(text);
  await field.fill(text);
};
const asked = (page: Page, question: string) => expect(page.getByRole('heading', { name: question })).toBeVisible();
const on = (page: Page): Promise<void> => page.keyboard.press('Control+Enter');

let log: Incident;

test('what happened is found in plain words, and the log has answered most of the rest', async () => {
  const page = await laptop.signIn(COLLAR);
  await toPane(page, 'Storm');
  await page.locator('li > button', { hasText: LOG }).first().click({ timeout: PATIENCE_MS });
  await page.getByRole('button', { name: 'New crime' }).click();
  await expect(page.getByRole('heading', { name: 'Already known' })).toBeVisible({ timeout: PATIENCE_MS });
  log = (await itemsAtHq<Incident>(laptop.demonstration, 'incident')).find(
    ({ title, resources }) => title === LOG && resources.some(({ collarNumbers }) => collarNumbers.includes(COLLAR)),
  ) as Incident;
  await type(page.getByRole('combobox', { name: 'Offence' }), '028/03');
  await expect(page.getByRole('option').first()).toBeVisible({ timeout: PATIENCE_MS });
  await picture(page, '01-what');
  await page.keyboard.press('Enter');
  await type(page.getByLabel('What it is called'), TITLE);
});

test('without signal the other questions are answered, from the log first', async () => {
  const page = await laptop.page();
  await laptop.demonstration.force.stopHq();
  await expect(page.getByText(/Offline since/).first()).toBeVisible({ timeout: PATIENCE_MS });
  await on(page);
  await asked(page, 'Where was it?');
  await expect(page.getByLabel('Place', { exact: true })).toHaveValue(log.place.text);
  await on(page);
  await asked(page, 'When was it?');
  await on(page);
  await asked(page, 'Who is in it?');
  await expect(page.locator('[name="person-0-name"]')).toHaveValue(log.caller?.name ?? '');
  await page.getByRole('group', { name: 'Person 1' }).getByRole('button', { name: 'Witness' }).click();
  await type(page.getByRole('combobox', { name: 'Add a person' }), 'Lewis Tattersall');
  await page.keyboard.press('ArrowDown');
  await page.getByRole('option', { name: /^A new person/ }).click();
  await page.getByRole('group', { name: 'Person 2' }).getByRole('button', { name: 'Victim' }).click();
  await type(page.locator('[name="person-1-born"]'), '14/03/1988');
  await picture(page, '02-who');
  await on(page);
  await asked(page, 'How was it done?');
  await page.getByRole('button', { name: 'Patio door', exact: true }).click();
  await page.getByRole('button', { name: 'Lock snapped', exact: true }).click();
  await page.locator('li', { hasText: 'Rear patio door forced' }).getByRole('button', { name: 'Use these words' }).click();
  await picture(page, '03-how');
  await on(page);
  await page.getByRole('button', { name: 'Add a thing' }).click();
  await type(page.locator('[name="item-0-text"]'), 'Car keys, Ford, on a red fob');
  await type(page.locator('[name="item-0-value"]'), '£180');
  await expect(page.getByRole('group', { name: 'Item 1' }).getByRole('radio', { name: 'Lewis Tattersall' })).toBeChecked();
  await page.getByRole('group', { name: 'Vehicle 1' }).getByRole('radio', { name: 'Used by the offender' }).check();
  await picture(page, '04-property');
  await on(page);
  await asked(page, 'Is anybody at risk?');
  await type(page.getByLabel('How many times in the last year?'), 'Twice');
  await picture(page, '05-risk');
  await on(page);
  await asked(page, 'Nothing to put right');
  await picture(page, '06-check');
});

test('it is kept under no number, and its log can be resulted from it', async () => {
  const page = await laptop.page();
  await on(page);
  const item = page.getByRole('region', { name: 'Selected item' });
  await expect(item.getByText('It is safe on this laptop')).toBeVisible({ timeout: PATIENCE_MS });
  await expect(item.getByText('Number follows').first()).toBeVisible();
  await expect(item.getByText('Twice')).toBeVisible();
  await picture(page, '07-kept');
  await item.getByRole('button', { name: /^Result log/ }).click();
  await expect(page.getByRole('checkbox', { name: /Number follows/ })).toBeChecked({ timeout: PATIENCE_MS });
  await toPane(page, 'Crime');
});

test('with signal HQ has it whole and once, and nothing was typed twice', async () => {
  const page = await laptop.page();
  await laptop.demonstration.force.startHq();
  const reports = async () => (await itemsAtHq<Crime>(laptop.demonstration, 'crime')).filter(({ title }) => title === TITLE);
  await expect.poll(async () => (await reports()).length, { timeout: PATIENCE_MS * 2 }).toBe(1);
  const [report] = await reports();
  expect(report).toMatchObject({
    ...{ offenceCode: '028/03', incidentId: log.id, marking: log.marking, features: ['Patio door', 'Lock snapped'] },
    place: { text: log.place.text, area: log.place.area },
    method: expect.stringContaining('Rear patio door forced'),
    people: [
      { name: log.caller?.name, contact: log.caller?.telephone, roles: ['reportingPerson', 'witness'] },
      { name: 'Lewis Tattersall', roles: ['victim'], born: '1988-03-14' },
    ],
    property: [{ text: 'Car keys, Ford, on a red fob', value: '£180', kind: 'stolen', owner: 1 }],
    vehicles: [{ ...log.vehicles[0], role: 'used' }],
    flags: log.qualifiers,
    flagAnswers: [{ flag: 'Repeat victim', question: 'How many times in the last year?', answer: 'Twice' }],
  });
  const known = JSON.stringify(log);
  expect(typed.filter((text, at) => known.includes(text) || typed.indexOf(text) !== at)).toEqual([]);
  await expect(page.getByRole('region', { name: 'Selected item' })).toContainText(report?.id ?? 'a number', { timeout: PATIENCE_MS });
  await nothingIsLeft(page);
  await picture(page, '08-numbered');
});

/** No form of it is left open, and no draft. */
const nothingIsLeft = async (page: Page): Promise<void> => {
  await expect(page.getByRole('form', { name: /^New crime report/ })).toHaveCount(0);
  await expect(page.getByText('All sent')).toBeVisible({ timeout: PATIENCE_MS });
};
