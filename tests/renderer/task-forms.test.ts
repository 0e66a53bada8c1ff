import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { photograph } from './fixture/blobs.ts';
import { called, fillTask, focused, given, rowOf, supervisor, tabTo } from './harness/form-page.ts';
import { openTaskForm } from './harness/form-scenes.ts';
import { type Harness, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const desk = async (query: Readonly<Record<string, string>> = {}): Promise<Page> => (await harness.open({ query })).page;

describe('a new task', () => {
  it('is set by keyboard alone, on the report from which it was begun', async () => {
    const page = await desk(supervisor);
    await page.keyboard.press('Control+4');
    await rowOf(page, 'rear patio').focus();
    await page.keyboard.press('Enter');
    await page.getByText('mole grips').waitFor();
    await tabTo(page, 'Set a task');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('what');
    await page.keyboard.type('Doorbell film');
    await tabTo(page, 'text');
    await page.keyboard.type('From 9 and 20.');
    await tabTo(page, 'owner');
    await page.keyboard.type('hal');
    await page.getByRole('option', { name: 'PC 4127 Tom Halliwell' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await tabTo(page, 'priority');
    await page.keyboard.press('ArrowLeft');
    await tabTo(page, 'due');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('20/05/2021');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('0630');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Number follows').first().waitFor();
    expect(await given(page)).toMatchObject([
      {
        command: 'task.create',
        payload: {
          ...{ title: 'Doorbell film', text: 'From 9 and 20.', owner: '4127', priority: 'high' },
          ...{ dueAt: '2021-05-20T05:30:00.000Z', crimeId: '04/21/06127' },
        },
      },
    ]);
    await page.close();
  });

  it('is due at the end of the next duty unless somebody says otherwise, and may stand alone', async () => {
    const page = await desk(supervisor);
    await page.keyboard.press('Control+4');
    await page.getByRole('button', { name: /^Tasks/ }).click();
    await page.getByRole('button', { name: 'New task' }).click();
    await fillTask(page);
    await page.getByRole('button', { name: 'Set the task' }).click();
    await page.getByText('Number follows').first().waitFor();
    const [{ payload }] = (await given(page)) as [{ payload: object }];
    expect(payload).toMatchObject({ dueAt: '2021-05-19T22:00:00.000Z', priority: 'normal' });
    expect(payload).not.toHaveProperty('crimeId');
    await page.close();
  });

  it('is for the officer whose collar number was typed, with Enter as without it', async () => {
    const page = await desk(supervisor);
    await openTaskForm(page);
    const owner = page.getByRole('combobox', { name: 'For whom' });
    await owner.click();
    await page.keyboard.type('4127');
    await expect.poll(() => page.getByRole('option').allTextContents()).toEqual(['PC 4127 Tom Halliwell']);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await expect.poll(() => owner.inputValue()).toBe('PC 4127 Tom Halliwell');
    await page.close();
  });

  it('says at each field what is wrong, goes to the first, and is not given', async () => {
    const page = await desk(supervisor);
    await openTaskForm(page);
    await page.getByRole('textbox', { name: 'Date' }).fill('17/05/2021');
    await page.getByLabel('What is to be done').fill('\u200b ');
    await page.getByRole('combobox', { name: 'For whom' }).fill('nobody');
    await page.keyboard.press('Control+Enter');
    for (const fault of ['Write what the task is called', 'Write what is to be done', 'Choose who is to do it', 'This time has gone by'])
      await page.getByText(fault).waitFor();
    await page.getByRole('status').getByText('4 things to put right').waitFor();
    expect(await focused(page)).toBe('what');
    const field = page.getByLabel('Task', { exact: true });
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    const described = (await field.getAttribute('aria-describedby')) ?? '';
    expect(await page.locator(`[id="${described.split(' ')[0]}"]`).textContent()).toBe('Write what the task is called');
    await field.fill('x'.repeat(201));
    await page.getByText('1 characters too many').waitFor();
    expect(await given(page)).toEqual([]);
    await page.close();
  });

  it('is kept while it is written, is there again as it was left, says so, and ends as a draft when it is set', async () => {
    const page = await desk(supervisor);
    await openTaskForm(page);
    await fillTask(page);
    await expect
      .poll(async () => (await called(page, 'drafts.save')).at(-1))
      .toMatchObject({ kind: 'task.create', system: 'crime', itemId: '04/21/06127', title: 'Doorbell film', fields: { owner: '4127' } });
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Control+4');
    await page.getByText('You began this before').waitFor();
    expect(await page.getByLabel('What is to be done').inputValue()).toBe('From 9 and 20.');
    expect(await page.getByRole('combobox', { name: 'For whom' }).inputValue()).toBe('PC 4127 Tom Halliwell');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Number follows').first().waitFor();
    await page.getByRole('button', { name: 'Open crime 04/21/06127' }).click();
    await page.getByRole('button', { name: 'Set a task' }).click();
    await page.getByRole('form', { name: 'Set a task' }).waitFor();
    expect(await page.getByLabel('What is to be done').inputValue()).toBe('');
    expect(await page.getByText('You began this before').count()).toBe(0);
    await page.close();
  });

  it('opens in the form that was open when the window was closed', async () => {
    const page = await desk(supervisor);
    await openTaskForm(page);
    await fillTask(page);
    await expect.poll(async () => ((await called(page, 'session.setPlace')).at(-1) as { item: string }).item).toMatch(/^task\.create /);
    await expect.poll(() => called(page, 'drafts.save')).not.toEqual([]);
    const [saved] = (await called(page, 'drafts.save')) as [{ key: string }];
    expect(((await called(page, 'session.setPlace')).at(-1) as { item: string }).item).toBe(`task.create ${saved.key} 04/21/06127`);
    await page.close();
  });

  it('that was discarded is gone, once that was said twice', async () => {
    const page = await desk(supervisor);
    await openTaskForm(page);
    await fillTask(page);
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('button', { name: 'Keep it' }).click();
    expect(await page.getByLabel('What is to be done').inputValue()).toBe('From 9 and 20.');
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('button', { name: 'Discard it' }).click();
    await page.getByText('mole grips').waitFor();
    await page.getByRole('button', { name: 'Set a task' }).click();
    await page.getByRole('form', { name: 'Set a task' }).waitFor();
    expect(await page.getByLabel('What is to be done').inputValue()).toBe('');
    await page.close();
  });

  it('that this laptop does not take says why, and every word stays', async () => {
    const page = await desk({ ...supervisor, refuse: 'NotAllowed' });
    await openTaskForm(page);
    await fillTask(page);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('alert').getByText('You cannot do this').waitFor();
    expect(await page.getByLabel('What is to be done').inputValue()).toBe('From 9 and 20.');
    await page.close();
  });

  it('that HQ did not take opens at the field that HQ named, which says so until it is another', async () => {
    const page = await desk({ ...supervisor, refusedtask: '', refusedfield: 'owner' });
    await page.keyboard.press('Control+o');
    await page.getByRole('button', { name: 'Change it' }).click();
    await expect.poll(() => focused(page)).toBe('owner');
    const told = page.getByText('HQ did not take this (not allowed).');
    await told.waitFor();
    await page.getByLabel('Task', { exact: true }).fill('Doorbell film of 9');
    expect(await told.count()).toBe(1);
    await page.getByRole('combobox', { name: 'For whom' }).fill('4127');
    await told.waitFor({ state: 'detached' });
    await page.close();
  });

  it('that HQ did not take is changed in its form, and goes again in its own place', async () => {
    const page = await desk({ ...supervisor, refusedtask: '' });
    await page.keyboard.press('Control+o');
    await page.getByRole('dialog').getByRole('button', { name: 'Change it' }).click();
    await page.getByRole('form', { name: 'Set a task' }).waitFor();
    expect(await page.getByLabel('What is to be done').inputValue()).toBe('From 9 and 20.');
    await page.getByRole('button', { name: `Take out ${photograph.name}` }).waitFor();
    const owner = page.getByRole('combobox', { name: 'For whom' });
    expect(await owner.inputValue()).toBe('9999');
    await owner.fill('4127');
    await page.keyboard.press('Control+Enter');
    await expect
      .poll(() => called(page, 'link.mend'))
      .toMatchObject([
        {
          summary: 'New task for 4127: Doorbell film',
          draftKey: 'outbox.mend:00000000-0000-4000-8000-000000000006',
          payload: { title: 'Doorbell film', owner: '4127', priority: 'high', crimeId: '04/21/06127', attachments: [photograph] },
        },
      ]);
    expect(await given(page)).toEqual([]);
    await page.close();
  });

  it('is not offered to who is no supervisor', async () => {
    const page = await desk();
    await page.keyboard.press('Control+4');
    await rowOf(page, 'rear patio').click();
    await page.getByText('mole grips').waitFor();
    expect(await page.getByRole('button', { name: 'Set a task' }).count()).toBe(0);
    await page.getByRole('button', { name: /^Tasks/ }).click();
    await page.getByText('What is asked').waitFor();
    expect(await page.getByRole('button', { name: 'New task' }).count()).toBe(0);
    await page.close();
  });
});

describe('a task that is new', () => {
  const openNew = async (query: Readonly<Record<string, string>> = {}): Promise<Page> => {
    const page = await desk(query);
    await page.keyboard.press('Control+4');
    await page.getByRole('button', { name: /^Tasks/ }).click();
    await rowOf(page, 'Statement from Mrs Iqbal').click();
    return page;
  };
  const accept = (page: Page) => page.getByRole('button', { name: 'Accept the task' });

  it('is accepted at once, and says that HQ has not got it yet', async () => {
    const page = await openNew();
    await accept(page).click();
    await page.getByText('Accepted. Not sent yet').waitFor();
    await page.getByText('It is safe on this laptop and goes out with signal.').waitFor();
    expect(await accept(page).count()).toBe(0);
    expect(await given(page)).toEqual([{ system: 'crime', command: 'task.accept', payload: { taskId: 'T-1211' } }]);
    await page.close();
  });

  it.each([
    ['conflict', 'HQ changed it before'],
    ['refused', 'HQ did not take it'],
  ] as const)('says what to do on %s, and offers no second acceptance meanwhile', async (sending, words) => {
    const page = await openNew();
    await accept(page).click();
    await page.getByText('Accepted. Not sent yet').waitFor();
    await page.evaluate((to) => window.probe.answer(to), sending);
    await page.getByRole('status').getByText(words).waitFor();
    expect(await accept(page).count()).toBe(0);
    await page.close();
  });

  it('says so when this laptop does not take the acceptance', async () => {
    const page = await openNew({ refuse: 'NotAllowed' });
    await accept(page).click();
    await page.getByRole('alert').getByText('Not accepted. You cannot do this').waitFor();
    expect(await accept(page).count()).toBe(1);
    await page.close();
  });

  it('is not offered to who set it, nor again once it is accepted', async () => {
    const page = await desk();
    await page.keyboard.press('Control+4');
    await page.getByRole('button', { name: /^Tasks/ }).click();
    await rowOf(page, 'Collect CCTV').click();
    await page.getByText('Cameras 2 and 4').waitFor();
    expect(await accept(page).count()).toBe(0);
    await page.close();
  });
});
