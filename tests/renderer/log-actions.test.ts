import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLog, openNewLog } from './harness/storm-scenes.ts';
import { type Harness, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const given = (page: Page, command: string): Promise<readonly unknown[]> =>
  page.evaluate(
    (wanted) =>
      window.probe.calls
        .filter(({ name, request }) => name === 'commands.give' && (request as { command: string }).command === wanted)
        .map(({ request }) => (request as { payload: unknown }).payload),
    command,
  );
const open = async (query: Readonly<Record<string, string>> = {}): Promise<Page> => {
  const { page } = await harness.open({ query });
  await openLog(page);
  return page;
};

describe('a regrade', () => {
  it('is made with the keyboard alone, says before what is missing, and stands in the log at once', async () => {
    const page = await open();
    await page.keyboard.press('Alt+g');
    await page.getByText('2 still to choose or write').waitFor();
    // The grade that it has cannot be chosen; the first that can has the focus.
    await expect.poll(() => page.getByRole('radio', { name: /Priority/ }).evaluate((radio) => radio === document.activeElement)).toBe(true);
    await page.keyboard.press('Space');
    await page.getByText('1 still to choose or write').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Control+Enter');
    await page.getByText('From 1 to 2: Suspect has left.').waitFor();
    expect(await given(page, 'incident.regrade')).toEqual([
      { incidentId: 'LC-20210518-1587', from: 1, to: 2, reasons: ['LEFT'], note: '' },
    ]);
    await page.getByText('Grade 2 Priority').first().waitFor();
    await page.close();
  });

  it('that was left keeps what was typed', async () => {
    const page = await open();
    await page.keyboard.press('Alt+g');
    await page.getByLabel('In your words').fill('Second caller says he is back');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    // Esc has closed the sheet alone.
    await page.getByRole('heading', { name: 'Burglary, suspect may be near' }).waitFor();
    await page.keyboard.press('Alt+g');
    await expect.poll(() => page.getByLabel('In your words').inputValue()).toBe('Second caller says he is back');
    await page.close();
  });

  it('offers the grades of the force whose log it is, and no other', async () => {
    const { page } = await harness.open({ query: { pane: 'storm', item: 'CB-20210518-0711' } });
    await page.getByText('Grade 2 Prompt').first().waitFor();
    await page.keyboard.press('Alt+g');
    await page.getByRole('radio').first().waitFor();
    expect(await page.getByRole('radio').evaluateAll((radios) => radios.map((radio) => (radio as HTMLInputElement).value))).toEqual([
      '1',
      '2',
      '3',
      '5',
    ]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+r');
    await page.getByRole('combobox', { name: 'Closing code' }).fill('e');
    expect(await page.getByRole('option').allTextContents()).toEqual(['R10Roads: pursuit ended', 'V20Violence']);
    await page.close();
  });
});

describe('an officer of the force next door', () => {
  it('is offered that force’s grades and codes for a new log, and its statuses', async () => {
    const { page } = await harness.open({ query: { session: 'neighbour', pane: 'storm' } });
    await page.getByRole('button', { name: /^LD21 \d.*change status/ }).click();
    expect(await page.getByRole('menuitemradio').allTextContents()).toEqual(['2Available, mobile', '5Proceeding', '6On scene']);
    await page.keyboard.press('Escape');
    await openNewLog(page);
    const grades = page.getByRole('radiogroup', { name: 'Grade' }).getByRole('radio');
    expect(await grades.evaluateAll((radios) => radios.map((radio) => (radio as HTMLInputElement).value))).toEqual(['1', '2', '3', '5']);
    await page.getByRole('combobox', { name: 'What kind of job' }).fill('r');
    expect(await page.getByRole('option').allTextContents()).toEqual(['R10Roads: pursuit']);
    await page.close();
  });
});

describe('a result', () => {
  it('says what closing does to each crew, links the crime, and closes the log', async () => {
    const page = await open();
    await page.keyboard.press('Alt+r');
    await page.getByText('stays 5 En route, control decides').waitFor();
    await page.getByText('1 still to choose or write').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('what happened and what was done').waitFor();
    await page.getByLabel('What happened, and what was done').fill('No trace.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('This log is closed').waitFor();
    expect(await given(page, 'incident.result')).toMatchObject([
      { code: 'C04', text: 'No trace.', crimeIds: ['04/21/06127'], qualifiers: [], ownStatus: 2 },
    ]);
    expect(await page.getByRole('button', { name: 'Regrade' }).count()).toBe(0);
    await page.close();
  });
});

describe('a new log', () => {
  it('opens with Ctrl+N, is shown without number, and is the same page once it has one', async () => {
    const { page } = await harness.open({ query: { link: 'offline' } });
    await openNewLog(page);
    await page.keyboard.type('burg');
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: /2 Priority/ }).check();
    await page.getByLabel('What it is called').fill('Burglary, rear door');
    await page.getByLabel('What is happening').fill('Door forced.');
    await page.getByLabel('Place').fill('9 Turpin Green Lane');
    await page.getByLabel('Telephone').fill('07700 900412');
    await page.getByLabel('Put LD21 on it').check();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'Burglary, rear door' }).waitFor();
    const box = page.getByRole('textbox', { name: /Add an update/ });
    await box.fill('Half a sentence');
    await page.evaluate(() => window.probe.number());
    await page.getByText('The log has its number: LC-20210518-1701').waitFor({ state: 'attached' });
    expect(await box.inputValue()).toBe('Half a sentence');
    expect(await given(page, 'unit.assign')).toMatchObject([{ callSign: 'LD21', status: 6, incidentId: expect.stringMatching(/^0{8}-/) }]);
    await page.close();
  });
});

