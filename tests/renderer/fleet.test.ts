import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFleet, openLaptop } from './harness/fleet-scenes.ts';
import { type Harness, startHarness } from './harness/window.ts';

/** A page of 32,000 rows comes when the machine gets to it; no time is promised. */
const PATIENCE_MS = 20_000;

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const desk = async (query: Readonly<Record<string, string>>): Promise<Page> => {
  const { page } = await harness.open({ query });
  await page.getByRole('navigation', { name: 'Panes' }).waitFor();
  return page;
};
const called = (page: Page, name: string): Promise<readonly unknown[]> =>
  page.evaluate((wanted) => window.probe.calls.filter((call) => call.name === wanted).map((call) => call.request), name);
const calledFleet = (page: Page): Promise<number> =>
  page.evaluate(() => window.probe.calls.filter((call) => call.name.startsWith('fleet.')).length);

describe('who is not ICT', () => {
  it.each(['open', 'auditor'])('has no Fleet pane, no key to it and asks nothing of the fleet: %s', async (session) => {
    const page = await desk({ session });
    await page.keyboard.press('Control+5');
    await expect.poll(() => page.locator('nav [aria-current=page]').first().textContent()).toContain('People');
    await page.keyboard.press('Control+9');
    expect(await page.locator('nav [aria-current=page]').first().textContent()).toContain('People');
    expect(await page.getByRole('navigation', { name: 'Panes' }).textContent()).not.toContain('Fleet');
    expect(await calledFleet(page)).toBe(0);
    await page.close();
  });
});

describe('the versions of the program', () => {
  it('stand in the list with what failed, and a version that HQ holds back above it', async () => {
    const page = await desk({ session: 'ict', updates: '' });
    await openFleet(page);
    await page.getByRole('status').getByText('HQ holds version 1.1.0 (Linux, pilot) back.').waitFor();
    await page.getByText('It failed on 3 laptops of 41 that took it, and goes to no other.').waitFor();
    await page.locator('li > button', { hasText: 'LAP-0419' }).getByText('1.1.0 failed').waitFor();
    await page.locator('li > button', { hasText: 'LAP-0418' }).getByText('next 1.1.0').waitFor();
    await openLaptop(page, 'LAP-0420');
    const fact = (name: string) => page.locator('dl > div', { hasText: name }).getByRole('definition').textContent();
    expect(await fact('Next version')).toBe('1.2.0: ready, it goes in when nobody is at work');
    expect(await fact('Last update that failed')).toBe('1.1.0, 18 May 2021, 14:20: it does not pass its own test there');
    await page.close();
  });
});

describe('the list of laptops', () => {
  it('has HQ search, filter and sort, and asks by pages of what is in sight', async () => {
    const page = await desk({ session: 'ict', fleet: '32000' });
    await openFleet(page);
    await page.getByRole('button', { name: /^Unsent/ }).click();
    await page.getByRole('button', { name: /^Unsent.*lowest first/ }).click();
    await page.getByRole('button', { name: /Not wiped yet/ }).click();
    await page.getByRole('searchbox', { name: 'Laptop, pool or officer' }).fill('chorley');
    await page.getByText('1 found').waitFor();
    const asked = await called(page, 'fleet.devices');
    expect(asked.at(0)).toEqual({ search: '', sort: 'name', descending: false, offset: 0, limit: 100 });
    expect(asked.at(-1)).toEqual({ search: 'chorley', sort: 'unsent', descending: true, state: 'wiping', offset: 0, limit: 100 });
    await page.close();
  });

  it('keeps the last of 32,000 in reach of the keyboard, and few rows in the page', async () => {
    const page = await desk({ session: 'ict', fleet: '32000' });
    await openFleet(page);
    await page.locator('li > button').first().focus();
    await page.keyboard.press('End');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent), { timeout: PATIENCE_MS }).toContain('LAP-9999');
    expect(await page.locator('li > button').count()).toBeLessThan(60);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'LAP-9999' }).waitFor();
    await page.close();
  });

  it('says what happened and what is safe when HQ cannot be reached', async () => {
    const page = await desk({ session: 'ict', nofleet: 'TunnelDown' });
    await openFleet(page);
    await page.getByText('Nothing of the fleet is kept on this laptop').waitFor();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    await page.close();
  });
});

