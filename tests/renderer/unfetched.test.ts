import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

/** What is only true of what was fetched. */
const noneWords =
  /You are (not )?on (a|no) unit|Nothing|Not on duty|All read|No task|No crimes|No open logs|No closed|No logs|No log in hand|no logs|No messages|No mail|Not published|Single crewed|None|No duties/;
const panes = [
  ['1', 'Today'],
  ['2', 'Mail'],
  ['3', 'Storm'],
  ['4', 'Crime'],
  ['5', 'People'],
] as const;

describe('before anything was fetched', () => {
  it.each([
    ['offline', 'Not fetched yet: needs signal'],
    ['online', 'Fetching from HQ'],
  ])('every pane says so, none says "none", and no pane has a number: %s', async (link, words) => {
    const { page, complaints } = await harness.open({ query: { data: 'unfetched', link } });
    await page.getByRole('navigation', { name: 'Panes' }).waitFor();
    for (const [key, name] of panes) {
      await page.keyboard.press(`Control+${key}`);
      await expect.poll(() => page.locator('nav [aria-current=page]').first().textContent()).toContain(name);
      await page.locator('main').getByText(words).first().waitFor();
      expect((await page.locator('main').textContent()) ?? '', name).not.toMatch(noneWords);
    }
    await page.keyboard.press('Control+3');
    for (const scope of ['Area logs', 'Team logs', 'Attended now', 'Closed logs', 'My logs']) {
      await page.getByRole('button', { name: /Choose a list$/ }).click();
      await page.getByRole('menuitemradio', { name: scope }).click();
      await page.locator('main').getByText(words).first().waitFor();
      expect((await page.locator('main').textContent()) ?? '', scope).not.toMatch(noneWords);
    }
    await page.keyboard.press('Control+4');
    for (const scope of ['Area', 'Tasks', 'Mine']) {
      await page.getByRole('button', { name: scope, exact: true }).click();
      await page.locator('main').getByText(words).first().waitFor();
      expect((await page.locator('main').textContent()) ?? '', scope).not.toMatch(noneWords);
    }
    expect(await page.getByRole('navigation', { name: 'Panes' }).textContent()).not.toMatch(/\d/);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('zzz');
    await page.getByText('Not searched, as not fetched yet: Officers, Logs, Crimes, Mail.').waitFor();
    expect(await page.getByText('Nothing found').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('what was fetched and is none is said to be none', async () => {
    const { page } = await harness.open({ query: { data: 'empty' } });
    await page.getByText('You are not on a unit now.').waitFor();
    await page.getByText('All read').waitFor();
    expect(await page.getByText(/Fetching|Not fetched/).count()).toBe(0);
    await page.close();
  });
});

describe('a task that is done', () => {
  it('is never late, and not counted among those that ask something', async () => {
    const { page } = await harness.open({});
    await page.keyboard.press('Control+4');
    await page.getByRole('button', { name: /^Tasks/ }).click();
    const row = page.locator('li > button', { hasText: 'Done' }).first();
    await row.getByText(/(Was due|Due) /).waitFor();
    await row.click();
    await page.locator('[data-detail]').getByText('What is asked').waitFor();
    expect(await page.locator('[data-detail]').getByText('Overdue').count()).toBe(0);
    await page.close();
  });
});
