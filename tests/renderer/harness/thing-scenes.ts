import type { Page } from '@playwright/test';
import { pane, row, type Scene } from './scenes.ts';

const openThings = async (page: Page): Promise<void> => {
  await pane('5')(page);
  await page.getByRole('button', { name: 'Things' }).click();
  await page.getByText('PO09 OXL').first().waitFor();
};
const openThing = async (page: Page, name: string): Promise<void> => {
  await openThings(page);
  await row(page, name);
  await page.getByRole('heading', { name: 'Parts played' }).waitFor();
};

/** Things: a vehicle with a record that may be of it too, the two side by side, one without a record, and the forms. */
export const thingScenes: readonly Scene[] = [
  { name: 'thing', act: (page) => openThing(page, 'PO09 OXL') },
  {
    name: 'thing-same',
    act: async (page) => {
      await openThing(page, 'PO09 OXL');
      await page.getByRole('button', { name: 'Side by side' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'thing-told', act: (page) => openThing(page, 'PX21 KTD') },
  {
    name: 'thing-place',
    act: async (page) => {
      await openThings(page);
      await page.getByRole('button', { name: 'Places' }).click();
      await row(page, '22 York Close');
      await page.getByText('Postcode').waitFor();
    },
  },
  {
    name: 'thing-new',
    act: async (page) => {
      await openThing(page, 'PX21 KTD');
      await page.getByRole('button', { name: 'Make a record of it' }).click();
      await page.getByRole('form', { name: 'New record' }).waitFor();
    },
  },
  {
    name: 'thing-link',
    act: async (page) => {
      await openThing(page, 'PO09 OXL');
      await page.getByRole('button', { name: 'Add to a record' }).click();
      await page.getByRole('radio', { name: 'A person' }).click();
      await page.getByRole('combobox', { name: 'Find the person' }).fill('tatter');
      await page.getByRole('option').first().waitFor();
    },
  },
];
