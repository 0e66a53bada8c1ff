import type { Page } from '@playwright/test';
import type { Scene } from './scenes.ts';

const query = { session: 'ict' };

/** Ctrl+6: the Fleet pane, with its list there. */
export const openFleet = async (page: Page): Promise<void> => {
  await page.getByRole('navigation', { name: 'Panes' }).waitFor();
  await page.keyboard.press('Control+6');
  await page.getByRole('heading', { name: 'Fleet' }).waitFor();
};
export const openLaptop = async (page: Page, name: string): Promise<void> => {
  await openFleet(page);
  await page.getByRole('searchbox', { name: 'Laptop, pool or officer' }).fill(name);
  // The row must stand where it will be clicked.
  await page.getByText('1 found').waitFor();
  await page.locator('li > button', { hasText: name }).click();
  await page.getByRole('heading', { name, level: 2 }).waitFor();
};

export const fleetScenes: readonly [Scene, Scene, ...Scene[]] = [
  { name: 'fleet', query, act: openFleet },
  { name: 'fleet-updates', query: { ...query, updates: '' }, act: openFleet },
  {
    name: 'fleet-update-failed',
    query: { ...query, updates: '' },
    act: async (page) => {
      await openLaptop(page, 'LAP-0420');
      await page.getByText('it does not pass its own test there').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'fleet-wipe-pending',
    query,
    act: async (page) => {
      await openLaptop(page, 'LAP-0432');
      await page.getByText('Nothing is proven yet').waitFor();
    },
  },
  {
    name: 'fleet-give-wipe',
    query: { ...query, refuse: 'PinIncorrect' },
    act: async (page) => {
      await openLaptop(page, 'LAP-0420');
      await page.getByRole('button', { name: 'Give an order' }).click();
      await page.getByRole('radio', { name: 'Wipe' }).check();
      await page.getByRole('textbox', { name: 'Why' }).fill('Lost on a wall in Golden Hill Lane, log 1521');
      await page.getByLabel('Whom to return').fill('ICT, Force HQ, Hutton');
      await page.getByLabel('Type LAP-0420').fill('LAP-0420');
      await page.getByLabel('PIN of your card').focus();
      await page.keyboard.type('111111');
      await page.keyboard.press('Enter');
      await page.getByText('That PIN is not right').waitFor();
    },
  },
  {
    name: 'fleet-sign',
    query,
    act: async (page) => {
      await openFleet(page);
      await page.getByRole('button', { name: 'To sign 2' }).click();
      await page.locator('li > button', { hasText: 'LAP-0461' }).click();
      await page.getByText('Handed to HQ first').waitFor();
    },
  },
  {
    name: 'fleet-officers',
    query,
    act: async (page) => {
      await openFleet(page);
      await page.getByRole('button', { name: 'Officers and cards' }).click();
      await page.locator('li > button', { hasText: 'Halliwell' }).click();
      await page.getByRole('button', { name: 'End access' }).click();
      await page.getByText('Open work is locked at once').waitFor();
    },
  },
];

/** For the eye: made of the same parts as those above. */
export const moreFleetScenes: readonly Scene[] = [
  {
    name: 'fleet-wiped',
    query,
    act: async (page) => {
      await openLaptop(page, 'LAP-0430');
      await page.getByRole('button', { name: 'Show receipts' }).click();
      await page.getByRole('button', { name: 'Save the receipt' }).click();
      await page.getByText('Saved, with').waitFor();
    },
  },
  {
    name: 'fleet-add',
    query,
    act: async (page) => {
      await openFleet(page);
      await page.getByRole('button', { name: 'Add a laptop' }).click();
      await page.getByLabel('Name on the lid').fill('lap-0540');
      await page.getByLabel('Pool', { exact: true }).fill('Leyland');
      await page.getByRole('button', { name: 'Get the code' }).click();
      await page.getByText('7KQ2M-4XR9T').waitFor();
    },
  },
  { name: 'fleet-refused', query: { ...query, nofleet: 'TunnelDown' }, act: openFleet },
];
