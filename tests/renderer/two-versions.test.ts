import type { Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { openedWindow } from './harness/desk.ts';
import { called, given } from './harness/form-page.ts';
import { openReportOf } from './harness/missing-scenes.ts';
import { row } from './harness/scenes.ts';
import { toTasks } from './harness/task-scenes.ts';

const { desk } = openedWindow();
const open = async (page: Page) => {
  await page.getByRole('button', { name: 'Decide field by field' }).click();
  return page.getByRole('dialog', { name: /^Two versions of/ });
};

describe('a risk that two officers set', () => {
  it('stands beside HQ’s on the report, and goes again where the officer chooses it', async () => {
    const page = await desk({ versions: 'risk' });
    await openReportOf(page);
    const sheet = await open(page);
    await sheet.getByRole('heading', { name: 'Two versions of report MP-21-00412. You decide.' }).waitFor();
    await sheet.getByRole('group', { name: 'Risk' }).getByText('Medium risk').waitFor();
    await sheet.getByText('PS 1140 Paul Hargreaves').first().waitFor();
    await sheet.getByRole('group', { name: 'Risk' }).getByRole('radio', { name: /^Mine/ }).check();
    await page.keyboard.press('Control+Enter');
    await sheet.waitFor({ state: 'detached' });
    expect(await called(page, 'link.resend')).toHaveLength(1);
    expect(await given(page)).toEqual([]);
    await page.close();
  });

  it('is left out by a note that keeps its words in the report', async () => {
    const page = await desk({ versions: 'risk' });
    await openReportOf(page);
    const sheet = await open(page);
    await sheet.getByRole('button', { name: 'All HQ’s' }).click();
    await page.keyboard.press('Control+Enter');
    await sheet.waitFor({ state: 'detached' });
    expect(await given(page)).toMatchObject([
      { command: 'missing.note', payload: { text: expect.stringMatching(/^Left out of two versions.*High risk.*Seen at the canal/s) } },
    ]);
    expect(await called(page, 'link.discard')).toMatchObject([{ keepText: false }]);
    await page.close();
  });
});

describe('a task that two officers changed', () => {
  it('is decided field by field: what is left out does not go, and is noted', async () => {
    const page = await desk({ session: 'supervisor', versions: 'task' });
    await toTasks(page);
    await page.getByRole('button', { name: /^Team \d/ }).click();
    await row(page, 'Missing person review');
    const sheet = await open(page);
    await sheet.getByRole('group', { name: 'Owner' }).getByRole('radio', { name: /^Mine/ }).check();
    await sheet.getByRole('group', { name: 'Due' }).getByRole('radio', { name: /^HQ’s/ }).check();
    await page.keyboard.press('Control+Enter');
    await sheet.waitFor({ state: 'detached' });
    expect(await called(page, 'link.mend')).toMatchObject([{ payload: { taskId: 'T-1204', owner: '4127', text: 'She is in court' } }]);
    const [mended] = (await called(page, 'link.mend')) as readonly { readonly payload: object }[];
    expect(mended?.payload).not.toHaveProperty('dueAt');
    expect(await given(page)).toMatchObject([{ command: 'task.note', payload: { text: expect.stringMatching(/Due: .*18 May/) } }]);
    await page.close();
  });

  it('that cannot be done as it stands by now is shown, and HQ’s alone can be chosen', async () => {
    const page = await desk({ versions: 'taskDone' });
    await toTasks(page);
    await row(page, 'Return the exhibit bag');
    const sheet = await open(page);
    await sheet.getByText('Yours cannot be done as it stands at HQ now.').waitFor();
    expect(await sheet.getByRole('radio', { name: /^Mine/ }).first().isDisabled()).toBe(true);
    await sheet.getByRole('button', { name: 'Save what I chose' }).click();
    await sheet.waitFor({ state: 'detached' });
    expect(await given(page)).toMatchObject([{ command: 'task.note', payload: { text: expect.stringContaining('Given to the store') } }]);
    await page.close();
  });

  it('is handed over by its owner on its own page', async () => {
    const page = await desk();
    await toTasks(page);
    await row(page, 'Collect CCTV');
    await page.getByRole('button', { name: 'Hand over', exact: true }).click();
    await page.getByRole('form', { name: 'Hand over' }).waitFor();
    await page.locator('[name="owner"]').fill('4127');
    await page.locator('[name="text"]').last().fill('In after six');
    await page.keyboard.press('Control+Enter');
    await expect
      .poll(() => given(page))
      .toMatchObject([{ command: 'task.change', payload: { taskId: 'T-1207', owner: '4127', text: 'In after six' } }]);
    await page.close();
  });
});
