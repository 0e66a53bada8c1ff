import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { humanised } from '../../renderer/format/text.ts';
import { openLaptop } from './harness/fleet-scenes.ts';
import { type Harness, startHarness } from './harness/window.ts';

describe('a field that this window does not know', () => {
  it.each([
    ['callBackNumber', 'Call back number'],
    ['first_language', 'First language'],
    ['DOB', 'DOB'],
    ['what3Words', 'What3 words'],
    ['2', '2'],
    ['', ''],
  ])('is called by its own name in words (%s)', (name, words) => expect(humanised(name)).toBe(words));
});

describe('a record of a newer HQ', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  const open = async (query: Readonly<Record<string, string>>): Promise<Page> =>
    (await harness.open({ query: { grown: '', ...query } })).page;
  const seesOthers = async (page: Page): Promise<void> => {
    const other = page.getByRole('region', { name: /^Other/ }).first();
    await other.waitFor();
    const text = await other.textContent();
    for (const part of [
      'Call back number',
      '01772 614444',
      'People, 2, First language',
      'Urdu',
      'Body worn video',
      'Yes',
      '7',
      '3 more fields',
    ])
      expect(text).toContain(part);
    // Text, never a page of its own.
    expect(text).toContain('<img src=x onerror=alert(1)> & more');
    expect(await page.locator('img[src="x"]').count()).toBe(0);
  };

  it('shows a log’s other fields, and its marking, state and grade as they came', async () => {
    const page = await open({ pane: 'storm', item: 'LC-20210518-1587' });
    await seesOthers(page);
    await page.getByText('SECRET').first().waitFor();
    await page.getByText('awaiting review').first().waitFor();
    // Not known to be closed: it takes an update.
    await page.getByRole('textbox', { name: /Add an update/ }).waitFor();
    await page.close();
  });

  it('shows a report’s and a task’s, with words that are new', async () => {
    const page = await open({ pane: 'crime', item: '04/21/06127' });
    await page.getByText('SECRET').first().waitFor();
    await seesOthers(page);
    for (const word of ['underReview', 'Interpreter, constructor', 'recovered'])
      await page.getByText(word, { exact: false }).first().waitFor();
    await page.getByRole('button', { name: /^Tasks/ }).click();
    await page.getByText('parked').first().waitFor();
    await page.getByText('urgent').first().waitFor();
    await seesOthers(page);
    await page.close();
  });

  it('shows a colleague’s, and a duty of a new kind', async () => {
    const page = await open({});
    await page.keyboard.press('Control+5');
    await seesOthers(page);
    await page.getByText('constructor').first().waitFor();
    await page.close();
  });

  it('shows ICT what a laptop could not read', async () => {
    const page = await open({ session: 'ict' });
    await openLaptop(page, 'LAP-0417');
    await page.getByText('Records not read').waitFor();
    await page.getByText('3 of Storm, incident: fields malformed; 1 of Crime: not json').waitFor();
    await page.close();
  });
});
