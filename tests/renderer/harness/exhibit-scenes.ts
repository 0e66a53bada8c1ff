import type { Page } from '@playwright/test';
import { row, type Scene } from './scenes.ts';

export const openExhibits = async (page: Page): Promise<void> => {
  await page
    .getByRole('navigation', { name: 'Panes' })
    .getByRole('button', { name: /^Exhibits/ })
    .click();
};
/** Opens the burglary and begins an exhibit on it. */
export const beginExhibit = async (page: Page): Promise<void> => {
  await page
    .getByRole('navigation', { name: 'Panes' })
    .getByRole('button', { name: /^Crime/ })
    .click();
  await row(page, 'Burglary, rear patio door');
  await page.getByRole('button', { name: 'Add an exhibit' }).click();
  await page.getByRole('textbox', { name: 'Reference' }).waitFor();
};
export const attachPhotograph = async (page: Page): Promise<void> => {
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'IMG_0419.png', mimeType: 'image/png', buffer: Buffer.from('89504e470d0a1a0a', 'hex') });
  await page.getByText('The original holds a place.').waitFor();
};
export const openJemmy = async (page: Page): Promise<void> => {
  await openExhibits(page);
  await row(page, 'Jemmy');
  await page.getByRole('heading', { name: /^Continuity/ }).waitFor();
};

const scenes: readonly (Scene & { readonly act: (page: Page) => Promise<void> })[] = [
  {
    name: 'exhibit-photograph',
    act: async (page) => {
      await openExhibits(page);
      await row(page, 'AR/1');
      await page.getByRole('img', { name: 'Picture of exhibit AR/1' }).waitFor();
    },
  },
  { name: 'exhibit-continuity', act: openJemmy },
  {
    name: 'exhibit-move',
    act: async (page) => {
      await openJemmy(page);
      await page.getByRole('button', { name: 'Record what happened to it' }).click();
      await page.getByRole('radio', { name: 'Taken out' }).waitFor();
    },
  },
  {
    name: 'exhibit-label',
    act: async (page) => {
      await openJemmy(page);
      await page.getByRole('button', { name: 'Label', exact: true }).click();
      await page.getByRole('heading', { name: 'Exhibit label' }).waitFor();
    },
  },
  {
    name: 'exhibit-new',
    act: async (page) => {
      await beginExhibit(page);
      await attachPhotograph(page);
    },
  },
  {
    name: 'exhibit-sketch',
    act: async (page) => {
      await beginExhibit(page);
      await page.getByRole('radio', { name: 'Sketch' }).check();
      await page.getByRole('img', { name: /^Draw it/ }).waitFor();
    },
  },
];

/** Exhibits: a photograph, a thing with its continuity, what happened next, the label, and one that is being taken. The pointer rests on nothing. */
export const exhibitScenes: readonly Scene[] = scenes.map(({ act, ...scene }) => ({
  ...scene,
  act: async (page) => {
    await act(page);
    await page.mouse.move(0, 0);
  },
}));
