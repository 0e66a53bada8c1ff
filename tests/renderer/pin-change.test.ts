import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { called } from './harness/form-page.ts';
import { type Harness, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const open = async (query: Readonly<Record<string, string>> = {}): Promise<Page> => (await harness.open({ query })).page;
const bytes = (text: string): readonly number[] => [...text].map((character) => character.charCodeAt(0));
const fill = async (page: Page, ...texts: readonly string[]): Promise<void> => {
  for (const text of texts) {
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  }
};
const changing = async (query: Readonly<Record<string, string>>): Promise<Page> => {
  const page = await open(query);
  await page.getByRole('button', { name: 'Change my PIN' }).click();
  return page;
};

const boxes = ['Old PIN', 'New PIN', 'New PIN again'];

describe('a new PIN', () => {
  it('shows its rules first, goes out as bytes with the keyboard alone, and the sign-in screen asks for the new one', async () => {
    const page = await changing({ session: 'pin' });
    await page.getByText('6 to 8 digits, and not the old one.').waitFor();
    await fill(page, '246810', '135791', '135791');
    await page.getByRole('button', { name: 'Set the new PIN' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Your PIN is changed').waitFor();
    expect(await called(page, 'session.changePin')).toEqual([{ oldPin: bytes('246810'), newPin: bytes('135791') }]);
    expect(await page.getByLabel('Your PIN').inputValue()).toBe('');
    await page.close();
  });

  it('asks nothing of the card while what was typed cannot be right', async () => {
    const page = await changing({ session: 'pin' });
    await fill(page, '246810', '135791', '135799');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByText('The two new PINs differ').waitFor();
    expect(await called(page, 'session.changePin')).toEqual([]);
    // The old one is kept, and the next key goes into the first new box.
    expect(await page.getByLabel('Old PIN').inputValue()).toBe('••••••');
    expect(await page.evaluate(() => document.activeElement?.previousElementSibling?.textContent)).toBe('New PIN');
    await page.close();
  });

  it.each([
    ['the old PIN too short', ['246', '135791', '135791'], 'The old PIN is too short', 'Old PIN', ['', '••••••', '••••••']],
    ['the old PIN too long', ['246246810', '135791', '135791'], 'The old PIN is too long', 'Old PIN', ['', '••••••', '••••••']],
    ['a letter in the old PIN', ['24681o', '135791', '135791'], 'The old PIN has something', 'Old PIN', ['', '••••••', '••••••']],
    ['the new PIN too short', ['246810', '1357', '1357'], 'The new PIN is too short', 'New PIN', ['••••••', '', '']],
    ['the new PIN too long', ['246810', '135791357', '135791357'], 'The new PIN is too long', 'New PIN', ['••••••', '', '']],
    ['a letter in the new PIN', ['246810', '13579l', '13579l'], 'The new PIN has something', 'New PIN', ['••••••', '', '']],
    ['the new PIN one digit again and again', ['246810', '111111', '111111'], 'too easy to guess', 'New PIN', ['••••••', '', '']],
    ['the new PIN a run', ['246810', '876543', '876543'], 'too easy to guess', 'New PIN', ['••••••', '', '']],
    ['the new PIN the old one', ['246810', '246810', '246810'], 'The new PIN is the old one', 'New PIN', ['••••••', '', '']],
  ] as const)('that cannot be right is emptied where it is wrong, and nothing is sent: %s', async (_, typed, reason, at, left) => {
    const page = await changing({ session: 'pin' });
    await fill(page, ...typed);
    await page.getByRole('button', { name: 'Set the new PIN' }).click();
    await page.getByRole('alert').getByText(reason).waitFor();
    expect(await page.getByRole('alert').textContent()).toMatch(/no try is used/i);
    expect(await Promise.all(boxes.map((label) => page.getByLabel(label, { exact: true }).inputValue()))).toEqual(left);
    expect(await page.getByLabel(at, { exact: true }).evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await called(page, 'session.changePin')).toEqual([]);
    await page.close();
  });

  it.each([
    ['too short', '123', 'The unblocking code is too short'],
    ['too long', '123456789', 'The unblocking code is too long'],
    ['with a sign that no card takes', '1234567é', 'The unblocking code has a character that no card takes'],
  ])(
    'is not asked of the card with an unblocking code that cannot be right, and the right one then goes alone: %s',
    async (_, puk, reason) => {
      const page = await open({ session: 'blocked' });
      await page.getByRole('button', { name: 'I have the unblocking code' }).click();
      await page.keyboard.insertText(puk);
      await page.keyboard.press('Tab');
      await fill(page, '135791', '135791');
      await page.getByRole('button', { name: 'Set the new PIN' }).click();
      await page.getByRole('alert').getByText(reason).waitFor();
      expect(await called(page, 'session.unblockPin')).toEqual([]);
      // The focus is in the emptied box; the two new ones are as they were typed.
      await page.keyboard.type('12345678');
      await page.keyboard.press('Enter');
      await expect.poll(() => called(page, 'session.unblockPin')).toEqual([{ puk: bytes('12345678'), newPin: bytes('135791') }]);
      await page.close();
    },
  );

  it('is tapped into the box that has the focus', async () => {
    const page = await changing({ session: 'pin' });
    for (const label of ['Old PIN', 'New PIN', 'New PIN again']) {
      await page.getByLabel(label, { exact: true }).focus();
      for (const digit of label === 'Old PIN' ? '246810' : '135791') await page.getByRole('button', { name: digit, exact: true }).click();
    }
    await page.getByRole('button', { name: 'Set the new PIN' }).click();
    await expect.poll(() => called(page, 'session.changePin')).toEqual([{ oldPin: bytes('246810'), newPin: bytes('135791') }]);
    await page.close();
  });

  it('warns before the last try is used', async () => {
    const page = await changing({ session: 'final' });
    await page.getByRole('alert').getByText('Last try. If it is wrong, the card blocks').waitFor();
    await page.close();
  });

  it('is set on the reader where the reader has keys: no box, and no byte from here', async () => {
    const page = await changing({ session: 'pinpad' });
    expect(await page.locator('input').count()).toBe(0);
    await page.getByRole('button', { name: 'Set the new PIN' }).click();
    await expect.poll(() => called(page, 'session.changePin')).toEqual([{ oldPin: [], newPin: [] }]);
    await page.close();
  });

  it('unblocks a card with its code, and the sign-in screen asks for the new one', async () => {
    const page = await open({ session: 'blocked' });
    await page.getByRole('button', { name: 'I have the unblocking code' }).click();
    await fill(page, '12345678', '135791', '135791');
    await page.getByRole('button', { name: 'Set the new PIN' }).click();
    await page.getByText('Card unblocked, new PIN set').waitFor();
    await page.getByLabel('Your PIN').waitFor();
    expect(await called(page, 'session.unblockPin')).toEqual([{ puk: bytes('12345678'), newPin: bytes('135791') }]);
    await page.close();
  });

  it.each(['NotSupported', 'PukBlocked'])('ends at the route to ICT when nothing typed again would help: %s', async (refuse) => {
    const page = await open({ session: 'blocked', refuse });
    await page.getByRole('button', { name: 'I have the unblocking code' }).click();
    await fill(page, '12345678', '135791', '135791');
    await page.getByRole('button', { name: 'Set the new PIN' }).click();
    await page.getByRole('alert').getByText('ICT').waitFor();
    expect(await page.getByRole('button', { name: 'Set the new PIN' }).count()).toBe(0);
    await page.close();
  });

  it('can be changed while work is open, in This laptop, and the focus comes back', async () => {
    const page = await open();
    const who = page.getByRole('button', { name: /^PC Aisha Rahman/ });
    await who.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'This laptop' }).getByRole('button', { name: 'Change my PIN' }).click();
    await fill(page, '246810', '135791', '135791');
    await page.getByRole('button', { name: 'Set the new PIN' }).click();
    await page.getByText('Your PIN is changed.').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await who.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.close();
  });
});
