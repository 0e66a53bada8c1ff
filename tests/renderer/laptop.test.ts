import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tom } from './fixture/people.ts';
import { sessions } from './fixture/session.ts';
import { called } from './harness/form-page.ts';
import { type Harness, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const open = async (query: Readonly<Record<string, string>> = {}): Promise<Page> => (await harness.open({ query })).page;
describe('several identities on a card', () => {
  it('are told apart, and the officer says which is meant, by the keyboard', async () => {
    const page = await open({ session: 'choose' });
    await page.getByText('National Crime Agency').waitFor();
    expect(await called(page, 'session.choose')).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByLabel('Your PIN').waitFor();
    expect(await called(page, 'session.choose')).toEqual([{ id: '2' }]);
    await page.close();
  });
});

describe('a fresh laptop', () => {
  const fresh = { session: 'faultDeviceUnknown', fresh: '' };

  it('asks for its name and a code in any form, sends both as HQ knows them, and leads on', async () => {
    const page = await open(fresh);
    await page.keyboard.type('lap 0417');
    await page.keyboard.press('Tab');
    await page.keyboard.type('abcde 23456');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'LAP-0417 is ready' }).waitFor();
    expect(await called(page, 'device.enrol')).toEqual([{ device: 'LAP-0417', code: 'ABCDE-23456' }]);
    await page.evaluate((state) => window.probe.session(state), { kind: 'noCard' } as const);
    await page.getByRole('heading', { name: 'Put your warrant card in the reader' }).waitFor();
    // What the laptop is was asked again: it has a name now.
    expect(await called(page, 'session.about')).toHaveLength(2);
    await page.close();
  });

  it('asks HQ nothing while the code is not whole, and says what no code has', async () => {
    const page = await open(fresh);
    await page.keyboard.type('lap0417');
    await page.keyboard.press('Tab');
    await page.keyboard.type('abcde0');
    await page.getByText('A code has no I, O, 0 or 1. Look again').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('That is not a whole code').waitFor();
    expect(await called(page, 'device.enrol')).toEqual([]);
    await page.close();
  });

  it('is not offered where the laptop has a name: HQ has cut it off, and ICT decides', async () => {
    const page = await open({ session: 'faultDeviceUnknown' });
    await page.getByRole('heading', { name: 'HQ does not know this laptop' }).waitFor();
    expect(await page.locator('input').count()).toBe(0);
    await page.close();
  });
});

describe('words from ICT', () => {
  it('stand over what is being typed without taking the focus or the room of it, and are announced', async () => {
    const page = await open({ notices: '' });
    await page.keyboard.press('Control+3');
    const box = page.getByRole('textbox', { name: /Add an update/ });
    await box.fill('Doorbell');
    const bar = page.getByRole('region', { name: 'From ICT' });
    await bar.getByRole('status').getByText('Storm is slow').waitFor();
    expect(await box.evaluate((element) => element === document.activeElement)).toBe(true);
    const over = await bar.boundingBox();
    const under = await page.getByRole('banner').boundingBox();
    expect((over?.y ?? 0) + (over?.height ?? 0)).toBeLessThanOrEqual(under?.y ?? 0);
    await page.close();
  });

  it('are put away one by one, and the focus goes back to where the officer was', async () => {
    const page = await open({ session: 'pin', notices: '' });
    const read = page.getByRole('button', { name: 'I have read this' });
    await page.getByText('1 more').waitFor();
    await page.getByLabel('Your PIN').focus();
    await read.focus();
    await page.keyboard.press('Enter');
    await page.getByText('goes back to Leyland').waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => read.count()).toBe(0);
    expect(await called(page, 'device.dismissNotice')).toHaveLength(2);
    expect(await page.getByLabel('Your PIN').evaluate((element) => element === document.activeElement)).toBe(true);
    await page.close();
  });
});

describe('this laptop', () => {
  it('says how many records from HQ it could not read', async () => {
    const page = await open();
    await page.keyboard.press('F2');
    const sheet = page.getByRole('dialog', { name: 'This laptop' });
    await sheet.getByText('Records not read').waitFor();
    await sheet.getByRole('definition').filter({ hasText: 'in a form that this version does not know' }).getByText('2').waitFor();
    await page.close();
  });
});

