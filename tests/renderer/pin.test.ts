import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, type Harness, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const pin = '975310';
const screen = async (session = 'pin', more: Pick<Ask, 'alone'> = {}): Promise<Page> => {
  const { page } = await harness.open({ query: { session }, ...more });
  await page.getByRole('button', { name: 'Open' }).waitFor();
  return page;
};
const sent = (page: Page): Promise<readonly (readonly number[])[]> =>
  page.evaluate(() =>
    window.probe.calls.filter((call) => call.name === 'session.signIn').map((call) => [...(call.request as { pin: Uint8Array }).pin]),
  );
const bytes = (text: string): readonly number[] => [...text].map((character) => character.charCodeAt(0));

/** Every string in the heap of the page, as a snapshot by the developer tools has it. */
const heapStrings = async (page: Page): Promise<string> => {
  const protocol = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  protocol.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await protocol.send('HeapProfiler.collectGarbage');
  await protocol.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await protocol.detach();
  return (JSON.parse(chunks.join('')) as { strings: string[] }).strings.join('\n');
};

describe('the PIN', () => {
  it('is sent as bytes when typed', async () => {
    const page = await screen();
    await page.keyboard.type(pin);
    await page.keyboard.press('Enter');
    await page.getByText('That PIN is not right').waitFor();
    expect(await sent(page)).toEqual([bytes(pin)]);
    await page.close();
  });

  it('is sent as bytes when tapped on the keypad, corrected on the way', async () => {
    const page = await screen();
    for (const digit of '19') await page.getByRole('button', { name: digit, exact: true }).click();
    await page.getByRole('button', { name: 'Clear' }).click();
    for (const digit of `${pin}4`) await page.getByRole('button', { name: digit, exact: true }).click();
    await page.getByRole('button', { name: 'Delete last digit' }).click();
    await page.getByRole('button', { name: 'Open' }).click();
    await expect.poll(() => sent(page)).toEqual([bytes(pin)]);
    await page.close();
  });

  it('is taken whole when a tool fills the box, and replaces what was selected', async () => {
    const page = await screen();
    const box = page.getByLabel('Your PIN');
    await box.fill('111111');
    await box.fill(pin);
    await page.keyboard.press('Enter');
    await expect.poll(() => sent(page)).toEqual([bytes(pin)]);
    await page.close();
  });

  it('never stands in the page, not even while it is typed', async () => {
    const page = await screen();
    await page.keyboard.type(pin);
    const seen = await page.evaluate(
      () => document.documentElement.outerHTML + [...document.querySelectorAll('input')].map((input) => input.value).join(),
    );
    expect(seen).not.toContain(pin);
    expect(await page.getByLabel('Your PIN').inputValue()).toBe('••••••');
    await page.close();
  });

  it('is in no string of the page once it was sent', async () => {
    const page = await screen();
    await page.keyboard.type(pin);
    await page.keyboard.press('Enter');
    await page.getByText('That PIN is not right').waitFor();
    const strings = await heapStrings(page);
    expect(strings).toContain('That PIN is not right');
    expect(strings).not.toContain(pin);
    await page.close();
  });

  it.each([
    ['too short', '246', 'That PIN is too short'],
    ['too long', '246810975', 'That PIN is too long'],
    ['with a letter', '24a810', 'That PIN has something that is not a digit'],
    ['with a sign that no keyboard of ours has', '24681٠', 'That PIN has something that is not a digit'],
    ['longer than main would take', '1'.repeat(80), 'That PIN is too long'],
    ['empty', '', 'No PIN was typed'],
  ])('that cannot be right is emptied, its reason said, and the right one then goes alone: %s', async (_, wrong, reason) => {
    const page = await screen();
    for (let time = 0; time < 2; time += 1) {
      await page.keyboard.insertText(wrong);
      await page.keyboard.press('Enter');
      await page.locator('p', { hasText: reason }).first().waitFor();
      expect(await page.getByRole('alert').textContent()).toContain('The card was not asked, no try is used.');
      // The heading does not go on to say that all is well.
      expect(await page.getByText('Card read, in date, not revoked').count()).toBe(0);
      expect(await page.getByLabel('Your PIN').inputValue()).toBe('');
      expect(await page.getByLabel('Your PIN').evaluate((element) => element === document.activeElement)).toBe(true);
      expect(await sent(page)).toEqual([]);
    }
    await page.keyboard.type(pin);
    await page.keyboard.press('Enter');
    await expect.poll(() => sent(page)).toEqual([bytes(pin)]);
    await page.close();
  });

  it('that cannot be right is emptied when it was tapped, too', async () => {
    const page = await screen();
    for (const digit of '246') await page.getByRole('button', { name: digit, exact: true }).click();
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByText('That PIN is too short').waitFor();
    expect(await page.getByLabel('Your PIN').inputValue()).toBe('');
    for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click();
    await page.getByRole('button', { name: 'Open' }).click();
    await expect.poll(() => sent(page)).toEqual([bytes(pin)]);
    await page.close();
  });

  it('that was emptied is in no string of the page', async () => {
    const page = await screen('pin', { alone: true });
    // No size nor count in the browser's own words begins with a nought.
    await page.keyboard.type('08642');
    await page.keyboard.press('Enter');
    await page.getByText('That PIN is too short').waitFor();
    expect(/.{0,9}(?<!\d)08642(?!\d).{0,9}/.exec(await heapStrings(page))?.[0]).toBe(undefined);
    await page.close();
  });

  it('stays on the reader when the reader has keys of its own', async () => {
    const page = await screen('pinpad');
    expect(await page.getByLabel('Your PIN').count()).toBe(0);
    await page.getByRole('button', { name: 'Open' }).click();
    await expect.poll(() => sent(page)).toEqual([[]]);
    await page.close();
  });
});

describe('tries', () => {
  it.each([
    ['wrong', '2 tries left'],
    ['final', 'Last try'],
    ['low', 'Few tries left'],
    ['pinPinFinalTry', 'That PIN is not right'],
    ['pinLeaseExpired', 'Go where there is signal and open again.'],
  ])('are said before they run out: %s', async (session, words) => {
    const page = await screen(session);
    await page.getByText(words).waitFor();
    await page.close();
  });
});
