import type { Page } from '@playwright/test';
import type { Scene } from './scenes.ts';

/** Opens the log in hand. */
export const openLog = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+3');
  await page.getByText('LD21 and LD24 assigned').waitFor();
};
const act = async (page: Page, key: string, title: string): Promise<void> => {
  await openLog(page);
  await page.keyboard.press(key);
  await page.getByText(title).first().waitFor();
};
/** Opens the form of a new log. */
export const openNewLog = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+3');
  await page.getByRole('button', { name: 'New log' }).first().waitFor({ state: 'attached' });
  await page.keyboard.press('Control+n');
  await page.getByRole('form', { name: 'New log' }).waitFor();
};
const send = (page: Page): Promise<void> => page.keyboard.press('Control+Enter');

export const stormScenes: readonly Scene[] = [
  { name: 'log-warned', query: { joined: '' }, act: openLog },
  {
    name: 'log-regrade',
    act: async (page) => {
      await act(page, 'Alt+g', 'Regrade log 1587');
      await page.getByRole('radio', { name: /Priority/ }).check();
      await page.getByRole('button', { name: 'Suspect has left' }).click();
      await page.getByLabel('In your words').fill('House cleared with LD24. No one inside. Scene held for CSI.');
    },
  },
  { name: 'log-regrade-empty', act: (page) => act(page, 'Alt+g', 'Regrade log 1587') },
  {
    name: 'log-regraded',
    query: { link: 'offline' },
    act: async (page) => {
      await act(page, 'Alt+g', 'Regrade log 1587');
      await page.getByRole('radio', { name: /Priority/ }).check();
      await page.getByRole('button', { name: 'Suspect has left' }).click();
      await send(page);
      await page.getByText('From 1 to 2').waitFor();
    },
  },
  { name: 'log-result', act: (page) => act(page, 'Alt+r', 'Before it closes') },
  {
    name: 'log-result-full',
    act: async (page) => {
      await act(page, 'Alt+r', 'Before it closes');
      await page.getByRole('button', { name: 'Alcohol' }).click();
      await page
        .getByLabel('What happened, and what was done')
        .fill('Dwelling burglary, rear patio door, lock snapped. Area searched, dog used, no trace. CSI booked 09:00.');
      await page.getByLabel('Victim told').fill('Mr Fairclough, by telephone, 16:10');
      await page.getByRole('button', { name: 'Change', exact: true }).click();
      await page.getByRole('combobox', { name: 'Closing code' }).fill('crime');
    },
  },
  {
    name: 'log-resulted',
    act: async (page) => {
      await act(page, 'Alt+r', 'Before it closes');
      await page.getByLabel('What happened, and what was done').fill('No trace.');
      await send(page);
      await page.getByText('Nothing can be added to it').waitFor();
    },
  },
  {
    name: 'log-request',
    act: async (page) => {
      await openLog(page);
      await page.getByRole('button', { name: 'Ask for a resource' }).click();
      await page.getByRole('radio', { name: 'Dog unit' }).check();
    },
  },
  {
    name: 'log-mark',
    act: async (page) => {
      await openLog(page);
      await page.getByRole('button', { name: 'Mark the log' }).click();
      await page.getByRole('radio', { name: 'Vehicle' }).check();
    },
  },
  {
    name: 'log-phrases',
    act: async (page) => {
      await openLog(page);
      await page.getByRole('button', { name: 'Phrases' }).click();
    },
  },
  {
    name: 'log-strike',
    act: async (page) => {
      await openLog(page);
      await page
        .getByRole('button', { name: /^Strike the line/ })
        .first()
        .click();
      await page.getByLabel('Why it should not stand').fill('Meant for log 1402');
    },
  },
  {
    name: 'log-struck',
    act: async (page) => {
      await openLog(page);
      await page
        .getByRole('button', { name: /^Strike the line/ })
        .first()
        .click();
      await page.getByLabel('Why it should not stand').fill('Meant for log 1402');
      await page.keyboard.press('Enter');
      await page.getByText('Struck.').waitFor();
    },
  },
  { name: 'log-neighbour', query: { pane: 'storm', item: 'CB-20210518-0711' } },
  { name: 'log-new', act: openNewLog },
  {
    name: 'log-new-made',
    query: { link: 'offline' },
    act: async (page) => {
      await openNewLog(page);
      await page.getByRole('combobox', { name: 'What kind of job' }).fill('burg');
      await page.keyboard.press('Enter');
      await page.getByRole('radio', { name: /2 Priority/ }).check();
      await page.getByLabel('What it is called').fill('Burglary, rear door');
      await page.getByLabel('What is happening').fill('Door forced, nobody there.');
      await page.getByLabel('Place').fill('9 Turpin Green Lane');
      await send(page);
      await page.getByText('Number follows').first().waitFor();
    },
  },
];
