import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPerson, answerCrime, openCrimeForm, openCrimeFormFromLog, record, setPart, toQuestion } from './harness/crime-scenes.ts';
import { called, focused, given, tabTo } from './harness/form-page.ts';
import { type Harness, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const desk = async (query: Readonly<Record<string, string>> = {}): Promise<Page> => (await harness.open({ query })).page;
const question = (page: Page, name: string) => page.getByRole('navigation').getByRole('button', { name: new RegExp(`^${name}\\b`) });
const heading = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor();
const payloadOf = async (page: Page): Promise<Readonly<Record<string, unknown>>> =>
  ((await given(page)) as { payload: Readonly<Record<string, unknown>> }[])[0]?.payload ?? {};

describe('a new report', () => {
  it('takes over a known place and a known vehicle with one press each', async () => {
    const page = await desk();
    await openCrimeForm(page);
    await toQuestion(page, 'Where');
    await page.locator('[name=place]').fill('22 york');
    await page.getByRole('group', { name: 'Places that are known here' }).getByRole('button').click();
    expect(await page.locator('[name=place]').inputValue()).toBe('22 York Close, Leyland');
    expect(await page.locator('[name=postcode]').inputValue()).toBe('PR25 1AB');
    await toQuestion(page, 'Property');
    await page.getByRole('button', { name: 'Add a vehicle' }).click();
    await page.locator('[name=vehicle-0-plate]').fill('po09');
    await page.getByRole('group', { name: 'Vehicles that are known here' }).getByRole('button').click();
    expect(await page.locator('[name=vehicle-0-plate]').inputValue()).toBe('PO09 OXL');
    expect(await page.locator('[name=vehicle-0-description]').inputValue()).toBe('Silver Vauxhall Corsa');
    await page.close();
  });

  it('a template writes what nobody has written, and leaves what somebody has', async () => {
    const page = await desk();
    await openCrimeForm(page);
    await page.getByRole('textbox', { name: 'What it is called' }).fill('Meat stolen from Tesco');
    await page.getByRole('button', { name: 'Shoplifting' }).click();
    await expect.poll(() => page.getByRole('button', { name: 'Shoplifting' }).count()).toBe(0);
    expect(await page.getByRole('textbox', { name: 'What it is called' }).inputValue()).toBe('Meat stolen from Tesco');
    await toQuestion(page, 'How');
    expect(await page.locator('[name=method]').inputValue()).toBe('Offender left the store without offering payment.');
    await toQuestion(page, 'Property');
    expect(await page.locator('[name=item-0-text]').inputValue()).toBe('Goods from display');
    await page.close();
  });

  it('is written by keyboard alone, question by question, and nothing of it is lost', async () => {
    const page = await desk();
    const type = async (name: string, text: string): Promise<void> => {
      await tabTo(page, name);
      await page.keyboard.type(text);
    };
    await page.keyboard.press('Control+4');
    await tabTo(page, 'New crime');
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Offence' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('burglary');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+PageDown');
    await page.keyboard.type('3 Hough Lane, Leyland');
    await type('postcode', 'PR25 1AA');
    await page.keyboard.press('Control+Enter');
    await heading(page, 'When was it?');
    await page.keyboard.press('ArrowRight');
    await type('from', '17/05/2021');
    await page.keyboard.press('Tab');
    await page.keyboard.type('2200');
    await type('to', '18/05/2021');
    await page.keyboard.press('Tab');
    await page.keyboard.type('07:15');
    await page.keyboard.press('Control+Enter');
    await page.keyboard.type('Grace Lund');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('person-0-roles');
    await page.keyboard.press('Space');
    await type('person-0-born', '11/02/1983');
    await page.keyboard.press('Control+PageUp');
    await heading(page, 'When was it?');
    await page.keyboard.press('Control+PageDown');
    await page.keyboard.press('Control+PageDown');
    await heading(page, 'How was it done?');
    await type('method', 'Lock cut, cycle ridden off.');
    await page.keyboard.press('Control+Enter');
    await tabTo(page, 'Add a thing');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Cycle, red');
    await type('item-0-value', '£180');
    await page.keyboard.press('Control+Enter');
    await heading(page, 'Is anybody at risk?');
    await page.keyboard.press('Control+Enter');
    await heading(page, 'Nothing to put right');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Number follows').first().waitFor();
    expect(await payloadOf(page)).toMatchObject({
      ...{ offenceCode: '028/03', type: 'Burglary in a dwelling', title: 'Other burglary in a dwelling', marking: 'OFFICIAL' },
      ...{ committedFrom: '2021-05-17T21:00:00.000Z', committedTo: '2021-05-18T06:15:00.000Z', method: 'Lock cut, cycle ridden off.' },
      place: { text: '3 Hough Lane, Leyland', postcode: 'PR25 1AA', area: 'South Ribble' },
      people: [{ name: 'Grace Lund', roles: ['victim'], born: '1983-02-11' }],
      property: [{ text: 'Cycle, red', kind: 'stolen', value: '£180', owner: 0 }],
    });
    await page.close();
  });

  it('from a log has its answers, marked as not looked at until somebody has, and nothing is typed twice', async () => {
    const page = await desk();
    await openCrimeFormFromLog(page);
    await heading(page, 'Already known');
    for (const name of ['Where', 'When', 'Who', 'Property', 'Risk'])
      expect(await question(page, name).textContent()).toContain('From the log, not looked at yet');
    expect(await question(page, 'How').textContent()).toContain('To do');
    await toQuestion(page, 'Where');
    await toQuestion(page, 'Who');
    expect(await question(page, 'Where').textContent()).toContain('Done');
    expect(await called(page, 'drafts.save')).toEqual([]);
    await toQuestion(page, 'How');
    await page.getByRole('button', { name: 'Use these words' }).nth(1).click();
    expect(await question(page, 'How').textContent()).toContain('To do');
    await record(page);
    await page.getByText('Number follows').first().waitFor();
    expect(await payloadOf(page)).toMatchObject({
      ...{ incidentId: 'LC-20210518-1587', marking: 'OFFICIAL-SENSITIVE', committedFrom: '2021-05-18T14:14:00.000Z' },
      method: expect.stringContaining('Rear patio door forced'),
      place: { area: 'South Ribble', postcode: 'PR25 2TD' },
      people: [{ name: 'Mrs Farida Iqbal', contact: '07700 900412', roles: ['reportingPerson'] }],
      vehicles: [{ plate: 'PK09 ?XL', description: 'Silver Corsa' }],
      flags: ['Repeat victim', 'Domestic'],
    });
    await page.getByRole('button', { name: 'Result log 1587' }).click();
    await page.getByRole('form', { name: /1587/ }).waitFor();
    await page.close();
  });

  it('finds the offence that was typed before the list of offences came, once it comes', async () => {
    const page = await desk({ nooffences: '' });
    await openCrimeForm(page);
    await page.getByRole('combobox', { name: 'Offence' }).fill('burglary');
    await expect.poll(() => called(page, 'crime.offences')).toContainEqual(expect.objectContaining({ text: 'burglary' }));
    expect(await page.getByRole('option').count()).toBe(0);
    await page.evaluate(() => window.probe.bringOffences());
    await page.getByRole('option').first().waitFor();
    await page.close();
  });

  it('lists what is to be put right with the way to each field, and cannot go before', async () => {
    const page = await desk();
    await openCrimeForm(page);
    await toQuestion(page, 'Property');
    await page.getByRole('button', { name: 'Add a thing' }).click();
    await toQuestion(page, 'Who');
    await addPerson(page, 'Grace Lund');
    await answerCrime(page, 'Cycle', '', '18/05/2021 12:00');
    await page.getByRole('radio', { name: 'Between two times' }).check();
    const to = page.getByRole('group', { name: 'Committed to' });
    await to.getByLabel('Date').fill('18/05/2021');
    await to.getByLabel('Time').fill('11:00');
    await toQuestion(page, 'Check');
    await heading(page, '4 things to put right');
    await page.keyboard.press('Control+Enter');
    expect(await given(page)).toEqual([]);
    for (const [fault, field] of [
      ['This is before it began', 'to'],
      ['Write where it was', 'place'],
      ['Write what it is, or take the item out', 'item-0-text'],
      ['Choose a part, or take the person out', 'person-0-roles'],
    ] as const) {
      await page.getByRole('button', { name: fault }).click();
      await expect.poll(() => focused(page)).toBe(field);
      await page.locator('[data-step]:not([hidden])').getByText(fault).waitFor();
      await toQuestion(page, 'Check');
    }
    await toQuestion(page, 'When');
    await to.getByLabel('Date').fill('18/05/20260');
    await page.getByText('Give a date, such as').waitFor();
    await to.getByLabel('Date').fill('19/05/2021');
    await page.getByText('This time is still to come').waitFor();
    await page.close();
  });

  it('is kept with doubts, which are told: no offence, no victim, a thing without owner or value, outside the force, long ago', async () => {
    const page = await desk();
    await openCrimeForm(page);
    await answerCrime(page, 'Cycle', '9 Duke Street', '18/05/2019 12:00');
    await toQuestion(page, 'Where');
    await page.getByLabel('Postcode').fill('M1 1AE');
    await toQuestion(page, 'Property');
    await page.getByRole('button', { name: 'Add a thing' }).click();
    await page.getByLabel('What it is', { exact: true }).fill('Cycle, red');
    await toQuestion(page, 'Check');
    const doubts = page.locator('section', { hasText: 'Worth another look' }).locator('li');
    await expect.poll(() => doubts.count()).toBe(6);
    await page.getByRole('button', { name: 'Not known' }).click();
    await expect.poll(() => doubts.count()).toBe(5);
    await page.getByRole('button', { name: 'Say why it is reported only now' }).click();
    await expect.poll(() => focused(page)).toBe('lateReason');
    await page.keyboard.type('He was abroad');
    await record(page);
    await page.getByText('Number follows').first().waitFor();
    expect(await payloadOf(page)).toMatchObject({ lateReason: 'He was abroad', property: [{ value: 'Not known' }] });
    await page.close();
  });
});

