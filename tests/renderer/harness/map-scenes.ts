import type { Page } from '@playwright/test';
import type { Scene } from './scenes.ts';

/** Opens the map of the log in hand. */
export const openMap = async (page: Page): Promise<void> => {
  // The harness's clock stands still, and with it whatever moves by degrees.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.keyboard.press('Control+3');
  await page.locator('main h2').first().waitFor();
  await page.keyboard.press('Alt+KeyM');
  await page.locator('[data-mark]').first().waitFor({ state: 'attached' });
  await page.waitForTimeout(400);
};

const choose = async (page: Page, kind: string): Promise<void> => {
  await page.getByLabel('Recorded crimes').selectOption(kind);
  await page.getByText('within the ring').waitFor();
};

export const mapScenes: readonly Scene[] = [
  { name: 'map', act: openMap },
  { name: 'map-offline', query: { link: 'offline' }, act: openMap },
  {
    name: 'map-crimes',
    act: async (page) => {
      await openMap(page);
      await choose(page, 'All kinds');
    },
  },
  {
    name: 'map-far',
    act: async (page) => {
      await openMap(page);
      for (let press = 0; press < 3; press += 1) {
        await page.getByRole('button', { name: 'Further away' }).click();
        await page.waitForTimeout(250);
      }
    },
  },
  { name: 'map-none', query: { map: 'none' }, act: openMap },
  { name: 'map-coming', query: { map: 'coming' }, act: openMap },
  { name: 'map-hostile', query: { map: 'hostile' }, act: openMap },
  {
    name: 'map-no-place',
    act: async (page) => {
      await page.keyboard.press('Control+3');
      await page.locator('li > button', { hasText: 'Insecure premises' }).first().click();
      await page.getByText('Moss Side').first().waitFor();
      await page.keyboard.press('Alt+KeyM');
      await page.locator('[data-mark]').first().waitFor({ state: 'attached' });
      await page.waitForTimeout(400);
    },
  },
];