describe('the next version', () => {
  it('asks when it may go in, in a card that covers nothing of the form beside it, and waits for the shift’s end by the keyboard', async () => {
    const page = await open({ update: 'readydue', pane: 'storm', item: 'LC-20210518-1587' });
    const card = page.getByRole('region', { name: 'New version' });
    await card.getByRole('status').getByText('Mobile Office 1.5.0 is ready').waitFor();
    await card.getByText('Nothing stops. Unsent work is kept. It takes about 2 minutes. By Fri 07:00 at the latest.').waitFor();
    const box = await page.getByRole('textbox', { name: /Add an update/ }).boundingBox();
    const over = await card.getByRole('status').boundingBox();
    expect((over?.x ?? 0) + (over?.width ?? 0)).toBeLessThanOrEqual(box?.x ?? 0);
    await card.getByRole('button', { name: 'When my shift ends' }).focus();
    await page.keyboard.press('Enter');
    await card.getByText('Mobile Office 1.5.0 goes in when your shift ends').waitFor();
    expect(await called(page, 'update.choose')).toEqual([{ when: 'shiftEnd' }]);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('All sent');
    await card.getByRole('button', { name: 'Hide' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByText('goes in when your shift ends').count()).toBe(0);
    // The status bar and This laptop still say it, and This laptop has it go in now.
    await page.getByText('New version waits').waitFor();
    await page.keyboard.press('F2');
    const sheet = page.getByRole('dialog', { name: 'This laptop' });
    await sheet.getByText('Mobile Office 1.5.0 is ready.').waitFor();
    await sheet.getByRole('button', { name: 'Now' }).click();
    await page.getByRole('heading', { name: 'Mobile Office 1.5.0 is going in' }).waitFor();
    await page.close();
  });

  it('goes in now with the last word saved, and nobody can type a PIN meanwhile', async () => {
    const page = await open({ update: 'ready', pane: 'storm', item: 'LC-20210518-1587' });
    await page.getByRole('textbox', { name: /Add an update/ }).fill('Doorbell footage kept.');
    await page.getByRole('region', { name: 'New version' }).getByRole('button', { name: 'Now' }).click();
    await page.getByRole('heading', { name: 'Mobile Office 1.5.0 is going in' }).waitFor();
    await page.getByText(/this window closes and comes back by itself. Unsent work and what you typed are kept/).waitFor();
    expect(await page.getByRole('textbox').count()).toBe(0);
    const order = await page.evaluate(() => window.probe.calls.map((call) => call.name));
    expect(order.indexOf('drafts.save')).toBeGreaterThan(-1);
    expect(order.indexOf('drafts.save')).toBeLessThan(order.indexOf('update.choose'));
    await page.close();
  });

  it('that is not ready any more says so, and stops nothing', async () => {
    const page = await open({ update: 'ready', refuse: 'NotReady' });
    const card = page.getByRole('region', { name: 'New version' });
    await card.getByRole('button', { name: 'Now' }).click();
    await card.getByText('The new version is not ready any more. Work on.').waitFor();
    await page.close();
  });

  it('that was given its word in another session asks no second time', async () => {
    const page = await open({ update: 'shiftend' });
    await page.getByText('New version waits').waitFor();
    expect(await page.getByRole('button', { name: 'When my shift ends' }).count()).toBe(0);
    await page.close();
  });

  it.each([
    ['notin', 'Mobile Office 1.5.0 did not go in', /this version goes on. Tell ICT/],
    ['unfit', 'This version fails its own test here', /is kept, and goes out as before. Use another laptop/],
  ])('says what went wrong, what is safe and what to do: %s', async (update, head, lead) => {
    const page = await open({ update });
    const card = page.getByRole('region', { name: 'New version' });
    await card.getByText(head).waitFor();
    await card.getByText(lead).waitFor();
    await page.close();
  });

  it('is no matter of the officer’s where ICT installs it, and stands in This laptop with what is unsent', async () => {
    const page = await open({ update: 'ict', link: 'offline' });
    await page.keyboard.press('F2');
    const sheet = page.getByRole('dialog', { name: 'This laptop' });
    await sheet.getByText('ICT installs it: nobody else may on this laptop.').waitFor();
    await sheet.getByText(/unsent things? and what you are typing are kept, sealed on this laptop/).waitFor();
    expect(await page.getByRole('button', { name: 'Hide' }).count()).toBe(0);
    await page.close();
  });

  it('is asked for where HQ takes this one no more, and says that nothing is lost', async () => {
    const page = await open({ update: 'outdated' });
    const card = page.getByRole('region', { name: 'New version' });
    await card.getByText('This version is too old for HQ').waitFor();
    await card.getByText(/What is unsent still goes out, and all that is here stays/).waitFor();
    await page.getByText('Too old for HQ', { exact: true }).waitFor();
    await page.close();
  });
});

describe('where the officer was', () => {
  const log = { pane: 'storm', item: 'LC-20210518-1402' };

  it('opens again after unlocking: the pane and the item', async () => {
    const page = await open(log);
    await page.getByText('No lines on this log yet').waitFor();
    expect(await called(page, 'mail.folders')).toEqual([]);
    await page.close();
  });

  it('is left with the last word saved: what is typed goes before the lock', async () => {
    const page = await open({ pane: 'storm', item: 'LC-20210518-1587' });
    await page.getByRole('textbox', { name: /Add an update/ }).fill('Doorbell footage kept.');
    await page.keyboard.press('Control+l');
    await page.getByRole('heading', { name: 'PC Aisha Rahman’s work is locked' }).waitFor();
    const order = await page.evaluate(() => window.probe.calls.map((call) => call.name));
    const saved = order.indexOf('drafts.save');
    expect(saved).toBeGreaterThan(-1);
    expect(saved).toBeLessThan(order.indexOf('session.lock'));
    expect(order.filter((name) => name === 'drafts.save')).toHaveLength(1);
    await page.close();
  });

  it('is kept at every step', async () => {
    const page = await open();
    await page.getByRole('heading', { name: 'Tuesday 18 May' }).waitFor();
    await page.keyboard.press('Control+3');
    await page.locator('li > button', { hasText: 'Insecure' }).first().click();
    await page.keyboard.press('Control+4');
    const at = '2021-05-18T14:42:08.000Z';
    await expect
      .poll(() => called(page, 'session.setPlace'))
      .toEqual([
        { pane: 'today', at },
        { pane: 'storm', at },
        { pane: 'storm', item: log.item, at },
        { pane: 'crime', at },
      ]);
    await page.close();
  });
});

describe('one officer after another, in a page that was not even renewed', () => {
  it('leaves nothing of the first on the screen of the second, nor in anything that the page could keep', async () => {
    const page = await open({ pane: 'storm', item: 'LC-20210518-1587' });
    const { title } = await page.evaluate(() => ({ title: document.title }));
    await page.getByRole('combobox', { name: 'Search' }).fill('Balfour');
    await page.getByRole('textbox', { name: /Add an update/ }).fill('Only Rahman wrote this');
    await page.keyboard.press('F2');
    await page.getByText('4 other officers').waitFor();
    const screen = sessions['switch'];
    await page.evaluate((state) => state !== undefined && window.probe.session(state), screen);
    await page.getByLabel('Your PIN').waitFor();
    const states = [screen, { kind: 'open', officer: tom, leaseUntil: '2021-05-18T22:30:00.000Z' }] as const;
    await page.evaluate((state) => window.probe.session(state), states[1]);
    await page.getByRole('button', { name: /^PC Tom Halliwell/ }).waitFor();

    expect(await page.getByRole('combobox', { name: 'Search' }).inputValue()).toBe('');
    expect(await page.getByRole('dialog').count()).toBe(0);
    const kept = await page.evaluate(async () => ({
      title: document.title,
      name: window.name,
      storage: [localStorage.length, sessionStorage.length],
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
      cookie: document.cookie,
      history: history.state,
      address: location.hash,
    }));
    expect(kept).toEqual({ title, name: '', storage: [0, 0], databases: [], caches: [], cookie: '', history: null, address: '' });
    expect(title).toBe('Mobile Office');
    const text = await page.evaluate(() => document.documentElement.outerHTML);
    expect(text).not.toContain('Only Rahman wrote this');
    await page.close();
  });
});
