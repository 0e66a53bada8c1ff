import type { Page } from '@playwright/test';
import { addPerson, setPart, toQuestion } from './crime-scenes.ts';
import { pane, row, type Scene } from './scenes.ts';

/** Opens the report of the patio door. */
export const toReport = async (page: Page): Promise<void> => {
  await pane('4')(page);
  await row(page, 'rear patio');
  await page.getByText('patio door').first().waitFor();
};
const act = async (page: Page, name: string): Promise<void> => {
  await toReport(page);
  await page.getByRole('group', { name: 'What you can do with the report' }).getByRole('button', { name }).click();
};

export const changeScenes: readonly Scene[] = [
  {
    name: 'conflict',
    query: { versions: '' },
    act: async (page) => {
      await toReport(page);
      await page.getByRole('button', { name: 'Decide field by field' }).click();
      await page.getByRole('radio', { name: /^Mine/ }).first().check();
    },
  },
  ...['people', 'outcome'].map(
    (which): Scene => ({
      name: `conflict-${which}`,
      query: { versions: which },
      act: async (page) => {
        await toReport(page);
        await page.getByRole('button', { name: 'Decide field by field' }).click();
        await page.getByRole('radio', { name: /^Mine/ }).first().check();
      },
    }),
  ),
  {
    name: 'report-worked',
    query: { worked: '', session: 'supervisor' },
    act: async (page) => {
      await toReport(page);
      await page.getByRole('list', { name: 'What victims were told' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'report-change',
    query: { session: 'supervisor' },
    act: async (page) => {
      await act(page, 'Change');
      await page.getByRole('form', { name: /^Change crime/ }).waitFor();
    },
  },
  {
    name: 'report-change-check',
    query: { session: 'supervisor' },
    act: async (page) => {
      await act(page, 'Change');
      await toQuestion(page, 'Who');
      await addPerson(page, 'Lewis Tattersall');
      await setPart(page, 3, 'Suspect');
      await toQuestion(page, 'Risk');
      await page.getByRole('button', { name: 'Weapons', exact: true }).click();
      await toQuestion(page, 'Check');
    },
  },
  {
    name: 'report-outcome',
    act: async (page) => {
      await act(page, 'Outcome');
      await page.getByRole('combobox', { name: 'Outcome' }).fill('14');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByText('What outcome 14 asks for').waitFor();
    },
  },
  {
    name: 'report-victim',
    act: async (page) => {
      await act(page, 'Victim told');
      await page.getByRole('form', { name: 'What the victim was told' }).waitFor();
    },
  },
  {
    name: 'report-review',
    query: { worked: '', session: 'supervisor' },
    act: async (page) => {
      await act(page, 'Review');
      await page.getByRole('radio', { name: 'Return with reasons' }).check();
    },
  },
];
