import type { Page } from '@playwright/test';
import type { Scene } from './scenes.ts';

/** Opens "New crime" in the list of reports. */
export const openCrimeForm = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+4');
  await page.getByRole('button', { name: 'New crime' }).click();
  await page.getByRole('form', { name: 'New crime report' }).waitFor();
};
/** Opens "New crime" on the log that is open in Storm. */
export const openCrimeFormFromLog = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+3');
  await page.getByRole('button', { name: 'New crime' }).click();
  await page.getByRole('form', { name: /^New crime report/ }).waitFor();
};
/** Goes to a question of the report that is open. */
export const toQuestion = async (page: Page, question: string): Promise<void> => {
  await page
    .getByRole('navigation', { name: 'Questions of the report' })
    .getByRole('button', { name: new RegExp(`^${question}\\b`) })
    .click();
};
/** Sends the report that is open, which has nothing to put right. */
export const record = async (page: Page): Promise<void> => {
  await toQuestion(page, 'Check');
  await page.getByRole('heading', { name: 'Nothing to put right' }).waitFor();
  await page.keyboard.press('Control+Enter');
};
/** Answers what must be answered: what it is called, where and when ("17/05/2021 22:00") it was. */
export const answerCrime = async (page: Page, what: string, where: string, when: string): Promise<void> => {
  const [day = '', time = ''] = when.split(' ');
  await toQuestion(page, 'What');
  await page.getByLabel('What it is called').fill(what);
  await toQuestion(page, 'Where');
  await page.getByLabel('Place', { exact: true }).fill(where);
  await toQuestion(page, 'When');
  const at = page.getByRole('group', { name: /^Committed (at|from)/ });
  await at.getByLabel('Date').fill(day);
  await at.getByLabel('Time').fill(time);
};
/** Adds somebody under a name that nobody has yet. */
export const addPerson = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('combobox', { name: 'Add a person' }).fill(name);
  await page.getByRole('option', { name: /^A new person/ }).click();
};
export const setPart = (page: Page, number: number, part: string): Promise<void> =>
  page
    .getByRole('group', { name: `Person ${number}` })
    .getByRole('button', { name: part, exact: true })
    .click();

/** The report of the log of Balfour Street, as far as property. */
const toProperty = async (page: Page): Promise<void> => {
  await openCrimeFormFromLog(page);
  await toQuestion(page, 'Who');
  await addPerson(page, 'Daniel Prescott');
  await setPart(page, 2, 'Victim');
  await toQuestion(page, 'Property');
  await page.getByRole('button', { name: 'Add a thing' }).click();
  await page.getByLabel('What it is', { exact: true }).fill('Car keys, Ford, on a red fob');
};

export const crimeScenes: readonly Scene[] = [
  {
    name: 'crime-what',
    act: async (page) => {
      await openCrimeFormFromLog(page);
      await page.getByRole('combobox', { name: 'Offence' }).fill('burglary');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'crime-where',
    act: async (page) => {
      await openCrimeFormFromLog(page);
      await toQuestion(page, 'Where');
    },
  },
  {
    name: 'crime-when',
    act: async (page) => {
      await openCrimeForm(page);
      await toQuestion(page, 'When');
      await page.getByRole('radio', { name: 'Between two times' }).check();
      const from = page.getByRole('group', { name: 'Committed from' });
      await from.getByLabel('Date').fill('18/05/2019');
      await from.getByLabel('Time').fill('12:00');
      await page.getByLabel('Why it is reported only now').waitFor();
    },
  },
  {
    name: 'crime-who',
    act: async (page) => {
      await openCrimeFormFromLog(page);
      await toQuestion(page, 'Who');
      await page.getByRole('combobox', { name: 'Add a person' }).fill('iqb');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'crime-who-warned',
    query: { joined: '' },
    act: async (page) => {
      await openCrimeFormFromLog(page);
      await toQuestion(page, 'Who');
    },
  },
  {
    name: 'crime-how',
    act: async (page) => {
      await openCrimeFormFromLog(page);
      await toQuestion(page, 'How');
      await page.getByRole('button', { name: 'Patio door' }).click();
      await page.getByRole('button', { name: 'Use these words' }).first().click();
    },
  },
  { name: 'crime-property', act: toProperty },
  {
    name: 'crime-kept',
    act: async (page) => {
      await toProperty(page);
      await page.getByRole('button', { name: 'Keep for later' }).click();
      await page.getByRole('button', { name: 'Go on with the report' }).waitFor();
      await page.keyboard.press('Control+4');
      await page.getByRole('button', { name: /Report begun, not sent/ }).waitFor();
    },
  },
  {
    name: 'crime-risk',
    act: async (page) => {
      await openCrimeFormFromLog(page);
      await toQuestion(page, 'Risk');
      await page.getByRole('button', { name: 'Hate', exact: true }).click();
      await page.getByRole('radio', { name: 'Religion or belief' }).check();
    },
  },
  {
    name: 'crime-check',
    act: async (page) => {
      await toProperty(page);
      await toQuestion(page, 'When');
      await page.getByRole('radio', { name: 'Between two times' }).check();
      const to = page.getByRole('group', { name: 'Committed to' });
      await to.getByLabel('Date').fill('17/05/2021');
      await to.getByLabel('Time').fill('12:00');
      await toQuestion(page, 'Check');
      await page.getByRole('heading', { name: '1 thing to put right' }).waitFor();
    },
  },
  {
    name: 'crime-made',
    query: { session: 'supervisor', link: 'offline' },
    act: async (page) => {
      await openCrimeFormFromLog(page);
      await record(page);
      await page.getByText('It is safe on this laptop').waitFor();
    },
  },
];
