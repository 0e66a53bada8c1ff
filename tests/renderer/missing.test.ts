import type { Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { openedWindow } from './harness/desk.ts';
import { called, focused, given, tabTo } from './harness/form-page.ts';
import { answer, openMissing, openMissingForm, openReportOf, toMissingQuestion } from './harness/missing-scenes.ts';

const { desk } = openedWindow();
const payloadOf = async (page: Page): Promise<Readonly<Record<string, unknown>>> =>
  ((await given(page)) as { payload: Readonly<Record<string, unknown>> }[]).at(-1)?.payload ?? {};

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
    expect(await payloadOf(page)).toMatchObject({
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

describe('what is decided about a report', () => {
  it('tells crews no home address unless somebody says so, and shows what they get', async () => {
    const page = await desk();
    await openReportOf(page);
    await page.getByRole('button', { name: 'Circulate', exact: true }).click();
    const card = page.getByRole('dialog').getByRole('region', { name: 'What crews are told' });
    await card.getByText('Do not chase').waitFor();
    expect(await card.textContent()).not.toContain('Northbrook');
    await page.getByRole('checkbox', { name: /^Home address/ }).check();
    await card.getByText('Home: 26 Northbrook Road, Leyland').waitFor();
    await page.getByRole('checkbox', { name: /^Home address/ }).uncheck();
    await page.getByRole('checkbox', { name: /^Chorley/ }).check();
    await page.getByRole('button', { name: 'Circulate to 77 officers' }).click();
    expect(await payloadOf(page)).toMatchObject({
      areas: ['South Ribble', 'Chorley'],
      shows: { photograph: true, medicalNeed: true, homeAddress: false },
    });
    await page.close();
  });

  it('is not that somebody was found before they were last seen, and when they were found stands in its line', async () => {
    const page = await desk();
    await openReportOf(page);
    await page.keyboard.press('Alt+r');
    const sheet = page.getByRole('dialog', { name: 'Kieran Ashworth is found' });
    await sheet.getByLabel('Time').fill('08:30');
    await sheet.getByLabel('Where', { exact: true }).fill('Bandstand');
    await sheet.getByLabel('How they were found').fill('Cold');
    await page.keyboard.press('Control+Enter');
    await sheet.getByText('They were last seen after this, at 08:40. Give a later time').waitFor();
    expect(await given(page)).toEqual([]);
    await sheet.getByLabel('Time').fill('15:00');
    await sheet.getByRole('button', { name: 'Found, check later' }).click();
    await page.getByRole('list', { name: 'Sightings and enquiries' }).getByText('found 15:00').waitFor();
    await page.close();
  });

  it('says who is found, and closes only once all four questions of the check are answered', async () => {
    const page = await desk();
    await openReportOf(page);
    await page.keyboard.press('Alt+r');
    const sheet = page.getByRole('dialog', { name: 'Kieran Ashworth is found' });
    await sheet.getByLabel('Where', { exact: true }).fill('Bandstand');
    await sheet.getByLabel('How they were found').fill('Cold');
    await page.keyboard.press('Control+Enter');
    const check = page.getByRole('dialog', { name: 'Is Kieran Ashworth well?' });
    await check.getByLabel('Where they were, and why they went').fill('Walked');
    for (const question of ['Spoken to alone?', 'Hurt, or in need of a doctor?', 'Victim of a crime while away?'])
      await answer(page, question, 'No');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => focused(page)).toBe('safeToReturn');
    expect(await payloadOf(page)).not.toHaveProperty('safeToReturn');
    await page.keyboard.press('Space');
    await page.keyboard.press('Control+Enter');
    await page.getByText('The report is closed').waitFor();
    expect(await payloadOf(page)).toMatchObject({ spokenAlone: false, safeToReturn: true, returnInterview: true });
    await page.close();
  });

  it('says that it was somebody else who was found only with how the officer knows, and they are missing again', async () => {
    const page = await desk();
    await openReportOf(page);
    await page.keyboard.press('Alt+r');
    const sheet = page.getByRole('dialog', { name: 'Kieran Ashworth is found' });
    await sheet.getByLabel('Where', { exact: true }).fill('Bandstand');
    await sheet.getByLabel('How they were found').fill('Cold');
    const day = sheet.getByLabel('Date');
    const today = await day.inputValue();
    await day.fill('18/05/1970');
    await sheet.getByRole('button', { name: 'Found, check later' }).click();
    await sheet.getByText('They were last seen after this').waitFor();
    await day.fill(today);
    await sheet.getByRole('button', { name: 'Found, check later' }).click();
    await page.getByRole('button', { name: 'It was not them' }).click();
    const mistaken = page.getByRole('dialog', { name: 'It was not Kieran Ashworth who was found' });
    const why = mistaken.getByLabel('Who it was, and how you know');
    await why.focus();
    await page.keyboard.press('Control+Enter');
    await mistaken.getByText(/how you know that it was not them/i).waitFor();
    await why.fill('His brother');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Circulate', exact: true }).waitFor();
    expect(await payloadOf(page)).toEqual({ missingId: 'MP-21-00412', text: 'His brother' });
    await page.close();
  });

  it('is reviewed by a sergeant, asked for by anybody else', async () => {
    const officers = await desk();
    await openReportOf(officers);
    await officers.getByRole('button', { name: 'Ask for the review now' }).click();
    await officers.getByRole('button', { name: 'The review was asked for' }).waitFor();
    expect(await officers.getByRole('button', { name: 'Review the risk' }).count()).toBe(0);
    await officers.close();
    const page = await desk({ session: 'supervisor' });
    await openReportOf(page);
    await page.getByRole('button', { name: 'Review the risk' }).click();
    await page.getByLabel('What you looked at').fill('Medium stands');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => payloadOf(page)).toEqual({ missingId: 'MP-21-00412', text: 'Medium stands' });
    await page.close();
  });

  it('of a crew that has only the card, is that it knows, what it saw, and that they are found', async () => {
    const page = await desk();
    await openReportOf(page, 'Ruth Calder');
    await page.getByRole('button', { name: 'I know', exact: true }).click();
    await page.getByText('You have said that you know').waitFor();
    expect(await payloadOf(page)).toEqual({ circulationId: 'MP-21-00420' });
    expect(await page.getByRole('button', { name: 'Circulate', exact: true }).count()).toBe(0);
    expect(await page.getByRole('radio', { name: 'Enquiry' }).count()).toBe(0);
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
