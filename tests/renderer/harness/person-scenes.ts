import type { Page } from '@playwright/test';
import { pane, row, type Scene } from './scenes.ts';

/** Opens the list of persons. */
export const openPersons = async (page: Page): Promise<void> => {
  await pane('5')(page);
  await page.getByRole('button', { name: 'Persons' }).click();
  await page.getByText('N-104233').first().waitFor();
};
const openPerson = async (page: Page, name: string): Promise<void> => {
  await openPersons(page);
  await row(page, name);
  await page.getByRole('heading', { name: 'Parts played' }).waitFor();
};

/** Persons: one with their parts and a record that may be of them too, the two side by side, one that was joined, and the forms. */
export const personScenes: readonly Scene[] = [
  { name: 'person', act: (page) => openPerson(page, 'Tattersall') },
  {
    name: 'person-same',
    act: async (page) => {
      await openPerson(page, 'Tattersall');
      await page.getByRole('button', { name: 'Side by side' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'person-joined', act: (page) => openPerson(page, 'Khalid') },
  {
    name: 'person-new',
    act: async (page) => {
      await openPersons(page);
      await page.getByRole('button', { name: 'New person' }).click();
      await page.getByRole('form', { name: 'New person' }).waitFor();
    },
  },
  {
    name: 'person-link',
    act: async (page) => {
      await openPerson(page, 'Tattersall');
      await page.getByRole('button', { name: 'Add to a record' }).click();
      await page.getByRole('form', { name: /Add Lewis/ }).waitFor();
    },
  },
];
