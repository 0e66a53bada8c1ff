import type { Page } from '@playwright/test';
import type { Scene } from './scenes.ts';

/** Goes to the end of the tour from Today. */
export const openTour = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'End of tour', exact: true }).click();
  await page.getByRole('heading', { name: 'End of tour', level: 1 }).waitFor();
};

/** The end of a tour: offered on Today, what is still open, a task and a log handed over. */
export const tourScenes: readonly Scene[] = [
  { name: 'today-ending', query: { tour: 'ending' } },
  { name: 'tour', query: { tour: 'over' }, act: openTour },
  {
    name: 'tour-task',
    query: { tour: 'ending' },
    act: async (page) => {
      await openTour(page);
      await page.getByRole('button', { name: 'Hand over: Collect CCTV from Hough Lane Spar' }).click();
      await page.getByRole('dialog', { name: /^Hand over: Collect CCTV/ }).waitFor();
    },
  },
];