describe('what is proven', () => {
  it('calls a laptop wiped only on the strength of a receipt that holds', async () => {
    const page = await desk({ session: 'ict' });
    await openLaptop(page, 'LAP-0430');
    await page.getByText('The laptop signed for it at 02:41').waitFor();
    // HQ says the same of this one, and its receipt does not hold.
    await openLaptop(page, 'LAP-0431');
    await page.getByText('Treat it as not done').waitFor();
    expect(await page.getByText('The laptop signed for it').count()).toBe(0);
    await page.close();
  });

  it('says that HQ holds a laptop that refused its lock, and what ICT can do next', async () => {
    const page = await desk({ session: 'ict' });
    await openLaptop(page, 'LAP-0429');
    await page.getByText('HQ still holds this laptop').waitFor();
    expect(await page.locator('li > button', { hasText: 'LAP-0429' }).textContent()).toMatch(/Held.*Lock: refused/);
    await page.getByRole('button', { name: 'Give an order' }).waitFor();
    await page.getByRole('button', { name: 'New code' }).waitFor();
    await openLaptop(page, 'LAP-0425');
    expect(await page.getByText('HQ still holds this laptop').count()).toBe(0);
    await page.close();
  });

  it('says that nothing is proven while the laptop has not answered, and takes an order back on a second word', async () => {
    const page = await desk({ session: 'ict' });
    await openLaptop(page, 'LAP-0432');
    await page.getByText('Nothing is proven yet').waitFor();
    await page.getByRole('button', { name: 'Take the order back' }).click();
    expect(await called(page, 'fleet.cancel')).toEqual([]);
    await page.getByRole('button', { name: 'Take it back now' }).click();
    await page.getByText('It was taken back before the laptop had it').waitFor();
    await page.close();
  });
});

describe('an order', () => {
  const reachWipe = async (page: Page): Promise<void> => {
    await openLaptop(page, 'LAP-0420');
    await page.getByRole('button', { name: 'Give an order' }).click();
    await page.getByRole('radio', { name: 'Wipe' }).check();
    await page.getByRole('textbox', { name: 'Why' }).fill('Lost, log 1521');
    await page.getByLabel('Whom to return').fill('ICT, Hutton');
  };

  it('to wipe is not signed until the laptop’s name was typed', async () => {
    const page = await desk({ session: 'ict' });
    await reachWipe(page);
    await page.getByLabel('Type LAP-0420').fill('LAP-0421');
    await page.getByLabel('PIN of your card').focus();
    await page.keyboard.type('246810');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Type the laptop’s name first' }).waitFor();
    expect(await called(page, 'fleet.give')).toEqual([]);
    await page.getByLabel('Type LAP-0420').fill('LAP-0420');
    await page.getByRole('button', { name: 'Sign and give the wipe' }).click();
    await page.getByText('It waits for the signature of a second ICT officer').waitFor();
    const [given] = (await called(page, 'fleet.give')) as { draft: unknown; pin: Uint8Array }[];
    expect(given?.draft).toEqual({ kind: 'wipe', device: 'LAP-0420', reason: 'Lost, log 1521', handOver: true, returnTo: 'ICT, Hutton' });
    expect(Object.values(given?.pin ?? {})).toEqual([...'246810'].map((digit) => digit.charCodeAt(0)));
    await page.close();
  });

  it('that the card refused is still in the form, without the PIN', async () => {
    const page = await desk({ session: 'ict', refuse: 'PinFinalTry' });
    await reachWipe(page);
    await page.getByLabel('Type LAP-0420').fill('lap-0420');
    await page.getByLabel('PIN of your card').focus();
    await page.keyboard.type('111111');
    await page.keyboard.press('Enter');
    await page.getByText('One try is left').waitFor();
    expect(await page.getByLabel('PIN of your card').inputValue()).toBe('');
    expect(await page.getByRole('textbox', { name: 'Why' }).inputValue()).toBe('Lost, log 1521');
    await page.close();
  });

  it.each([
    ['too short', '246', 'That PIN is too short'],
    ['too long', '246246810', 'That PIN is too long'],
    ['with a letter', '24681o', 'That PIN has something that is not a digit'],
  ])(
    'is not signed with a PIN that cannot be right: it is emptied, the reason said, and the right one then goes alone: %s',
    async (_, wrong, reason) => {
      const page = await desk({ session: 'ict' });
      await reachWipe(page);
      await page.getByLabel('Type LAP-0420').fill('LAP-0420');
      await page.getByLabel('PIN of your card').focus();
      await page.keyboard.type(wrong);
      await page.keyboard.press('Enter');
      await page.getByRole('alert').getByText(reason).waitFor();
      expect(await page.getByLabel('PIN of your card').inputValue()).toBe('');
      expect(await called(page, 'fleet.give')).toEqual([]);
      await page.keyboard.type('246810');
      await page.keyboard.press('Enter');
      await page.getByText('It waits for the signature of a second ICT officer').waitFor();
      const [given, ...others] = (await called(page, 'fleet.give')) as { pin: Uint8Array }[];
      expect(Object.values(given?.pin ?? {})).toEqual([...'246810'].map((digit) => digit.charCodeAt(0)));
      expect(others).toEqual([]);
      await page.close();
    },
  );

  it('of somebody else is shown whole before it is signed as the second', async () => {
    const page = await desk({ session: 'ict' });
    await openFleet(page);
    await page.getByRole('button', { name: 'To sign 2' }).click();
    await page.locator('li > button', { hasText: 'LAP-0461' }).click();
    for (const text of [
      'Stolen from a car in Chorley, log 1498',
      'Handed to HQ first',
      'ICT, Force HQ, Hutton, PR4 5SB',
      'Colin Bretherton, LC006044',
    ])
      await page.locator('dd', { hasText: text }).waitFor();
    await page.getByLabel('PIN of your card').focus();
    await page.keyboard.type('246810');
    await page.keyboard.press('Enter');
    await page.getByText('It waits for the laptop now').waitFor();
    await page.getByRole('button', { name: 'To sign 1' }).waitFor();
    await page.close();
  });
});

