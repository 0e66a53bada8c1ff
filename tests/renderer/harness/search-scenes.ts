import type { Page } from '@playwright/test';
import type { Scene } from './scenes.ts';

/** The search box, and a search at HQ. */
export const searchScenes: readonly Scene[] = [
  {
    name: 'search',
    act: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('burg');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'search-none',
    act: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('zzz');
      await page.getByText('Nothing found').waitFor();
    },
  },
  {
    name: 'search-match',
    act: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('corsa');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'search-offline',
    query: { link: 'offline' },
    act: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('balfour');
      await page.getByText('HQ cannot be asked without signal').waitFor();
    },
  },
  ...(
    [
      ['enquiry-reason', async () => undefined],
      ['enquiry-results', (page) => page.getByRole('button', { name: /^Search HQ/ }).click()],
      [
        'enquiry-record',
        async (page) => {
          await page.getByRole('button', { name: /^Search HQ/ }).click();
          await page.getByRole('button', { name: /Shed broken into/ }).click();
          await page.getByText('it is not kept on this laptop').waitFor();
        },
      ],
    ] as const satisfies readonly (readonly [string, (page: Page) => Promise<void>])[]
  ).map(([name, act]) => ({
    name,
    query: {},
    act: async (page: Page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('balfour street');
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('Control+Enter');
      await page.getByRole('radio').first().waitFor();
      await act(page);
    },
  })),
  {
    name: 'enquiry-none',
    query: { enquiry: 'none' },
    act: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('nobody');
      await page.keyboard.press('Control+Enter');
      await page.getByRole('button', { name: /^Search HQ/ }).click();
      await page.getByText('What was asked').waitFor();
    },
  },
];