describe('the box for an update', () => {
  it('takes a phrase of the force where the cursor is', async () => {
    const page = await open();
    const box = page.getByRole('textbox', { name: /Add an update/ });
    await box.fill('Rear checked. CCTV held.');
    await box.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(13, 13));
    await page.getByRole('button', { name: 'Phrases' }).press('Enter');
    await page.keyboard.press('Enter');
    await expect.poll(() => box.inputValue()).toBe('Rear checked. Area search, no trace. CCTV held.');
    await page.close();
  });
});

describe('a line of one’s own', () => {
  it('is struck with a reason, and stays to be read', async () => {
    const page = await open();
    await page.getByRole('button', { name: /^Strike the line/ }).press('Enter');
    await page.getByLabel('Why it should not stand').fill('Meant for log 1402');
    await page.keyboard.press('Enter');
    await page.getByText('Struck.').waitFor();
    expect(await page.locator('s').textContent()).toContain('Rear patio door forced');
    await page.close();
  });

  it('that is unsent says so in large type', async () => {
    const page = await open({ link: 'offline' });
    await page.getByRole('button', { name: /^Withdraw/ }).waitFor();
    await page.keyboard.press('F8');
    await page.getByRole('region', { name: 'The log in large type' }).getByText('not sent yet, goes out with signal').waitFor();
    await page.close();
  });

  it('that is unsent is withdrawn before it goes', async () => {
    const page = await open({ link: 'offline' });
    await page.getByRole('button', { name: /^Withdraw/ }).click();
    await page.getByRole('button', { name: 'Withdraw it' }).click();
    await expect
      .poll(() => page.evaluate(() => window.probe.calls.filter(({ name }) => name === 'link.discard').map(({ request }) => request)))
      .toMatchObject([{ withDependents: false, keepText: false }]);
    await page.close();
  });
});

describe('an unsent decision', () => {
  it('is withdrawn from its line, and the log is as it was', async () => {
    const page = await open({ link: 'offline' });
    await page.keyboard.press('Alt+g');
    await page.getByRole('radio', { name: /Priority/ }).check();
    await page.getByRole('button', { name: 'Suspect has left' }).click();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Grade 2 Priority').first().waitFor();
    await page.keyboard.press('Alt+r');
    await page.getByLabel('What happened, and what was done').fill('One arrest.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('This log is closed').waitFor();
    const lineOf = (text: string) => page.getByRole('region', { name: 'Log lines' }).getByRole('listitem').filter({ hasText: text });
    for (const text of ['One arrest.', 'From 1 to 2']) {
      await lineOf(text)
        .getByRole('button', { name: /^Withdraw/ })
        .click();
      await page.getByRole('button', { name: 'Withdraw it' }).click();
      await expect.poll(() => lineOf(text).count()).toBe(0);
    }
    await page.getByRole('textbox', { name: /Add an update/ }).waitFor();
    await page.getByText('Grade 1 Emergency').first().waitFor();
    await page.close();
  });
});

describe('a crew that was given the log while it is on another', () => {
  it('stands in it as assigned, with where it is', async () => {
    const { page } = await harness.open({ query: { pane: 'storm', item: 'CB-20210518-0711' } });
    await page.getByRole('complementary').getByText('Assigned, 6 On scene on log 1587, you').waitFor();
    await page.close();
  });
});
