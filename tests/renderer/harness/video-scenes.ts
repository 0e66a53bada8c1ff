import type { Page } from '@playwright/test';
import { pane, row, type Scene } from './scenes.ts';

/** Opens the burglary's first clip; its first bytes have come. */
export const openClip = async (page: Page): Promise<void> => {
  await pane('4')(page);
  await row(page, 'Burglary, rear patio door');
  const came = page.waitForResponse(/\/video\//);
  await page.getByRole('region', { name: 'Body-worn video' }).getByRole('button').first().click();
  await page.getByRole('group', { name: 'Player' }).waitFor();
  await came;
};

/** Body-worn video: a clip with its marks, one that is marked without signal, and one that is not as HQ sealed it. */
export const videoScenes: readonly Scene[] = [
  {
    name: 'video',
    act: async (page) => {
      await openClip(page);
      await page.getByRole('button', { name: /Patio door/ }).click();
      await page.getByText('00:11').first().waitFor();
    },
  },
  {
    name: 'video-unsent',
    query: { link: 'offline' },
    act: async (page) => {
      await openClip(page);
      await page.getByRole('button', { name: 'Mark this' }).click();
      await page.getByRole('textbox', { name: /What is seen at/ }).fill('Kitchen, drawers out');
      await page.keyboard.press('Control+Enter');
      await page.getByText('Kitchen, drawers out').first().waitFor();
    },
  },
  {
    name: 'video-changed',
    query: { clip: 'changed' },
    act: async (page) => {
      await openClip(page);
      await page.getByText('This is not what HQ sealed').waitFor();
    },
  },
];
