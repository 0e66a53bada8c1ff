import type { Page } from '@playwright/test';
import type { Scene } from './scenes.ts';

/** Opens an item of the briefing from Today. */
export const openBriefed = async (page: Page, title = 'Quad bikes'): Promise<void> => {
  await page
    .getByRole('region', { name: /^Briefing, / })
    .getByRole('button', { name: new RegExp(title) })
    .click();
  await page.getByRole('heading', { name: new RegExp(title), level: 2 }).waitFor();
};
/** Opens the form of a new item, for a supervisor. */
export const openNewItem = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.getByRole('button', { name: 'New item' }).click();
  await page.getByRole('form', { name: 'New briefing item' }).waitFor();
};

/** The briefing: an item with its results, one with a photograph, a result without signal, the form of a new one. */
export const briefingScenes: readonly Scene[] = [
  { name: 'briefing', act: (page) => openBriefed(page) },
  {
    name: 'briefing-unsent',
    query: { link: 'offline' },
    act: async (page) => {
      await openBriefed(page, 'Sheds and garages');
      await page.getByRole('radio', { name: 'Spoken to' }).check();
      await page.getByRole('textbox', { name: 'What did you find?' }).fill('Two residents, both have cameras on the path.');
      await page.keyboard.press('Control+Enter');
      await page.getByText('Not sent yet').first().waitFor();
    },
  },
  {
    name: 'briefing-new',
    query: { session: 'supervisor' },
    act: async (page) => {
      await openNewItem(page);
      await page.keyboard.press('Control+Enter');
      await page.getByText('what to look out for').first().waitFor();
    },
  },
];