describe('a person of a report', () => {
  it('is offered before typed again, has several parts, and takes what was theirs along when taken out', async () => {
    const page = await desk();
    await openCrimeFormFromLog(page);
    await toQuestion(page, 'Who');
    await page.getByRole('combobox', { name: 'Add a person' }).fill('farida');
    await page.getByRole('option', { name: /Farida Iqbal.*Typed once/ }).click();
    await expect.poll(() => focused(page)).toBe('person-0-name');
    await setPart(page, 1, 'Witness');
    await addPerson(page, 'Daniel Prescott');
    await setPart(page, 2, 'Victim');
    await toQuestion(page, 'Property');
    for (const at of [0, 1]) {
      await page.getByRole('button', { name: 'Add a thing' }).click();
      await page.locator(`[name="item-${at}-text"]`).fill(`Thing ${at}`);
    }
    await page.getByRole('group', { name: 'Item 1' }).getByRole('radio', { name: 'Mrs Farida Iqbal' }).check();
    await toQuestion(page, 'Who');
    await page.getByRole('button', { name: 'Take out person 1' }).click();
    await expect.poll(() => focused(page)).toBe('person-0-name');
    await record(page);
    await page.getByText('Number follows').first().waitFor();
    const { people, property } = await payloadOf(page);
    expect(people).toEqual([{ name: 'Daniel Prescott', roles: ['victim'] }]);
    expect(property).toEqual([
      { text: 'Thing 0', kind: 'stolen' },
      { text: 'Thing 1', kind: 'stolen', owner: 0 },
    ]);
    await page.close();
  });
});

