import { describe, expect, it } from 'vitest';
import { openedWindow } from './harness/desk.ts';
import { focused, given, lastPayload } from './harness/form-page.ts';
import { answer, openReportOf } from './harness/missing-scenes.ts';

const { desk } = openedWindow();

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
    expect(await lastPayload(page)).toMatchObject({
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
    await expect.poll(() => focused(page)).toBe('notAloneWhy');
    await page.keyboard.type('Asleep; the day team asks tomorrow');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => focused(page)).toBe('safeToReturn');
    expect(await lastPayload(page)).not.toHaveProperty('safeToReturn');
    await page.keyboard.press('Space');
    await page.keyboard.press('Control+Enter');
    await page.getByText('The report is closed').waitFor();
    expect(await lastPayload(page)).toMatchObject({
      ...{ spokenAlone: false, notAloneWhy: 'Asleep; the day team asks tomorrow', safeToReturn: true, returnInterview: true },
    });
    await page.close();
  });

  it('of somebody found dead asks for family and coroner in the place of the check, and closes with them', async () => {
    const page = await desk();
    await openReportOf(page);
    await page.keyboard.press('Alt+r');
    const sheet = page.getByRole('dialog', { name: 'Kieran Ashworth is found' });
    await sheet.getByLabel('Where', { exact: true }).fill('Canal, bridge 80');
    await sheet.getByLabel('How they were found').fill('In the water');
    await sheet.getByRole('checkbox', { name: 'They are dead' }).check();
    await sheet.getByText('The coroner’s officer is told.').waitFor();
    await page.keyboard.press('Control+Enter');
    const death = page.getByRole('dialog', { name: 'Kieran Ashworth was found dead' });
    await death.waitFor();
    expect(await lastPayload(page)).toMatchObject({ where: 'Canal, bridge 80', deceased: true });
    await page.keyboard.press('Control+Enter');
    await death
      .getByText(/who told the family/i)
      .first()
      .waitFor();
    await death.getByLabel('Who told the family, whom, and when').fill('PS 1140, his mother, 16:10');
    await death.getByLabel('Coroner’s officer: who, when, reference').fill('Ref 7');
    await page.keyboard.press('Control+Enter');
    await page.getByText('The report is closed').waitFor();
    expect(await page.getByRole('button', { name: 'Well-being check' }).count()).toBe(0);
    expect(await lastPayload(page)).toMatchObject({ kinTold: 'PS 1140, his mother, 16:10', coronerTold: 'Ref 7' });
    await page.close();
  });

  it('warns of a sighting that names where they live, which crews are not told', async () => {
    const page = await desk();
    await openReportOf(page);
    const box = page.getByRole('form', { name: 'Add to the report' });
    await box.getByRole('radio', { name: 'Sighting' }).check();
    await box.getByRole('textbox', { name: /^Add/ }).fill('Seen by the gate of 26 Northbrook Road');
    await box.getByText(/^This names where they live/).waitFor();
    await box.getByRole('radio', { name: 'Note' }).check();
    expect(await box.getByText(/^This names where they live/).count()).toBe(0);
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
    expect(await lastPayload(page)).toEqual({ missingId: 'MP-21-00412', text: 'His brother' });
    await page.close();
  });

  it('is the log that it came from, which is picked and never typed', async () => {
    const page = await desk();
    await openReportOf(page);
    expect(await page.getByRole('button', { name: 'Link a log' }).count()).toBe(0);
    await openReportOf(page, 'Moira Entwistle');
    await page.getByRole('button', { name: 'Link a log' }).click();
    await page.getByRole('combobox', { name: 'Find a log of your area' }).fill('burglary');
    await page.getByRole('option').first().click();
    await page.getByRole('button', { name: /^Link log \d+$/ }).click();
    await expect.poll(() => lastPayload(page)).toMatchObject({ missingId: 'MP-21-00415', incidentId: expect.stringMatching(/^LC-/) });
    await page
      .getByRole('button', { name: /^Open log/ })
      .first()
      .waitFor();
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
    await expect.poll(() => lastPayload(page)).toEqual({ missingId: 'MP-21-00412', text: 'Medium stands' });
    await page.close();
  });

  it('of a crew that has only the card, is that it knows, what it saw, and that they are found', async () => {
    const page = await desk();
    await openReportOf(page, 'Ruth Calder');
    await page.getByRole('button', { name: 'I know', exact: true }).click();
    await page.getByText('You have said that you know').waitFor();
    expect(await lastPayload(page)).toEqual({ circulationId: 'MP-21-00420' });
    expect(await page.getByRole('button', { name: 'Circulate', exact: true }).count()).toBe(0);
    expect(await page.getByRole('radio', { name: 'Enquiry' }).count()).toBe(0);
    await page.close();
  });
});
