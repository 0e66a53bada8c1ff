import type { Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { openedWindow } from './harness/desk.ts';
import { called, focused, given, lastPayload, tabTo } from './harness/form-page.ts';
import { openMissing, openMissingForm, openReportOf, toMissingQuestion } from './harness/missing-scenes.ts';

const { desk } = openedWindow();

describe('a new report', () => {
  it('is written by keyboard alone, question by question, and waits for the six answers', async () => {
    const page = await desk();
    const type = async (name: string, text: string): Promise<void> => {
      await tabTo(page, name);
      await page.keyboard.type(text);
    };
    await page.keyboard.press('Control+6');
    await page.getByText('Moira Entwistle').waitFor();
    await page.keyboard.press('Control+n');
    await page.getByRole('form', { name: 'New missing-person report' }).waitFor();
    await type('name', 'Jamie Holden');
    await type('born', '09/03/2006');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'When and where were they last seen?' }).waitFor();
    await type('seenAt', '18/05/2021');
    await page.keyboard.press('Tab');
    await page.keyboard.type('1310');
    await type('place', 'Hough Lane, Leyland');
    await type('reporter', 'Donna Holden');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: '6 still to answer' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => focused(page)).toBe('answer-worry-text');
    await page.keyboard.type('Left without a coat');
    await type('answer-done-text', 'Four friends rung');
    for (const question of ['outOfCharacter', 'before', 'care', 'victim']) {
      await tabTo(page, `answer-${question}`);
      await page.keyboard.press('Space');
      if (question === 'victim') for (const _ of [1, 2]) await page.keyboard.press('ArrowRight');
    }
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'What is the risk?' }).waitFor();
    await tabTo(page, 'grade');
    await page.keyboard.press('Space');
    await type('whyNotLower', 'A child, at night');
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Control+PageDown');
    await page.keyboard.press('Control+PageDown');
    await page.getByRole('heading', { name: 'Nothing to put right' }).waitFor();
    await page.getByText('Jamie Holden, 15, Born 09/03/2006').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Number follows').first().waitFor();
    expect(await lastPayload(page)).toMatchObject({
      ...{ name: 'Jamie Holden', born: '2006-03-09', marking: 'OFFICIAL-SENSITIVE' },
      lastSeen: { at: '2021-05-18T12:10:00.000Z', place: { text: 'Hough Lane, Leyland', area: 'South Ribble' } },
      reporter: { name: 'Donna Holden' },
      risk: { grade: 'high', whyNotLower: 'A child, at night' },
      answers: [
        { question: 'worry', text: 'Left without a coat' },
        { question: 'done', text: 'Four friends rung' },
        { question: 'outOfCharacter', choice: 'yes' },
        { question: 'before', choice: 'yes' },
        { question: 'care', choice: 'yes' },
        { question: 'victim', choice: 'notKnown' },
      ],
    });
    await page.close();
  });

  it('from a log has its place and who rang, and nothing of it is typed twice', async () => {
    const page = await desk();
    await openMissingForm(page);
    await page.getByRole('button', { name: 'Home is 14 Balfour Street, Leyland' }).click();
    await expect.poll(() => focused(page)).toBe('homeAddress');
    await toMissingQuestion(page, 'Last seen');
    expect(await page.locator('[name="place"]').inputValue()).toBe('14 Balfour Street, Leyland');
    expect(await page.locator('[name="reporter"]').inputValue()).toBe('Mrs Farida Iqbal');
    await page.close();
  });

  it('says that there is an open report of the person who is picked, with the way to it', async () => {
    const page = await desk();
    await page.evaluate(() =>
      window.probe.keepDraft({
        ...{ key: 'begun', kind: 'missing.create', system: 'missing', title: 'Kieran Ashworth', blobs: [] },
        fields: { name: 'Kieran Ashworth', personId: 'N-104300' },
      }),
    );
    await openMissing(page);
    await page.getByRole('button', { name: /Report begun, not sent/ }).click();
    await page.getByRole('note').getByText('MP-21-00412 is an open report').waitFor();
    await page.getByRole('button', { name: 'Open MP-21-00412' }).click();
    await page.getByRole('heading', { name: 'Kieran Ashworth, 15', level: 2 }).waitFor();
    await page.close();
  });

  it('takes nobody under 18 for very low risk, and no day of birth that is still to come', async () => {
    const page = await desk();
    await openMissingForm(page);
    await page.getByLabel('Name', { exact: true }).fill('Jamie Holden');
    await page.getByLabel('Born').fill('09/03/2006');
    await toMissingQuestion(page, 'Risk');
    await page.getByRole('radio', { name: /^Very low/ }).check();
    await toMissingQuestion(page, 'Check');
    await page.getByRole('button', { name: /Nobody under 18 is at very low risk/ }).waitFor();
    await toMissingQuestion(page, 'Who');
    await page.getByLabel('Born').fill('09/03/2031');
    await toMissingQuestion(page, 'Check');
    await page.getByRole('button', { name: /This day is still to come/ }).waitFor();
    expect(await given(page)).toEqual([]);
    await page.close();
  });
});

