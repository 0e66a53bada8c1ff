import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toReport } from './harness/change-scenes.ts';
import { addPerson, setPart, toQuestion } from './harness/crime-scenes.ts';
import { called, focused, given, rowOf, supervisor } from './harness/form-page.ts';
import { saying, toTasks } from './harness/task-scenes.ts';
import { type Harness, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const desk = async (query: Readonly<Record<string, string>> = {}): Promise<Page> => (await harness.open({ query })).page;

describe('what an officer says of a task', () => {
  const open = async (text: string, query: Readonly<Record<string, string>> = {}): Promise<Page> => {
    const page = await desk(query);
    await toTasks(page);
    if (text !== '') await rowOf(page, text).click();
    return page;
  };
  const type = (page: Page, text: string) => saying(page).getByRole('textbox').fill(text);
  const press = (page: Page, name: string) => saying(page).getByRole('button', { name }).click();

  it('becomes a note with Ctrl+Enter, a result or a reason by its button, and stands in the history at once', async () => {
    const page = await open('Collect CCTV');
    await type(page, 'Manager is in at 14:00');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('list', { name: 'History' }).getByText('Manager is in at 14:00').waitFor();
    await page.getByText('In progress').first().waitFor();
    expect(await saying(page).getByRole('textbox').inputValue()).toBe('');
    await type(page, 'Exhibit AR/1');
    await press(page, 'Done, with this result');
    await page.getByRole('list', { name: 'History' }).getByText('Done:').waitFor();
    expect(await given(page)).toEqual([
      {
        system: 'crime',
        command: 'task.note',
        payload: { taskId: 'T-1207', text: 'Manager is in at 14:00' },
        draftKey: 'task.note:T-1207',
      },
      { system: 'crime', command: 'task.result', payload: { taskId: 'T-1207', text: 'Exhibit AR/1' }, draftKey: 'task.note:T-1207' },
    ]);
    expect(await saying(page).getByRole('button').count()).toBe(1);
    await page.close();
  });

  it('is asked for where there is none, and nothing is sent', async () => {
    const page = await open('Collect CCTV');
    await press(page, 'Return undone');
    await page.getByRole('alert').getByText('Write it in the box first').waitFor();
    expect(await given(page)).toEqual([]);
    await page.close();
  });

  it('is kept as it is typed, and there again when the task is opened again', async () => {
    const page = await open('Collect CCTV');
    await type(page, 'Half a sent');
    await rowOf(page, 'Statement from Mrs Iqbal').click();
    await page.getByText('She is at home').waitFor();
    await rowOf(page, 'Collect CCTV').click();
    await expect.poll(() => saying(page).getByRole('textbox').inputValue()).toBe('Half a sent');
    await page.close();
  });

  it('stands in one list with the reports to review, which the arrow keys go through', async () => {
    const page = await open('', { ...supervisor, reviews: '' });
    const rows = page.getByRole('list', { name: 'Tasks' }).locator('li > button');
    await rows.filter({ hasText: 'Crime report, filed' }).first().focus();
    const here = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    const filed = await rows.filter({ hasText: 'Crime report, filed' }).count();
    for (let down = 1; down < filed; down += 1) {
      await page.keyboard.press('ArrowDown');
      await expect.poll(here).toContain('Crime report, filed');
    }
    await page.keyboard.press('ArrowDown');
    await expect.poll(here).toMatch(/T-\d+/);
    await page.keyboard.press('Home');
    await expect.poll(here).toContain('Crime report, filed');
    await page.keyboard.press('Enter');
    await expect.poll(() => called(page, 'crime.get')).not.toEqual([]);
    await page.close();
  });

  it('is reviewed by its supervisor: what waits comes first, approving is one key and says before what it does', async () => {
    const page = await open('', supervisor);
    await page.getByText('If you approve, the task is closed').waitFor();
    await saying(page).getByRole('textbox').focus();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Nothing waits for your review').waitFor();
    expect(await given(page)).toMatchObject([{ command: 'task.approve', payload: { taskId: 'T-1180' } }]);
    await page.close();
  });
});

describe('a report that two officers changed', () => {
  it('is decided field by field from the list of unsent work; what is left out goes along', async () => {
    const page = await desk({ versions: '' });
    await page.keyboard.press('Control+o');
    await page.getByRole('button', { name: 'Decide field by field' }).click();
    const sheet = page.getByRole('dialog', { name: 'Two versions of crime 04/21/06127. You decide.' });
    await sheet.getByText('2 fields differ').waitFor();
    await sheet.getByText('DS 1874 Karen Whittle, 15:44').waitFor();
    await sheet.getByRole('group', { name: 'Committed to' }).getByRole('radio', { name: /^HQ’s/ }).check();
    await sheet.getByText('1 still to choose').waitFor();
    await page.keyboard.press('Control+Enter');
    expect(await called(page, 'link.mend')).toEqual([]);
    await sheet.getByRole('group', { name: 'Method' }).getByRole('radio', { name: /^Mine/ }).check();
    await page.keyboard.press('Control+Enter');
    await sheet.waitFor({ state: 'detached' });
    expect(await called(page, 'link.mend')).toMatchObject([
      {
        summary: 'Decided on crime 04/21/06127: 1 mine, 1 of HQ’s',
        payload: {
          before: { method: expect.stringContaining('forced'), title: 'Burglary, rear patio door forced' },
          changes: { method: expect.stringContaining('mole grips'), title: 'Burglary, rear patio door snapped' },
          leftOut: { committedTo: '2021-05-18T14:10:30.000Z' },
        },
      },
    ]);
    await page.close();
  });
});

describe('a report whose people two officers changed', () => {
  it('shows people, things with their owners and the offence in words; what hangs together is chosen together', async () => {
    const page = await desk({ versions: 'people' });
    await page.keyboard.press('Control+o');
    await page.getByRole('button', { name: 'Decide field by field' }).click();
    const field = (name: string) => page.getByRole('dialog').getByRole('group', { name });
    await field('People').getByText('Ann Prescott (Victim)').waitFor();
    await field('Property')
      .getByText(/Car keys.*Daniel Prescott/)
      .waitFor();
    await field('Offence').getByText('029/00, Aggravated burglary in a dwelling').waitFor();
    await field('Offence').getByText('028/03, Other burglary in a dwelling').waitFor();
    await field('People').getByRole('radio', { name: /^Mine/ }).check();
    expect(await field('Property').getByRole('radio', { name: /^Mine/ }).isChecked()).toBe(true);
    await field('Property').getByRole('radio', { name: /^HQ’s/ }).check();
    expect(await field('People').getByRole('radio', { name: /^HQ’s/ }).isChecked()).toBe(true);
    await page.close();
  });
});

describe('what was decided of a report that somebody changed meanwhile', () => {
  const sheetOf = async (page: Page) => {
    await page.keyboard.press('Control+o');
    await page.getByRole('button', { name: 'Decide field by field' }).click();
    return page.getByRole('dialog', { name: /^Two versions of crime/ });
  };

  it('an outcome stands beside what HQ has, with what was done there since; mine goes again as it is', async () => {
    const page = await desk({ versions: 'outcome' });
    const sheet = await sheetOf(page);
    await sheet.getByText(/DS 1874 Karen Whittle: Changed: Committed to/).waitFor();
    await sheet.getByRole('group', { name: 'Outcome' }).getByText('Nothing').waitFor();
    await sheet.getByRole('group', { name: 'Outcome' }).getByRole('radio', { name: /^Mine/ }).check();
    expect(await sheet.getByRole('group', { name: 'In your words' }).getByRole('radio', { name: /^Mine/ }).isChecked()).toBe(true);
    await page.keyboard.press('Control+Enter');
    await sheet.waitFor({ state: 'detached' });
    expect(await called(page, 'link.resend')).toHaveLength(1);
    expect(await called(page, 'link.discard')).toEqual([]);
    await page.close();
  });

  it('a review is given up for HQ’s, and its words are kept', async () => {
    const page = await desk({ ...supervisor, versions: 'review', worked: '' });
    const sheet = await sheetOf(page);
    await sheet.getByRole('group', { name: 'Review' }).getByText('Filed, not reviewed yet').waitFor();
    await sheet.getByRole('button', { name: 'All HQ’s' }).click();
    await sheet.getByRole('button', { name: 'Save what I chose' }).click();
    await sheet.waitFor({ state: 'detached' });
    expect(await called(page, 'link.discard')).toMatchObject([{ keepText: true, withDependents: false }]);
    expect(await called(page, 'link.resend')).toEqual([]);
    await page.close();
  });
});

describe('a report that is the officer’s to change', () => {
  it('sends what was changed alone, with what was seen', async () => {
    const page = await desk();
    await toReport(page);
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await page.getByLabel('What it is called').fill('Burglary, patio door');
    await page.keyboard.press('Control+Enter');
    await expect
      .poll(() => given(page))
      .toMatchObject([
        {
          command: 'crime.update',
          payload: {
            crimeId: '04/21/06127',
            before: { title: 'Burglary, rear patio door forced' },
            changes: { title: 'Burglary, patio door' },
          },
        },
      ]);
    const [sent] = (await given(page)) as readonly { readonly payload: { readonly changes: object } }[];
    expect(Object.keys(sent?.payload.changes ?? {})).toEqual(['title']);
    await page.close();
  });

  it('has its offence typed over from the first letter on, and emptied by taking a letter away', async () => {
    const page = await desk();
    await toReport(page);
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    const box = page.getByRole('combobox', { name: 'Offence' });
    await expect.poll(() => box.inputValue()).toMatch(/^028\/03 /);
    await box.press('Control+a');
    await page.keyboard.type('burg');
    expect(await box.inputValue()).toBe('burg');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => box.inputValue()).toMatch(/^\d{3}\/\d\d /);
    await box.press('End');
    await page.keyboard.press('Backspace');
    expect(await box.inputValue()).toBe('');
    await page.close();
  });

  it('keeps Alt+W at a question that has no box for long text', async () => {
    const page = await desk();
    await toReport(page);
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await page
      .getByRole('button', { name: /^1 What|^What/ })
      .first()
      .focus();
    await page.keyboard.press('Alt+w');
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Offence');
    await page.getByRole('form', { name: /^Change crime/ }).waitFor();
    await page.close();
  });

  it('goes back to the list in which it was opened', async () => {
    const page = await desk();
    await page.keyboard.press('Control+4');
    await page.getByRole('button', { name: /^Area/ }).click();
    await page.locator('li > button', { hasText: 'rear patio' }).first().click();
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await page.getByRole('form', { name: /^Change crime/ }).waitFor();
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('button', { name: 'Discard it' }).click();
    await page.getByRole('heading', { name: 'Area crimes' }).waitFor();
    await page.close();
  });

  it('is not changed to what breaks a rule, which is said at the field; how it was done and why so late can be added', async () => {
    const page = await desk();
    await toReport(page);
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    const to = page.getByRole('group', { name: 'Committed to' });
    await toQuestion(page, 'When');
    await to.getByLabel('Time').fill('11:00');
    await toQuestion(page, 'What');
    await page.keyboard.press('Control+Enter');
    await to.getByText('This is before it began.').waitFor();
    expect(await given(page)).toEqual([]);
    await to.getByLabel('Time').fill('15:10');
    await page.getByRole('group', { name: 'Committed from' }).getByLabel('Date').fill('18/05/2019');
    await page.getByLabel('Why it is reported only now').fill('He was abroad');
    await toQuestion(page, 'How');
    await page.getByRole('button', { name: 'Patio door', exact: true }).click();
    await page.keyboard.press('Control+Enter');
    await expect
      .poll(() => given(page))
      .toMatchObject([{ payload: { before: { lateReason: null }, changes: { lateReason: 'He was abroad', features: ['Patio door'] } } }]);
    await page.close();
  });

  it('is changed by the questions of a new one: who, whose, and what a flag asks; the check says what it was', async () => {
    const page = await desk({ session: 'supervisor' });
    await toReport(page);
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await toQuestion(page, 'Who');
    await addPerson(page, 'Lewis Tattersall');
    await toQuestion(page, 'Property');
    await page.getByRole('group', { name: 'Item 1' }).getByRole('radio', { name: 'Lewis Tattersall' }).check();
    await page.getByRole('button', { name: 'Take out vehicle 1' }).click();
    await toQuestion(page, 'Risk');
    await page.getByRole('button', { name: 'Weapons', exact: true }).click();
    await page.getByRole('group', { name: 'Weapons' }).getByRole('radio', { name: 'Knife' }).check();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Choose a part, or take the person out').waitFor();
    await setPart(page, 3, 'Suspect');
    await toQuestion(page, 'Check');
    await page.getByText('No longer “PK09 ?XL Silver Corsa”.').waitFor();
    await page.getByText('Now “Lewis Tattersall (Suspect)”.').waitFor();
    await page.getByText(/now “Car keys.*Lewis Tattersall/).waitFor();
    const step = (name: string) => page.getByRole('navigation').getByRole('button', { name: new RegExp(`^${name}\\b`) });
    expect(await step('Who').textContent()).toContain('Changed');
    expect(await step('Where').textContent()).toContain('As it was');
    await page.keyboard.press('Control+Enter');
    await expect
      .poll(() => given(page))
      .toMatchObject([
        {
          payload: {
            before: { people: [{}, {}], vehicles: [{ plate: 'PK09 ?XL' }], flagAnswers: null },
            changes: {
              people: [{}, {}, { name: 'Lewis Tattersall', roles: ['suspect'] }],
              property: [{ text: 'Car keys, Ford, on a red fob', owner: 2 }, {}],
              ...{ vehicles: [], flags: ['Repeat victim', 'Weapons'] },
              flagAnswers: [{ flag: 'Weapons', question: 'Which weapon?', answer: 'Knife' }],
            },
          },
        },
      ]);
    await page.close();
  });

  it('whose change HQ did not take opens at the question and the field that HQ named', async () => {
    const page = await desk({ versions: 'refused', refusedfield: 'changes.people.0.personId' });
    await page.keyboard.press('Control+o');
    await page.getByRole('button', { name: 'Change it' }).click();
    await page.getByRole('heading', { name: 'Who is in it?' }).waitFor();
    await expect.poll(() => focused(page)).toBe('person-0-name');
    await page.getByRole('group', { name: 'Person 1' }).getByText('HQ did not take this (not found).').waitFor();
    await page.close();
  });

  it('is filed only once what the outcome asks for is answered', async () => {
    const page = await desk();
    await toReport(page);
    await page.getByRole('button', { name: 'Outcome', exact: true }).click();
    await page.getByRole('combobox', { name: 'Outcome' }).fill('14');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('No suspect is named: it is so.').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Write an answer').waitFor();
    await page.getByLabel('What the victim said, when and to whom').fill('By telephone, no');
    await page.keyboard.press('Control+Enter');
    await expect
      .poll(() => given(page))
      .toMatchObject([{ command: 'crime.outcome', payload: { code: 14, answers: [{ need: '14.VICTIM', text: 'By telephone, no' }] } }]);
    await page.close();
  });
});
