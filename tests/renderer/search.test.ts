import { describe, expect, it } from 'vitest';
import { openedWindow } from './harness/desk.ts';
import { called } from './harness/form-page.ts';

const { desk } = openedWindow();

describe('the search', () => {
  it('turns from kind to kind with Page Down, and asks HQ with Ctrl+Enter, which wants to know why', async () => {
    const page = await desk();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('burg');
    await page.getByRole('option', { selected: true }).waitFor();
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageDown');
    await page.getByRole('button', { name: 'Logs 1', pressed: true }).waitFor();
    expect(await page.getByRole('option').count()).toBe(1);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog', { name: 'Why do you look for “burg” at HQ?' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('radio');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: /Shed broken into/ }).waitFor();
    expect(await called(page, 'enquiry.ask')).toEqual([
      { text: 'burg', reason: { words: '', about: { kind: 'incident', id: 'LC-20210518-1587' } } },
    ]);
    expect(await page.getByText('Ask DI Carr, Major Crime').count()).toBe(1);
    await page.getByRole('button', { name: /Shed broken into/ }).press('Enter');
    await page.getByText('it is not kept on this laptop').waitFor();
    expect(await called(page, 'enquiry.opened')).toEqual([{ source: 'SLEUTH', number: '04/19/00231' }]);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('combobox');
    await page.close();
  });

  it('closes the results with Esc, then empties the box', async () => {
    const page = await desk();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('burg');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('option').count()).toBe(0);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('combobox', { name: 'Search' }).inputValue()).toBe('');
    await page.close();
  });

  it.each([
    ['always', 'asks why you look'],
    ['never', 'has every record of the force.'],
  ])('says before HQ is asked whether it asks why, as the policy has it: %s', async (asks, words) => {
    const page = await desk({ asks });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('burg');
    await page.locator('button', { hasText: 'Search HQ as well' }).getByText(words).waitFor();
    await page.close();
  });
});
