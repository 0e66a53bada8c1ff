import type { Page } from '@playwright/test';
import { list, pane, row, type Scene } from './scenes.ts';

const shownJob = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Open log 1587' }).first().waitFor();
};
export const moreScenes: readonly Scene[] = [
  {
    name: 'job-mail',
    query: { jobs: '1' },
    act: async (page) => {
      await pane('2')(page);
      await shownJob(page);
    },
  },
  { name: 'job-three', query: { jobs: '3' }, act: shownJob },
  {
    name: 'job-storm',
    query: { jobs: '3', notices: '' },
    act: async (page) => {
      await pane('3')(page);
      await shownJob(page);
    },
  },
  {
    name: 'sign-in-pin-emptied',
    query: { session: 'pin' },
    act: async (page) => {
      await page.keyboard.type('246');
      await page.keyboard.press('Enter');
      await page.getByText('That PIN is too short').waitFor();
    },
  },
  {
    name: 'mail-damaged',
    act: async (page) => {
      await pane('2')(page);
      await row(page, 'Hargreaves');
      await page.getByText('could not be read').waitFor();
    },
  },
  {
    name: 'mail-nothere',
    act: async (page) => {
      await pane('2')(page);
      await row(page, 'Worden Park');
      await page.getByText('not on this laptop').waitFor();
    },
  },
  {
    name: 'storm-offline',
    query: { link: 'offline' },
    act: async (page) => {
      await pane('3')(page);
      await page.getByText('not sent yet').waitFor();
    },
  },
  {
    name: 'outbox',
    query: { link: 'offline' },
    act: async (page) => {
      await pane('3')(page);
      await page.getByText('not sent yet').waitFor();
      await page.keyboard.press('Control+o');
      await page.getByText('3 waiting to go').waitFor();
    },
  },
  ...(
    [
      ['outbox-undecided', async () => undefined],
      ['outbox-mend', (page) => page.getByRole('button', { name: 'Change it' }).click()],
      ['outbox-discard', (page) => page.getByRole('button', { name: 'Discard', exact: true }).first().click()],
    ] as const satisfies readonly (readonly [string, (page: Page) => Promise<void>])[]
  ).map(([name, act]) => ({
    name,
    query: { undecided: '', drafts: '' },
    act: async (page: Page) => {
      await pane('3')(page);
      await page.keyboard.press('Control+o');
      await page.getByText('2 waiting to go').waitFor();
      await act(page);
    },
  })),
  {
    name: 'outbox-drafts',
    query: { drafts: '' },
    act: async (page) => {
      await pane('3')(page);
      await page.keyboard.press('Control+o');
      await page.getByRole('heading', { name: 'Drafts' }).waitFor();
    },
  },
  {
    name: 'outbox-empty',
    act: async (page) => {
      await pane('3')(page);
      await page.keyboard.press('Control+o');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'storm-long',
    query: { data: 'long' },
    act: async (page) => {
      await pane('3')(page);
      await page.getByText('still going on').waitFor();
    },
  },
  {
    name: 'storm-filter-none',
    act: async (page) => {
      await pane('3')(page);
      await page.getByRole('searchbox', { name: 'Find in this list' }).fill('zebra');
      await page.getByText('Filter: “zebra”').waitFor();
    },
  },
  {
    name: 'storm-lists',
    act: async (page) => {
      await pane('3')(page);
      await page.getByText('2 new since you looked').waitFor();
      await page.getByRole('button', { name: /Choose a list$/ }).click();
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'storm-changed',
    act: async (page) => {
      await pane('3')(page);
      await row(page, 'Burglary');
      await page.evaluate(() => window.probe.move());
      await page.getByRole('button', { name: '1 changed, show' }).waitFor();
    },
  },
  {
    name: 'storm-history-none',
    act: async (page) => {
      await pane('3')(page);
      await row(page, 'Insecure');
      await page.getByText('No lines on this log').waitFor();
      await page.keyboard.press('Alt+h');
      await page.getByText('No other log of this place').waitFor();
    },
  },
  ...(['offline', 'empty', 'unfetched'] as const).map((name) => ({
    name: `team-${name}`,
    query: { session: 'supervisor', ...(name === 'offline' ? { link: name } : { data: name }) },
    act: async (page: Page) => {
      await pane('6')(page);
      await page.getByRole('heading', { name: /^Open tasks/ }).waitFor();
    },
  })),
  {
    name: 'storm-bare',
    act: async (page) => {
      await pane('3')(page);
      await row(page, 'Insecure');
      await page.getByText('No lines on this log').waitFor();
    },
  },
  {
    name: 'storm-closed',
    act: async (page) => {
      await pane('3')(page);
      await list(page, 'Closed logs');
      await row(page, 'Neighbour');
      await page.getByText('This log is closed').waitFor();
    },
  },
  // What only a newer HQ knows.
  {
    name: 'storm-grown',
    query: { grown: '' },
    act: async (page) => {
      await pane('3')(page);
      await page.getByText('awaiting review').waitFor();
    },
  },
  {
    name: 'crime-grown',
    query: { grown: '' },
    act: async (page) => {
      await pane('4')(page);
      await row(page, 'rear patio');
      await page.getByText('underReview').first().waitFor();
    },
  },
  {
    name: 'people-grown',
    query: { grown: '' },
    act: async (page) => {
      await pane('5')(page);
      await page.getByText('Call back number').first().waitFor();
    },
  },
  {
    name: 'crime-bare',
    act: async (page) => {
      await pane('4')(page);
      await row(page, 'Theft from shop');
      await page.getByText('Nothing is written').waitFor();
    },
  },
  { name: 'today-weak', query: { link: 'weak' } },
  { name: 'today-offline', query: { link: 'offline' } },
  ...(['empty', 'unfetched', 'failed'] as const).flatMap((data) =>
    (['1', '2', '3', '4', '5'] as const).map((key) => ({ name: `${data}-${key}`, query: { data }, act: pane(key) })),
  ),
  ...(['1', '2', '3', '4', '5'] as const).map((key) => ({
    name: `loading-${key}`,
    query: { data: 'loading' },
    act: async (page: Page) => {
      await pane(key)(page);
      await page.locator('[aria-busy=true] [role=status]').first().waitFor();
    },
  })),
  {
    name: 'keys',
    act: async (page) => {
      await page.keyboard.press('F1');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'unit-menu',
    act: async (page) => {
      await page.getByRole('button', { name: /change status/ }).click();
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'folder-menu',
    act: async (page) => {
      await pane('2')(page);
      await page.getByRole('button', { name: /^Folders/ }).click();
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'emergency-early',
    act: async (page) => {
      await page.keyboard.press('Alt+0');
      await page.getByText('Nothing was sent').first().waitFor();
    },
  },
  ...[
    { name: 'emergency-radio', query: { link: 'offline' }, words: 'Use your radio' },
    { name: 'emergency-taken', query: {}, words: 'Control has it' },
  ].map(({ words, ...scene }) => ({
    ...scene,
    act: async (page: Page) => {
      await pane('3')(page);
      await page.keyboard.down('Alt');
      await page.keyboard.down('0');
      await page.getByRole('alertdialog').getByText(words).first().waitFor();
      await page.keyboard.up('0');
      await page.keyboard.up('Alt');
    },
  })),
  {
    name: 'people-unpublished',
    act: async (page) => {
      await pane('5')(page);
      await page.getByRole('button', { name: 'Week after' }).click();
      await page.getByText('Not published').first().waitFor();
    },
  },
  { name: 'notice-job', query: { notices: '', jobs: '1' }, act: pane('3') },
  { name: 'mail-many', query: { data: 'many' }, act: pane('2') },
  { name: 'storm-many', query: { data: 'many' }, act: pane('3') },
];