describe('officers and cards', () => {
  it('ends access, changes roles and cancels a card, each on a second word, and never one’s own', async () => {
    const page = await desk({ session: 'ict' });
    await openFleet(page);
    await page.getByRole('button', { name: 'Officers and cards' }).click();
    await page.locator('li > button', { hasText: 'Halliwell' }).click();
    await page.getByRole('button', { name: 'End access' }).click();
    expect(await called(page, 'fleet.revokeOfficer')).toEqual([]);
    await page.getByRole('button', { name: 'End access now' }).click();
    await page.getByRole('button', { name: 'Give access back' }).waitFor();
    await page.getByRole('checkbox', { name: 'Supervisor' }).check();
    await page.getByRole('button', { name: 'Save the roles' }).click();
    await expect.poll(() => called(page, 'fleet.setRoles')).toEqual([{ staffId: 'LC004127', roles: ['officer', 'supervisor'] }]);
    await page.getByRole('button', { name: 'Cancel the card' }).click();
    await page.getByRole('button', { name: 'Cancel it now' }).click();
    await expect.poll(() => called(page, 'fleet.revokeCard')).toEqual([{ staffId: 'LC004127', serial: '5a3f09c1' }]);
    await page.locator('li > button', { hasText: 'Nair' }).click();
    await page.getByText('This is you').waitFor();
    expect(await page.getByRole('button', { name: 'End access' }).count()).toBe(0);
    await page.close();
  });
});

it('a new laptop’s code is shown, and for which laptop', async () => {
  const page = await desk({ session: 'ict' });
  await openFleet(page);
  await page.getByRole('button', { name: 'Add a laptop' }).click();
  await page.getByLabel('Name on the lid').fill('lap-0540');
  await page.getByLabel('Pool', { exact: true }).fill('Leyland');
  await page.getByRole('button', { name: 'Get the code' }).click();
  await page.getByText('7KQ2M-4XR9T').waitFor();
  expect(await called(page, 'fleet.enrolmentCode')).toEqual([{ device: 'LAP-0540', pool: 'Leyland' }]);
  await page.close();
});
