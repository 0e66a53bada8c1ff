import type { Page } from '@playwright/test';
import { pane, row, type Scene } from './scenes.ts';

/** Goes to the tasks of the Crime pane. */
export const toTasks = async (page: Page): Promise<void> => {
  await pane('4')(page);
  await page.getByRole('button', { name: /^Tasks/ }).click();
  await page.getByRole('heading', { name: 'History' }).waitFor();
};
/** The box whose words become a note, a reason or a result. */
export const saying = (page: Page) => page.getByRole('form', { name: 'What you say of the task' });

export const taskScenes: readonly Scene[] = [
  {
    name: 'task-said',
    act: async (page) => {
      await toTasks(page);
      await row(page, 'Missing person review');
      await saying(page)
        .getByRole('textbox')
        .fill('Rang the mother at 13:05: out of character, no coat, no money, row about school. I ask for high risk.');
    },
  },
  {
    name: 'task-done',
    query: { link: 'offline' },
    act: async (page) => {
      await toTasks(page);
      await row(page, 'Missing person review');
      await saying(page).getByRole('textbox').fill('Rang the mother. She is back home, safe and well.');
      await page.getByRole('button', { name: 'Done, with this result' }).click();
      await page.getByText('Not sent yet').first().waitFor();
    },
  },
  {
    name: 'task-review',
    query: { session: 'supervisor' },
    act: async (page) => {
      await toTasks(page);
      await page.getByText('If you approve').waitFor();
    },
  },
  {
    name: 'task-change',
    query: { session: 'supervisor' },
    act: async (page) => {
      await toTasks(page);
      await page.getByRole('button', { name: 'Change owner or due' }).first().click();
      await page.getByRole('form', { name: 'Change the task' }).waitFor();
    },
  },
  {
    name: 'task-conflict',
    query: { session: 'supervisor', versions: 'task' },
    act: async (page) => {
      await toTasks(page);
      await page.getByRole('button', { name: /^Team \d/ }).click();
      await row(page, 'Missing person review');
      await page.getByRole('button', { name: 'Decide field by field' }).click();
      await page.getByRole('radio', { name: /^Mine/ }).first().check();
    },
  },
  {
    name: 'task-hand-over',
    act: async (page) => {
      await toTasks(page);
      await row(page, 'Collect CCTV');
      await page.getByRole('button', { name: 'Hand over', exact: true }).click();
      await page.getByRole('form', { name: 'Hand over' }).waitFor();
    },
  },
  {
    name: 'task-linked',
    act: async (page) => {
      await toTasks(page);
      await row(page, 'Missing person review');
      await page.getByText('Linked persons and things').waitFor();
    },
  },
  {
    name: 'reports-waiting-today',
    query: { session: 'supervisor', reviews: '' },
    act: async (page) => {
      await page.getByRole('heading', { name: 'To review, 3' }).waitFor();
    },
  },
  {
    name: 'reports-waiting-list',
    query: { session: 'supervisor', reviews: '' },
    act: async (page) => {
      await toTasks(page);
      await page.getByText('Crime report, filed and to be reviewed').first().waitFor();
    },
  },
  {
    name: 'reports-waiting-team',
    query: { session: 'supervisor', reviews: '' },
    act: async (page) => {
      await page
        .getByRole('link', { name: /^Team/ })
        .or(page.getByRole('button', { name: /^Team/ }))
        .first()
        .click();
      await page.getByText('Theft from shop, spirits').waitFor();
    },
  },
];
