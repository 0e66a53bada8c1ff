import type { Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { openCrimeForm, openCrimeFormFromLog, toQuestion } from './harness/crime-scenes.ts';
import { openedWindow } from './harness/desk.ts';
import { called, focused } from './harness/form-page.ts';
import { openLog, openNewLog } from './harness/storm-scenes.ts';

const { open } = openedWindow();

const onLog =
  (key: string) =>
  async (page: Page): Promise<void> => {
    await openLog(page);
    await page.keyboard.press(key);
  };
const byButton =
  (name: string) =>
  async (page: Page): Promise<void> => {
    await openLog(page);
    await page.getByRole('button', { name }).click();
  };
/** Every form of Storm's: how it is opened, and one of its fields. */
const forms: Readonly<Record<string, { readonly begin: (page: Page) => Promise<void>; readonly field: string }>> = {
  'a new log': { begin: openNewLog, field: 'What is happening' },
  'a regrade': { begin: onLog('Alt+g'), field: 'In your words' },
  'a result': { begin: onLog('Alt+r'), field: 'What happened, and what was done' },
  'a request': { begin: byButton('Ask for a resource'), field: 'Where, and what for' },
};

describe('a form that is open when the work is locked', () => {
  it.each(Object.entries(forms))('%s, is open again afterwards, with what was typed', async (_, { begin, field }) => {
    const { page } = await open();
    await begin(page);
    await page.getByLabel(field).fill('Rear door forc');
    const draft = (await called(page, 'drafts.save')).at(-1);
    const { pane, item } = (await called(page, 'session.setPlace')).at(-1) as { readonly pane: string; readonly item: string };
    await page.close();
    const { page: after } = await open({ query: { pane, item } });
    await after.getByLabel(field).waitFor();
    await after.evaluate((kept) => window.probe.keepDraft(JSON.parse(kept)), JSON.stringify(draft));
    await expect.poll(() => after.getByLabel(field).inputValue()).toBe('Rear door forc');
    // And locks again by its key, from any field of it.
    await after.keyboard.press('Control+l');
    await after.getByRole('heading', { name: 'PC Aisha Rahman’s work is locked' }).waitFor();
    await after.close();
  });
});

it('a crime report is open again at the question and the field that had the focus', async () => {
  const { page } = await open();
  await openCrimeForm(page);
  await toQuestion(page, 'How');
  await page.getByLabel('In your words').fill('Rear door forc');
  await expect
    .poll(async () => ((await called(page, 'session.setPlace')).at(-1) as { readonly item: string }).item)
    .toMatch(/^crime\.create .*how\/method$/);
  const { pane, item } = (await called(page, 'session.setPlace')).at(-1) as { readonly pane: string; readonly item: string };
  await page.close();
  const { page: after } = await open({ query: { pane, item } });
  await after.getByRole('heading', { name: 'How was it done?' }).waitFor();
  await expect.poll(() => focused(after)).toBe('method');
  await after.close();
});

it('a crime report that is kept for later stands on Today, over the list and on its log, and Crime shows the list', async () => {
  const { page } = await open();
  await openCrimeFormFromLog(page);
  await toQuestion(page, 'How');
  await page.getByLabel('In your words').fill('Rear door forced.');
  await page.getByRole('button', { name: 'Keep for later' }).click();
  await page.getByRole('button', { name: 'Go on with the report' }).waitFor();
  await page.keyboard.press('Control+1');
  await page.getByRole('region', { name: 'Reports to finish, 1' }).getByRole('button').click();
  await page.getByRole('heading', { name: 'Where was it?' }).waitFor();
  await page.getByRole('button', { name: 'Keep for later' }).click();
  await page.keyboard.press('Control+4');
  await page.getByRole('button', { name: /Report begun, not sent/ }).click();
  await page.getByRole('heading', { name: 'Where was it?' }).waitFor();
  await toQuestion(page, 'How');
  expect(await page.getByLabel('In your words').inputValue()).toBe('Rear door forced.');
  await page.getByRole('button', { name: 'Discard', exact: true }).click();
  await page.getByRole('button', { name: 'Discard it' }).click();
  await page.getByRole('button', { name: 'New crime' }).waitFor();
  await page.keyboard.press('Control+1');
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  expect(await page.getByRole('region', { name: /^Reports to finish/ }).count()).toBe(0);
  await page.close();
});

describe('what is typed', () => {
  it('is main’s at once, and need not wait for a pause', async () => {
    const { page } = await open();
    await openNewLog(page);
    const box = page.getByLabel('What is happening');
    await box.focus();
    // In one go: no time passes between the letter and the question.
    const saved = await box.evaluate((field: HTMLTextAreaElement) => {
      document.execCommand('insertText', false, 'R');
      return [field.value, window.probe.calls.filter(({ name }) => name === 'drafts.save').length];
    });
    expect(saved).toEqual(['R', 1]);
    await page.keyboard.type('ear door');
    await expect
      .poll(async () => ((await called(page, 'drafts.save')).at(-1) as { fields: { text: string } }).fields.text)
      .toBe('Rear door');
    await page.close();
  });

  it('is main’s, all of it, before a lock by its key', async () => {
    const { page } = await open();
    await openNewLog(page);
    const box = page.getByLabel('What is happening');
    await box.focus();
    // In one go: main has not answered the first letter when the key is pressed.
    await box.evaluate((field) => {
      for (const letter of 'Rear door forced') document.execCommand('insertText', false, letter);
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'l', code: 'KeyL', ctrlKey: true, bubbles: true, cancelable: true }));
    });
    await page.getByRole('heading', { name: 'PC Aisha Rahman’s work is locked' }).waitFor();
    const asked = await page.evaluate(() => window.probe.calls.map(({ name }) => name));
    expect(asked.lastIndexOf('drafts.save')).toBeLessThan(asked.indexOf('session.lock'));
    expect((await called(page, 'drafts.save')).at(-1)).toMatchObject({ fields: { text: 'Rear door forced' } });
    await page.close();
  });
});
