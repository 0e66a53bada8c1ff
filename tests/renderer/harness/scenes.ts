import type { Page } from '@playwright/test';

/** A picture of the window: the fixture it stands on and the way to it. */
export interface Scene {
  readonly name: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly act?: (page: Page) => Promise<void>;
}

const pane = (key: string) => async (page: Page) => {
  await page.keyboard.press(`Control+${key}`);
};
const row = async (page: Page, text: string): Promise<void> => {
  await page.locator('li > button', { hasText: text }).first().click();
};

/** Another list of logs. */
const list = async (page: Page, title: string): Promise<void> => {
  await page.getByRole('button', { name: /Choose a list$/ }).click();
  await page.getByRole('menuitemradio', { name: title }).click();
};

export const signInScenes: readonly Scene[] = [
  'starting',
  'nocard',
  'locked',
  'cardseen',
  'choose',
  'ictlocked',
  'wiping',
  'wiped',
  'wipedwaiting',
  'pinpad',
  'low',
  'final',
  'wrong',
  'wrongunknown',
  'switch',
  'blocked',
  'unlockcard',
  'unlockhq',
  'faultModuleMissing',
  'faultDeviceKeyUnreadable',
  'cardNoCertificate',
  'cardCardRevocationUnknown',
  'cardCardDamaged',
  'pinLeaseExpired',
  'pinGatewayUntrusted',
  'pinStoreCorrupt',
  'pinPinFinalTry',
  'pinClockTurnedBack',
].map((session) => ({ name: `sign-in-${session}`, query: { session } }));

export const pinScene: Scene = {
  name: 'sign-in-pin',
  query: { session: 'pin' },
  act: async (page) => {
    await page.keyboard.type('2468');
  },
};

/** A new PIN typed into all three boxes. */
const newPin = async (page: Page, known: string, fresh: string): Promise<void> => {
  for (const text of [known, fresh, fresh]) {
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  }
};

export const laptopScenes: readonly Scene[] = [
  {
    name: 'change-pin',
    query: { session: 'final', refuse: 'PinInvalid' },
    act: async (page) => {
      await page.getByRole('button', { name: 'Change my PIN' }).click();
      await newPin(page, '246810', '135791');
      await page.getByRole('button', { name: 'Set the new PIN' }).click();
      await page.getByText('does not take that new PIN').waitFor();
    },
  },
  {
    name: 'change-pin-pad',
    query: { session: 'pinpad' },
    act: async (page) => {
      await page.getByRole('button', { name: 'Change my PIN' }).click();
      await page.getByText('keys of the reader').waitFor();
    },
  },
  {
    name: 'unblock',
    query: { session: 'blocked', refuse: 'NotSupported' },
    act: async (page) => {
      await page.getByRole('button', { name: 'I have the unblocking code' }).click();
      await newPin(page, '12345678', '135791');
      await page.getByRole('button', { name: 'Set the new PIN' }).click();
      await page.getByText('cannot be set here').waitFor();
    },
  },
  { name: 'enrol', query: { session: 'faultDeviceUnknown', fresh: '' } },
  {
    name: 'enrol-refused',
    query: { session: 'faultDeviceUnknown', fresh: '', refuse: 'CodeRefused' },
    act: async (page) => {
      await page.keyboard.type('lap417');
      await page.keyboard.press('Tab');
      await page.keyboard.type('abcde0 23456');
      await page.keyboard.press('Enter');
      await page.getByText('does not take this code').waitFor();
    },
  },
  { name: 'locked-job', query: { session: 'locked', waiting: '1' } },
  { name: 'notice-door', query: { session: 'pin', notices: '' } },
  { name: 'notice-desk', query: { notices: '' }, act: async (page) => pane('3')(page) },
  {
    name: 'notice-long',
    query: { notices: '' },
    act: async (page) => {
      await page.getByRole('button', { name: 'I have read this' }).click();
      await page.getByText('goes back to Leyland').waitFor();
    },
  },
  {
    name: 'laptop',
    act: async (page) => {
      await page.keyboard.press('F2');
      await page.getByText('4 other officers').waitFor();
    },
  },
  ...['preparing', 'ready', 'readydue', 'notin', 'unfit'].map((update) => ({
    name: `update-${update}`,
    query: { update },
    act: async (page: Page) => pane('3')(page),
  })),
  {
    name: 'update-shiftend',
    query: { update: 'ready' },
    act: async (page) => {
      await pane('3')(page);
      await page.getByRole('button', { name: 'When my shift ends' }).click();
      await page.getByText('goes in when your shift ends').waitFor();
    },
  },
  { name: 'update-unfit-signin', query: { update: 'unfit', session: 'pin' } },
  { name: 'update-installing', query: { update: 'installing', session: 'pin' } },
  { name: 'update-outdated', query: { update: 'outdatedready', link: 'weak' }, act: async (page) => pane('3')(page) },
  ...['ready', 'outdated'].map((update) => ({
    name: `laptop-update-${update}`,
    query: { update },
    act: async (page: Page) => {
      await page.keyboard.press('F2');
      await page.getByRole('heading', { name: 'New version' }).waitFor();
    },
  })),
  {
    name: 'laptop-pin',
    act: async (page) => {
      await page.keyboard.press('F2');
      await page.getByRole('dialog').getByRole('button', { name: 'Change my PIN' }).click();
      await page.getByLabel('Old PIN').waitFor();
    },
  },
];

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
    name: 'search-match',
    act: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('corsa');
      await page.getByRole('option').first().waitFor();
    },
  },
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
    name: 'unit-menu',
    act: async (page) => {
      await page.getByRole('button', { name: /change status/ }).click();
      await page.getByRole('menu').waitFor();
    },
  },
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
