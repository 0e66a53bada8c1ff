import type { Page } from '@playwright/test';

/** A picture of the window: the fixture it stands on and the way to it. */
export interface Scene {
  readonly name: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly act?: (page: Page) => Promise<void>;
}

/** Goes to a pane by its key. */
export const pane = (key: string) => async (page: Page) => {
  await page.keyboard.press(`Control+${key}`);
};
/** Opens the row of a list that has this text. */
export const row = async (page: Page, text: string): Promise<void> => {
  await page.locator('li > button', { hasText: text }).first().click();
};

/** Another list of logs. */
export const list = async (page: Page, title: string): Promise<void> => {
  await page.getByRole('button', { name: /Choose a list$/ }).click();
  await page.getByRole('menuitemradio', { name: title }).click();
};

export const deskScenes: readonly Scene[] = [
  { name: 'today' },
  {
    name: 'mail',
    act: async (page) => {
      await pane('2')(page);
      await row(page, 'Whittle');
      await page.getByText('Corsa_still').waitFor();
    },
  },
  {
    name: 'mail-attachment',
    act: async (page) => {
      await pane('2')(page);
      await row(page, 'Whittle');
      await page.getByRole('button', { name: /Corsa_still/ }).click();
      await page.locator('dialog iframe').waitFor();
    },
  },
  {
    name: 'mail-conversations',
    query: { conversations: '' },
    act: async (page) => {
      await pane('2')(page);
      await row(page, 'Tom Halliwell, PC Megan Clarke');
      await page.getByRole('heading', { name: /^Re: Burglary series/ }).waitFor();
    },
  },
  {
    name: 'mail-conversations-picked',
    query: { conversations: '' },
    act: async (page) => {
      await pane('2')(page);
      await row(page, 'Roster desk');
      await page.keyboard.press('Shift+ArrowUp');
      await page.getByText('5 messages chosen, with all of 1 conversation in this list.').waitFor();
    },
  },
  {
    name: 'mail-listed-by',
    query: { conversations: '' },
    act: async (page) => {
      await pane('2')(page);
      await page.getByRole('button', { name: 'How mail is listed: Conversations' }).click();
      await page.getByRole('menu', { name: 'How mail is listed' }).waitFor();
    },
  },
  {
    name: 'mail-picked',
    act: async (page) => {
      await pane('2')(page);
      await row(page, 'Whittle');
      await page.keyboard.press('Shift+ArrowDown');
      await page.keyboard.press('Shift+ArrowDown');
      await page.getByText('3 messages chosen.').waitFor();
    },
  },
  {
    name: 'mail-pdf',
    act: async (page) => {
      await pane('2')(page);
      await row(page, 'Whittle');
      await page.getByRole('button', { name: /MO_comparison/ }).click();
      await page.getByText('Broad Street: mole grips').waitFor();
      // Drawn, not only laid out.
      await page.getByText('This page is on its way.').first().waitFor({ state: 'detached' });
    },
  },
  ...(['m4', 'm5', 'm6'] as const).map(
    (id): Scene => ({
      name: { m4: 'mail-signed', m5: 'mail-changed', m6: 'mail-closed' }[id],
      act: async (page) => {
        await pane('2')(page);
        await row(page, { m4: 'ICT Service Desk', m5: 'Witness Care', m6: 'PC Tom Halliwell' }[id]);
        await page.getByText({ m4: 'Not changed since', m5: 'Changed after it was signed', m6: 'does not open it' }[id]).waitFor();
      },
    }),
  ),
  {
    name: 'mail-found',
    act: async (page) => {
      await pane('2')(page);
      await page.getByRole('searchbox', { name: 'Search your mail' }).fill('worden');
      await page.getByText('1 found').waitFor();
      await row(page, 'Worden Park');
    },
  },
  {
    name: 'mail-sent',
    act: async (page) => {
      await pane('2')(page);
      await page.getByRole('button', { name: /^Folders/ }).click();
      await page.getByRole('menuitemradio', { name: 'Sent' }).click();
      await row(page, 'Doorbell footage');
      await page.getByText('Plate_still').waitFor();
    },
  },
  {
    name: 'mail-html',
    act: async (page) => {
      await pane('2')(page);
      await row(page, 'Roster desk');
      await page.locator('iframe').waitFor();
    },
  },
  {
    name: 'storm',
    act: async (page) => {
      await pane('3')(page);
      await page.getByText('2 new since you looked').waitFor();
    },
  },
  {
    name: 'storm-filter',
    act: async (page) => {
      await pane('3')(page);
      await list(page, 'Area logs');
      await page.getByRole('button', { name: /^Filter/ }).click();
      await page.getByRole('button', { name: 'Any unit. Unit' }).click();
      await page.getByRole('menuitemradio', { name: /^LD21/ }).click();
      await page.getByText('2 found').waitFor();
    },
  },
  {
    name: 'storm-history',
    act: async (page) => {
      await pane('3')(page);
      await page.getByText('2 new since you looked').waitFor();
      await page.keyboard.press('Alt+h');
      await page.getByText('Dog in the rear garden').waitFor();
    },
  },
  {
    name: 'storm-glance',
    act: async (page) => {
      await pane('3')(page);
      await page.getByText('2 new since you looked').waitFor();
      await page.keyboard.press('F8');
      await page.getByRole('button', { name: 'Close large type' }).waitFor();
    },
  },
  {
    name: 'team',
    query: { session: 'supervisor' },
    act: async (page) => {
      await pane('6')(page);
      await page.getByText('PC 2377 Callum Ashworth').waitFor();
    },
  },
  {
    name: 'crime',
    act: async (page) => {
      await pane('4')(page);
      await row(page, 'rear patio');
      await page.getByText('mole grips').waitFor();
    },
  },
  {
    name: 'crime-offence',
    act: async (page) => {
      await pane('4')(page);
      await page.getByRole('combobox', { name: 'Offence' }).fill('burg');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'crime-tasks',
    act: async (page) => {
      await pane('4')(page);
      await page.getByRole('button', { name: /^Tasks/ }).click();
      await page.getByText('What is asked').waitFor();
    },
  },
  {
    name: 'people',
    act: async (page) => {
      await pane('5')(page);
      await page.getByText('What I have left').waitFor();
    },
  },
];