describe('the force’s first questions', () => {
  it('that the list has lost since stand in the report with their answers', async () => {
    const page = await desk();
    await openReportOf(page);
    const answers = page.getByRole('region', { name: 'First questions' });
    expect(await answers.locator('dt').allTextContents()).toEqual([
      ...['Why worried', 'Done so far', 'Out of character', 'Missing before', 'Medicine or care', 'Likely victim of a crime'],
      'Dressed for the weather',
    ]);
    await page.close();
  });

  it('that have not come yet are said to be missing, and hold no report up', async () => {
    const page = await desk({ lists: 'none' });
    await openMissingForm(page);
    await toMissingQuestion(page, 'Why we worry');
    await page.getByText('have not come to this laptop yet').waitFor();
    await toMissingQuestion(page, 'Risk');
    await page.getByRole('radio', { name: 'Medium' }).check();
    await page.close();
  });
});

describe('a line of a report', () => {
  const box = (page: Page) => page.getByRole('form', { name: 'Add to the report' });

  it('is a sighting with how sure it is, of the last time that has gone by, and is kept as it is typed', async () => {
    const page = await desk();
    await openReportOf(page);
    await box(page).getByRole('textbox', { name: /^Add/ }).fill('Seen from a bus');
    await page.keyboard.press('Control+Enter');
    await box(page).getByRole('alert').getByText('Choose how sure it is').waitFor();
    await box(page).getByRole('radio', { name: 'Probable' }).check();
    await box(page).getByLabel('Seen at').fill('23:50');
    await box(page).getByText('Yesterday 23:50: before they were last seen (08:40). Check the time.').waitFor();
    await box(page).getByLabel('Where').fill('Hough Lane');
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Control+6');
    await expect.poll(() => box(page).getByLabel('Where').inputValue()).toBe('Hough Lane');
    await box(page).getByRole('textbox', { name: /^Add/ }).focus();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('list', { name: 'Sightings and enquiries' }).getByText('Seen from a bus').waitFor();
    expect(await given(page)).toEqual([
      {
        ...{ system: 'missing', command: 'missing.sighting', draftKey: 'missing.sighting:MP-21-00412' },
        payload: {
          ...{ missingId: 'MP-21-00412', text: 'Seen from a bus', sure: 'probable', where: 'Hough Lane' },
          seenAt: '2021-05-17T22:50:00.000Z',
        },
      },
    ]);
    expect((await called(page, 'drafts.save')).length).toBeGreaterThan(0);
    await box(page).getByLabel('Seen at').fill('1310');
    await box(page).getByText('Today 13:10', { exact: true }).waitFor();
    await page.close();
  });
});

describe('an enquiry', () => {
  it('is set as a task by a supervisor, of what was written, and stands on the report with its state', async () => {
    const page = await desk({ session: 'supervisor' });
    await openReportOf(page);
    const tasks = page.getByRole('region', { name: 'Tasks, 1' });
    await tasks.getByText('In progress').waitFor();
    await page.getByRole('button', { name: 'Set as a task' }).last().click();
    await page.getByRole('region', { name: 'On' }).getByText('Kieran Ashworth').waitFor();
    await expect.poll(() => page.locator('[name="text"]').inputValue()).toBe('Last cell 09:04, Leyland centre. Off since.');
    await page.getByRole('combobox', { name: 'For whom' }).click();
    await page.keyboard.type('4127');
    await page.getByRole('option', { name: 'PC 4127 Tom Halliwell' }).click();
    await page.getByRole('button', { name: 'Set the task' }).click();
    await expect
      .poll(() => lastPayload(page))
      .toMatchObject({ title: 'Last cell 09:04, Leyland centre.', owner: '4127', missingId: 'MP-21-00412' });
    await page.getByRole('button', { name: /^Open MP/ }).click();
    await page.getByRole('region', { name: 'Tasks, 2' }).getByText('Not started').waitFor();
    await page.close();
  });

  it('is nobody else’s to set as a task', async () => {
    const page = await desk();
    await openReportOf(page);
    await page.getByRole('region', { name: 'Tasks, 1' }).waitFor();
    expect(await page.getByRole('button', { name: /Set (as )?a task/ }).count()).toBe(0);
    await page.close();
  });
});

describe('Today', () => {
  it('counts who is missing apart from who is found, and says how late a review is', async () => {
    const page = await desk({ session: 'supervisor', missing: '' });
    const near = page.getByRole('region', { name: 'Missing near you, 1' });
    await near.getByText('Ruth Calder').waitFor();
    expect(await near.getByText('Ellie Marsden').count()).toBe(0);
    await page.getByRole('region', { name: 'Reviews late, 1' }).getByText('Review 12 min late').waitFor();
    await page.close();
    const officers = await desk({ missing: '' });
    await officers.getByRole('region', { name: 'Found, well-being check to do, 1' }).getByText('Ellie Marsden').waitFor();
    await officers.getByRole('button', { name: /2 people missing near you$/ }).waitFor();
    await officers.close();
  });
});
