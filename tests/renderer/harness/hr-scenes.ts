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

/** The month, leave and overtime as an officer asks for them, and as a sergeant decides. */
export const hrScenes: readonly Scene[] = [
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
    name: 'people-approve-overtime',
    query: supervisor,
    act: async (page) => {
      await openRequests(page);
      await row(page, 'Clarke');
      await page.getByText('How it is worked out').waitFor();
    },
  },
];