it('somebody whom the force’s records know is picked with what is known, and the report names the record', async () => {
  const page = await desk();
  await openCrimeFormFromLog(page);
  await toQuestion(page, 'Who');
  await page.getByRole('combobox', { name: 'Add a person' }).fill('khalid');
  await page.getByRole('option', { name: /Neil Khalid.*1 warning.*N-104198/ }).click();
  await setPart(page, 2, 'Victim');
  expect(await page.locator('[name="person-1-born"]').inputValue()).toBe('02/06/1979');
  await record(page);
  await page.getByRole('region', { name: 'Selected item' }).getByText('Record N-104198').waitFor();
  const { people } = await payloadOf(page);
  expect(people).toMatchObject([
    {},
    { personId: 'N-104198', name: 'Neil Khalid', roles: ['victim'], born: '1979-06-02', address: '6 Shaw Brook Road, Leyland PR25' },
  ]);
  await page.close();
});

describe('a flag', () => {
  it('asks what the force’s list asks of it, and what was answered stands in the report', async () => {
    const page = await desk();
    await openCrimeFormFromLog(page);
    await toQuestion(page, 'Risk');
    await page.getByRole('button', { name: 'Hate', exact: true }).click();
    await page.getByRole('radio', { name: 'Disability' }).check();
    await page.getByLabel('What was said or done that shows it?').fill('Words shouted');
    await record(page);
    const shown = page.getByRole('region', { name: 'Selected item' });
    await shown.getByText('Words shouted').waitFor();
    expect(await payloadOf(page)).toMatchObject({
      flags: ['Repeat victim', 'Domestic', 'Hate'],
      flagAnswers: [
        { flag: 'Hate', question: 'Which strand?', answer: 'Disability' },
        { flag: 'Hate', question: 'What was said or done that shows it?', answer: 'Words shouted' },
      ],
    });
    await page.close();
  });

  it('that the list has lost stays chosen, as text, with its answers; so does a draft that was left for a week', async () => {
    const page = await desk();
    await page.evaluate(() =>
      window.probe.keepDraft({
        ...{ key: 'a-week-ago', kind: 'crime.create', system: 'crime', title: 'Shed', blobs: [] },
        fields: {
          ...{
            what: 'Shed',
            place: 'Back lane',
            area: 'South Ribble',
            from: { day: '11/05/2021', time: '22:00' },
            seen: ['what', 'where', 'when'],
          },
          ...{
            features: ['Through the roof'],
            flags: ['Honour'],
            answers: [{ flag: 'Honour', question: 'Who fears it?', answer: 'Her sister' }],
          },
        },
      }),
    );
    await page.keyboard.press('Control+4');
    await page.getByRole('button', { name: 'New crime' }).click();
    await heading(page, 'Who is in it?');
    await toQuestion(page, 'Risk');
    expect(await page.getByRole('button', { name: 'Honour', exact: true }).getAttribute('aria-pressed')).toBe('true');
    expect(await page.getByLabel('Who fears it?').inputValue()).toBe('Her sister');
    await record(page);
    await page.getByText('Number follows').first().waitFor();
    expect(await payloadOf(page)).toMatchObject({
      ...{ title: 'Shed', features: ['Through the roof'], flags: ['Honour'] },
      flagAnswers: [{ flag: 'Honour', question: 'Who fears it?', answer: 'Her sister' }],
    });
    await page.close();
  });
});

it('more than a draft holds is said to be too much, and what was written before is still kept', async () => {
  const page = await desk();
  await openCrimeForm(page);
  await answerCrime(page, 'Cycle', '9 Duke Street', '17/05/2021 22:00');
  await toQuestion(page, 'How');
  await page.getByLabel('In your words').fill('Ten times over. '.repeat(10_000));
  await toQuestion(page, 'Check');
  await page.getByRole('button', { name: '156,000 characters too many' }).waitFor();
  expect((await called(page, 'drafts.save')).at(-1)).toMatchObject({ fields: { what: 'Cycle', place: '9 Duke Street' } });
  expect(await given(page)).toEqual([]);
  await page.close();
});
