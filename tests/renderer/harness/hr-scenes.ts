import type { Page } from '@playwright/test';
import { pane, row, type Scene } from './scenes.ts';

const supervisor = { session: 'supervisor' } as const;

/** Goes to the requests of the People pane. */
export const openRequests = async (page: Page): Promise<void> => {
  await pane('5')(page);
  await page.getByRole('button', { name: 'Requests', exact: true }).click();
  await page.getByText('Waiting for an answer').first().waitFor();
};
/** Opens the form of leave, from the first day to the last. */
export const openLeave = async (page: Page, first = '24/05/2021', last = '27/05/2021'): Promise<void> => {
  await pane('5')(page);
  await page.getByRole('button', { name: 'Ask for leave' }).click();
  await page.getByRole('textbox', { name: 'First day' }).fill(first);
  await page.getByRole('textbox', { name: 'Last day' }).fill(last);
};
/** Opens the form of overtime, an hour and forty minutes after the late of 17 May. */
export const openOvertime = async (page: Page): Promise<void> => {
  await pane('5')(page);
  await page.getByRole('button', { name: 'Claim overtime' }).click();
  const to = page.getByRole('group', { name: 'Off duty at' });
  await to.getByLabel('Date').fill('18/05/2021');
  await to.getByLabel('Time').fill('00:40');
  await page.getByText('Kept on after the tour').waitFor();
};

/** Opens the page of a colleague from Today. */
export const openColleague = async (page: Page, name = '4127 Tom Halliwell'): Promise<void> => {
  await page.getByRole('link', { name }).first().click();
  await page.getByRole('article').waitFor();
};

/** Opens the form of a swap, of one late of the officer's. */
export const openSwap = async (page: Page): Promise<void> => {
  await pane('5')(page);
  await page.getByRole('button', { name: 'Swap a duty' }).click();
  await page.getByRole('textbox', { name: 'Day', exact: true }).fill('01/06/2021');
  await page.getByRole('radio', { name: /Singleton/ }).check();
};

/** The month, leave and overtime as an officer asks for them, and as a sergeant decides. */
export const hrScenes: readonly Scene[] = [
  { name: 'people-colleague', act: (page) => openColleague(page) },
  {
    name: 'people-month',
    act: async (page) => {
      await pane('5')(page);
      await page.getByRole('button', { name: 'Month', exact: true }).click();
      await page.getByRole('table').waitFor();
    },
  },
  {
    name: 'people-leave',
    act: async (page) => {
      await openLeave(page, '28/05/2021', '06/06/2021');
      await page.getByText('1 day', { exact: true }).first().waitFor();
    },
  },
  {
    name: 'people-leave-wrong',
    act: async (page) => {
      await openLeave(page);
      await page.keyboard.press('Control+Enter');
      await page.getByText('1 thing to put right').waitFor();
    },
  },
  { name: 'people-overtime', act: openOvertime },
  {
    name: 'people-told',
    query: { told: '' },
    act: async (page) => {
      await pane('5')(page);
      await page.getByRole('button', { name: 'I have seen it' }).first().waitFor();
    },
  },
  {
    name: 'today-told',
    query: { told: '' },
    act: async (page) => {
      await page.getByRole('region', { name: /^Duties and requests/ }).waitFor();
    },
  },
  {
    name: 'people-claim-again',
    act: async (page) => {
      await openRequests(page);
      await row(page, '17 May');
      await page.getByRole('button', { name: 'Change and claim again' }).focus();
      await page.keyboard.press('Enter');
      await page.getByText('Kept on after the tour').waitFor();
    },
  },
  {
    name: 'people-swap',
    act: async (page) => {
      await openSwap(page);
      await page.getByText('less than 11 hours').first().waitFor();
    },
  },
  {
    name: 'people-swap-asked',
    query: { swaps: '' },
    act: async (page) => {
      await openRequests(page);
      await row(page, 'Halliwell');
      await page.getByRole('button', { name: 'Agree to the swap' }).waitFor();
    },
  },
  {
    name: 'people-swap-decide',
    query: { ...supervisor, swaps: '' },
    act: async (page) => {
      await openRequests(page);
      await row(page, 'with PC 4127');
      await page.getByRole('button', { name: 'Approve the swap' }).waitFor();
    },
  },
  {
    name: 'people-sick',
    query: { sick: '' },
    act: async (page) => {
      await pane('5')(page);
      await page.getByRole('region', { name: 'Your sickness' }).waitFor();
    },
  },
  {
    name: 'people-sickness',
    query: { sick: '' },
    act: async (page) => {
      await openRequests(page);
      await row(page, 'Off sick');
      await page.getByText('Chest infection').waitFor();
    },
  },
  {
    name: 'people-certificate',
    query: { sick: '' },
    act: async (page) => {
      await pane('5')(page);
      await page.getByRole('button', { name: 'Send a certificate' }).click();
      await page.getByRole('radio', { name: 'Fit note' }).waitFor();
    },
  },
  {
    name: 'people-report-sick',
    act: async (page) => {
      await pane('5')(page);
      await page.getByRole('button', { name: 'Report sick' }).click();
      await page.getByRole('textbox', { name: 'First day' }).waitFor();
    },
  },
  { name: 'people-requests', act: openRequests },
  {
    name: 'people-approve',
    query: supervisor,
    act: async (page) => {
      await openRequests(page);
      await row(page, 'Rahman');
      await page.getByRole('table').waitFor();
    },
  },
  {
    name: 'people-approve-changed',
    query: supervisor,
    act: async (page) => {
      await openRequests(page);
      await row(page, 'Halliwell');
      await page.getByText('The roster has changed').waitFor();
    },
  },
  {
    name: 'people-expense',
    act: async (page) => {
      await pane('5')(page);
      await page.getByRole('button', { name: 'Claim expenses' }).click();
      await page.getByLabel('How much, in pounds').fill('12.40');
    },
  },
  {
    name: 'people-details',
    act: async (page) => {
      await pane('5')(page);
      await page.getByRole('button', { name: 'Change my details' }).click();
      await page.getByLabel('Telephone in the directory').fill('07700 900444');
    },
  },
  {
    name: 'people-approve-expense',
    query: { ...supervisor, expenses: '' },
    act: async (page) => {
      await openRequests(page);
      await row(page, 'Meal');
      await page.getByRole('button', { name: 'Approve £12.40' }).waitFor();
    },
  },
  {
    name: 'people-approve-overtime',
    query: supervisor,
    act: async (page) => {
      await openRequests(page);
      await row(page, 'Clarke');
      await page.getByText('How it is worked out').waitFor();
    },
  },
];
