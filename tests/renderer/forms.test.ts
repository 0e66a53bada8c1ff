import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { record, toQuestion } from './harness/crime-scenes.ts';
import { called, fillTask, given, makeCrime, rowOf, supervisor, UUID } from './harness/form-page.ts';
import { openTaskForm } from './harness/form-scenes.ts';
import { type Harness, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const desk = async (query: Readonly<Record<string, string>> = {}): Promise<Page> => (await harness.open({ query })).page;

describe('what has no number yet', () => {
  it('is called so wherever it stands, and never by the laptop’s own id', async () => {
    const page = await desk(supervisor);
    await makeCrime(page);
    await page.getByRole('button', { name: 'Set a task' }).click();
    await page.getByRole('form', { name: 'Set a task' }).waitFor();
    await page.getByText('Number follows').waitFor();
    const texts = [await page.locator('body').textContent()];
    await fillTask(page);
    await page.getByRole('combobox', { name: 'For whom' }).fill('1140');
    await expect.poll(() => called(page, 'drafts.save')).not.toEqual([]);
    await page.getByRole('button', { name: 'Keep for later' }).click();
    await page.keyboard.press('Control+o');
    await page.getByText('Crime, number follows').waitFor();
    texts.push(await page.locator('body').textContent());
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Set a task' }).click();
    await page.getByRole('form', { name: 'Set a task' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Open the crime, its number follows').waitFor();
    texts.push(await page.locator('body').textContent());
    await page.keyboard.press('Control+1');
    await page.getByText('Crime, number follows').waitFor();
    texts.push(await page.locator('body').textContent());
    await page.keyboard.press('Control+k');
    await page.keyboard.type('burg');
    await page.getByRole('option', { name: /Number follows.*Doorbell film/ }).waitFor();
    texts.push(await page.locator('body').textContent());
    for (const text of texts) expect(text).not.toMatch(UUID);
    await page.getByRole('option', { name: /Doorbell film/ }).click();
    await page.getByText('From 9 and 20.').waitFor();
    await page.close();
  });

  it('has its number without a reload when HQ has allotted it: focus and place stay, and it is said once', async () => {
    const page = await desk(supervisor);
    await makeCrime(page);
    const button = page.getByRole('button', { name: 'Set a task' });
    await button.focus();
    await page.evaluate(() => Object.assign(document.activeElement ?? {}, { mark: 'the same element' }));
    await page.evaluate(() => window.probe.number());
    await page.getByRole('status').getByText('Crime number 04/21/06201').waitFor();
    expect(await page.evaluate(() => (document.activeElement as unknown as { mark?: string }).mark)).toBe('the same element');
    expect(await page.getByRole('region', { name: 'Selected item' }).textContent()).toContain('04/21/06201');
    expect(await page.locator('[aria-current="true"]').textContent()).toContain('06201');
    await expect.poll(async () => ((await called(page, 'session.setPlace')).at(-1) as { item: string }).item).toBe('04/21/06201');
    expect(await page.getByText('Number follows').count()).toBe(0);
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Control+4');
    await page.getByRole('region', { name: 'Selected item' }).getByText('06201').waitFor();
    await page.close();
  });

  it('keeps the focus in the list on the row that was numbered', async () => {
    const page = await desk(supervisor);
    await makeCrime(page);
    await rowOf(page, 'Number follows').focus();
    await page.evaluate(() => window.probe.number());
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('li')?.textContent)).toContain('06201');
    await page.close();
  });

  it('stays open when it is a task, and goes by its number then', async () => {
    const page = await desk(supervisor);
    await openTaskForm(page);
    await fillTask(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText('It is safe on this laptop').waitFor();
    await page.evaluate(() => window.probe.number());
    await page.getByRole('status').getByText('Task number T-6021').waitFor();
    expect(await page.getByRole('region', { name: 'Selected item' }).textContent()).toContain('From 9 and 20.');
    await expect.poll(async () => ((await called(page, 'session.setPlace')).at(-1) as { item: string }).item).toBe('T-6021');
    await page.close();
  });

  it('is found again with the draft that was begun on it, once it has its number', async () => {
    const page = await desk(supervisor);
    await makeCrime(page);
    await page.getByRole('button', { name: 'Set a task' }).click();
    await page.getByLabel('Task', { exact: true }).fill('Doorbell film');
    await page.evaluate(() => window.probe.number());
    await page.getByRole('region', { name: 'On the report' }).getByText('06201').waitFor();
    expect(await page.getByLabel('Task', { exact: true }).inputValue()).toBe('Doorbell film');
    await page.getByRole('button', { name: 'Keep for later' }).click();
    await page.getByRole('status').getByText('Crime number 04/21/06201').waitFor();
    await page.getByRole('button', { name: 'Set a task' }).click();
    await page.getByText('You began this before').waitFor();
    expect(await page.getByLabel('Task', { exact: true }).inputValue()).toBe('Doorbell film');
    await page.close();
  });
});

describe('what was discarded with its words kept', () => {
  const [REPORT, TASK] = ['4c1d5a0e-93b2-4c39-8f2f-5c9a7be0a001', '4c1d5a0e-93b2-4c39-8f2f-5c9a7be0a002'];
  const keep = (page: Page, kind: 'crime.create' | 'task.create', itemId: string, fields: object) =>
    page.evaluate((draft) => window.probe.keepDraft(draft), {
      ...{ key: `${kind}:${itemId}`, kind, system: 'crime' as const, itemId, title: 'Kept', fields: { ...fields }, blobs: [] },
    });
  const openKept = async (page: Page): Promise<void> => {
    await page.keyboard.press('Control+o');
    await page.getByRole('list', { name: 'Drafts, newest first' }).getByText('Kept', { exact: true }).click();
    await page.getByText('You began this before').waitFor();
  };

  it('makes what the work that was kept beside it names, also once it was written on', async () => {
    const page = await desk(supervisor);
    const place = { text: '12 Balfour Street', area: 'South Ribble' };
    await keep(page, 'crime.create', REPORT, {
      ...{ offenceCode: '028/03', type: 'Burglary in a dwelling', title: 'Rear door forced', method: '', marking: 'OFFICIAL', place },
      committedFrom: '2021-05-17T21:00:00.000Z',
    });
    await openKept(page);
    await toQuestion(page, 'How');
    await page.getByLabel('In your words').fill('Rear door forced, cycle gone');
    await expect.poll(() => called(page, 'drafts.save')).not.toEqual([]);
    await record(page);
    await expect.poll(() => given(page)).toMatchObject([{ command: 'crime.create', itemId: REPORT, draftKey: `crime.create:${REPORT}` }]);
    await keep(page, 'task.create', TASK, {
      ...{ title: 'Doorbell film', text: 'From 9 and 20.', owner: '4127', priority: 'high', dueAt: '2021-05-19T22:00:00.000Z' },
      crimeId: REPORT,
    });
    await openKept(page);
    await page.keyboard.press('Control+Enter');
    await expect
      .poll(() => given(page))
      .toMatchObject([{ itemId: REPORT }, { command: 'task.create', itemId: TASK, payload: { crimeId: REPORT } }]);
    await page.close();
  });

  it('is alone in that: a form that was opened new says no id', async () => {
    const page = await desk(supervisor);
    await makeCrime(page);
    await page.getByRole('button', { name: 'Set a task' }).click();
    await fillTask(page);
    await page.keyboard.press('Control+Enter');
    await expect.poll(async () => (await given(page)).length).toBe(2);
    for (const command of await given(page)) expect(command).not.toHaveProperty('itemId');
    await page.close();
  });
});
