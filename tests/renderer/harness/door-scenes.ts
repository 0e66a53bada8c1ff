import type { Page } from '@playwright/test';
import { pane, type Scene } from './scenes.ts';

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
  'cardClockWrong',
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
