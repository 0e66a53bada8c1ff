import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const open = async (query: Readonly<Record<string, string>> = {}): Promise<Page> => {
  const { page } = await harness.open({ query });
  await page.keyboard.press('Control+3');
  await page.getByText('LD21 and LD24 assigned').waitFor();
  return page;
};
const rows = (page: Page) => page.getByRole('region', { name: / logs$/ }).locator('li > button');
const titles = (page: Page) => rows(page).evaluateAll((all) => all.map((row) => row.querySelector('[dir]')?.textContent));
const box = (page: Page) => page.getByRole('searchbox', { name: 'Find in this list' });
const lists = (page: Page) => page.getByRole('button', { name: /Choose a list$/ });
const asked = (page: Page, name: string) =>
  page.evaluate(
    (wanted) => window.probe.calls.filter((call) => call.name === wanted).map(({ request }) => request as Record<string, unknown>),
    name,
  );

describe('the filter of a list of logs', () => {
  it('is asked of main as it is typed, says how many it found, and is kept while another pane is open', async () => {
    const page = await open();
    await box(page).fill('missing');
    await page.getByRole('status').getByText('1 found').waitFor();
    expect(await titles(page)).toEqual(['Missing, Kieran Ashworth, 15']);
    expect((await asked(page, 'storm.list')).at(-1)).toMatchObject({ scope: 'mine', text: 'missing' });
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Control+3');
    await page.getByRole('status').getByText('1 found').waitFor();
    expect(await box(page).inputValue()).toBe('missing');
    await page.close();
  });

  it('that leaves nothing is named, and one press clears it', async () => {
    const page = await open();
    await box(page).fill('zebra');
    await page.getByText('Filter: “zebra”. Without it there are 3 logs.').waitFor();
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await expect.poll(() => titles(page)).toHaveLength(3);
    await page.close();
  });

  it('chooses a unit, a grade and an order by keys alone', async () => {
    const page = await open();
    await page.getByRole('button', { name: /^Filter/ }).press('Enter');
    await page.getByRole('button', { name: 'Any grade. Grade' }).press('Enter');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Filter, 1' }).waitFor();
    await page.getByRole('button', { name: 'Gravest first. Order' }).press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await asked(page, 'storm.list')).at(-1)).toMatchObject({ grade: 3, sort: 'changed' });
    await page.close();
  });

  it('has its five lists, each with its number, in the place of the title', async () => {
    const page = await open();
    await lists(page).press('Enter');
    const names = await page.getByRole('menuitemradio').allTextContents();
    expect(names).toEqual(['My logs3', 'Area logs11', 'Team logs2', 'Attended now1', 'Closed logs1']);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect.poll(() => titles(page)).toEqual(['Neighbour noise, advice given']);
    await rows(page).getByText('Closed Mon 22:10').waitFor();
    await page.close();
  });
});

describe('a list under the hand', () => {
  it('keeps its rows where they are while one has the focus, has a new log at its end at once, and offers its order', async () => {
    const page = await open();
    const before = await titles(page);
    await rows(page).nth(1).focus();
    await page.evaluate(() => window.probe.move());
    const show = page.getByRole('button', { name: '1 changed, show' });
    await show.waitFor();
    // What is new is there at once, and moves none of them.
    expect(await titles(page)).toEqual([...before, 'Fight, one said to be armed']);
    await show.press('Enter');
    await expect.poll(() => titles(page)).toEqual(['Fight, one said to be armed', ...before]);
    expect(await show.count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.closest('li') !== null)).toBe(true);
    await page.close();
  });

  it('follows at once when nobody touches it', async () => {
    const page = await open();
    await page.getByRole('textbox', { name: /Add an update/ }).focus();
    await page.mouse.move(1000, 500);
    await page.evaluate(() => window.probe.move());
    await expect.poll(async () => (await titles(page))[0]).toBe('Fight, one said to be armed');
    await page.close();
  });
});

describe('the log in large type', () => {
  it('opens by F8, closes by Esc or F8, and gives the focus and what was typed back', async () => {
    const page = await open();
    const update = page.getByRole('textbox', { name: /Add an update/ });
    await update.fill('half a sentence');
    for (const key of ['Escape', 'F8']) {
      await page.keyboard.press('F8');
      const glance = page.getByRole('region', { name: 'The log in large type' });
      await glance.getByRole('heading', { name: '14 Balfour Street, Leyland' }).waitFor();
      const lines = await glance.locator('li p').allTextContents();
      expect(lines[0]).toBe('Area search Turpin Green Lane, no trace. Dog unit 12 min away.');
      expect(lines).toHaveLength(4);
      // What the caller said stands in it too.
      expect(lines.at(-1)).toMatch(/^Opened as Crime, burglary dwelling/);
      await page.keyboard.press(key);
      await expect.poll(() => update.evaluate((element) => element === document.activeElement)).toBe(true);
    }
    expect(await update.inputValue()).toBe('half a sentence');
    await page.close();
  });
});

describe('a reference in a line', () => {
  it('opens the one record that it names, else the search with its words', async () => {
    const page = await open();
    const update = page.getByRole('textbox', { name: /Add an update/ });
    await update.fill('See 04/21/06127 and PX21 KTD, ring 07700 900127');
    await page.keyboard.press('Control+Enter');
    const plate = page.getByRole('link', { name: 'PX21 KTD' });
    await plate.press('Enter');
    await expect.poll(() => page.getByRole('combobox', { name: 'Search' }).inputValue()).toBe('PX21 KTD');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: '07700 900127' }).click();
    await page.getByText('Copied').waitFor();
    await page.getByRole('link', { name: '04/21/06127' }).click();
    await page.getByText('mole grips').waitFor();
    await page.close();
  });
});

describe('the history of a log', () => {
  it('says why it is looked at, warns first, and opens an earlier log', async () => {
    const page = await open();
    await page.keyboard.press('Alt+h');
    await page.getByText('Looked at for log 1587. It stands in your day of use with that reason.').waitFor();
    await page.getByRole('list', { name: 'Warnings' }).getByText('Dog in the rear garden').waitFor();
    expect(await asked(page, 'storm.history')).toEqual([{ id: 'LC-20210518-1587' }]);
    await page.getByRole('button', { name: /Dog bite/ }).click();
    await expect.poll(async () => (await asked(page, 'storm.get')).at(-1)).toMatchObject({ id: 'LC-20210203-0911' });
    await page.close();
  });
});

describe('a supervisor', () => {
  it('has the team’s logs, units and tasks, each opening its record; nobody else has the pane', async () => {
    const { page } = await harness.open({ query: { session: 'supervisor' } });
    await page.keyboard.press('Control+6');
    await page.getByRole('heading', { name: 'Leyland Response' }).waitFor();
    await page.getByText('for 2 h 11').waitFor();
    await page
      .getByRole('region', { name: /^Units/ })
      .getByRole('button', { name: /LD21/ })
      .click();
    await page.getByText('LD21 and LD24 assigned').waitFor();
    expect(await lists(page).textContent()).toContain('Team logs');
    await page.close();
    const other = await open();
    expect(await other.getByRole('navigation', { name: 'Panes' }).textContent()).not.toContain('Team');
    await other.close();
  });
});
