import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPerson, openCrimeForm, openCrimeFormFromLog, toQuestion } from './harness/crime-scenes.ts';
import { focused, given, tabTo } from './harness/form-page.ts';
import { openPersons } from './harness/person-scenes.ts';
import { row } from './harness/scenes.ts';
import { openLog } from './harness/storm-scenes.ts';
import { type Harness, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const persons = async (query: Readonly<Record<string, string>> = {}): Promise<Page> => {
  const { page } = await harness.open({ query });
  await openPersons(page);
  return page;
};

describe('a person in the window', () => {
  it('has the part first, then in what and from where, and each leads there; one that does not hold is struck and stays', async () => {
    const page = await persons();
    await row(page, 'Tattersall');
    const parts = page.locator('li', { has: page.getByRole('button', { name: /^Victim/ }) });
    await expect
      .poll(() => parts.first().textContent())
      .toMatch(/^Victim\s*04\/21\/06127: Burglary[\s\S]*Linked by PC 2418[\s\S]*SLEUTH[\s\S]*Not sent yet/);
    await page.getByText('Withdrawn by PC 4127').waitFor();
    await page.getByRole('button', { name: 'Logs 2' }).click();
    await page.getByRole('button', { name: /^Victim Log 1587/ }).click();
    await page.getByRole('heading', { name: 'Burglary, suspect may be near' }).first().waitFor();
    await page.close();
  });

  it('and another record are one or two by an answer that no key gives by itself: the focus is on deciding later', async () => {
    for (const [answer, command] of [
      ['Two people', 'person.keepApart'],
      ['One person, link them', 'person.merge'],
    ] as const) {
      const page = await persons();
      await row(page, 'Tattersall');
      await page.getByRole('button', { name: 'Side by side' }).click();
      await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Decide later');
      await page.getByRole('dialog').getByRole('button', { name: answer }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await given(page)).toMatchObject([{ command, payload: { personId: 'N-104233', otherId: 'N-104260' } }]);
      await page.close();
    }
  });

  it('that was joined says by whom, and is taken apart again', async () => {
    const page = await persons();
    await row(page, 'Khalid');
    await page.getByText('PC 4127 linked them').waitFor();
    await page.getByRole('button', { name: 'Undo the link with N-104260' }).click();
    await expect
      .poll(() => given(page))
      .toMatchObject([{ command: 'person.unmerge', payload: { personId: 'N-104198', otherId: 'N-104260' } }]);
    await page.close();
  });

  it('has a link withdrawn with a reason, and not without', async () => {
    const page = await persons();
    await row(page, 'Tattersall');
    const names = await page
      .getByRole('button', { name: /^Withdraw: / })
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    expect(new Set(names).size).toBe(names.length);
    await page.getByRole('button', { name: /^Withdraw: Victim, Log 1587/ }).click();
    const yes = page.getByRole('button', { name: /^Withdraw the link: Victim, Log 1587/ });
    expect(await yes.getAttribute('aria-disabled')).toBe('true');
    await page.getByLabel('Why it does not hold').fill('His brother');
    await yes.click();
    await expect.poll(() => given(page)).toMatchObject([{ command: 'link.withdraw', payload: { reason: 'His brother' } }]);
    await page.close();
  });
});

describe('what an officer learns of a person', () => {
  it('is a new record by keyboard alone; what cannot be is said before it goes', async () => {
    const page = await persons();
    await page.getByRole('button', { name: 'New person' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('name');
    await page.keyboard.type('Beth Livesey');
    await tabTo(page, 'bornDay');
    await page.keyboard.type('31/02/1990');
    await tabTo(page, 'telephone');
    await page.keyboard.type('07700 900111, 01772 496112');
    await tabTo(page, 'grading');
    await page.keyboard.type('2bp');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Give a day that has gone by').waitFor();
    expect(await given(page)).toEqual([]);
    await expect.poll(() => focused(page)).toBe('bornDay');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('28/02/1990');
    await page.keyboard.press('Control+Enter');
    await expect
      .poll(() => given(page))
      .toMatchObject([
        {
          command: 'person.create',
          payload: {
            name: 'Beth Livesey',
            born: '1990-02-28',
            telephones: ['07700 900111', '01772 496112'],
            source: 'self',
            grading: '2BP',
          },
        },
      ]);
    await page.close();
  });

  it('is added to the record, and the person to a log or a crime that is chosen and not typed', async () => {
    const page = await persons();
    await row(page, 'Tattersall');
    await page.getByRole('button', { name: 'Add what you learned' }).click();
    await page.getByRole('radio', { name: 'Telephone' }).check();
    await page.getByLabel('What you learned', { exact: true }).fill('07700 900222');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Add to a record' }).click();
    await page.getByRole('radio', { name: 'Witness' }).check();
    await page.getByRole('radio', { name: /^04\/21\/06127/ }).check();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'Parts played' }).waitFor();
    expect(await given(page)).toMatchObject([
      { command: 'person.add', payload: { personId: 'N-104233', kind: 'telephone', text: '07700 900222' } },
      { command: 'link.create', payload: { personId: 'N-104233', role: 'witness', crimeId: '04/21/06127' } },
    ]);
    await page.close();
  });
});

describe('the persons of a log', () => {
  const WARNING = 'Caller Farida Iqbal: Violent towards police (PNC, 11 January 2020)';

  it('warn beside the caller, in the history, beside every question of a report and where the report names them', async () => {
    const { page } = await harness.open({ query: { joined: '' } });
    await openLog(page);
    await page.locator('header').getByText(WARNING).waitFor();
    await page.keyboard.press('Alt+h');
    await page.getByRole('region', { name: 'History of the place and the caller' }).getByText(WARNING).waitFor();
    await openCrimeFormFromLog(page);
    await page.getByRole('form').getByText(WARNING).last().waitFor();
    await toQuestion(page, 'Who');
    await page.getByRole('group', { name: 'Person 1' }).getByText(WARNING).waitFor();
    await page.close();
  });

  it('are in the report by their record, each once, and one press adds whom a link joins', async () => {
    const { page } = await harness.open({ query: { joined: '' } });
    await openCrimeFormFromLog(page);
    await page.getByText('04/21/06127 was already recorded from this log.').waitFor();
    await toQuestion(page, 'Who');
    const first = page.getByRole('group', { name: 'Person 1' });
    await first.getByText('From log 1587. Record N-104217').waitFor();
    await page.getByRole('button', { name: 'Add victim Lewis Tattersall' }).click();
    const second = page.getByRole('group', { name: 'Person 2' });
    await second.getByText('Record N-104233').waitFor();
    expect(await second.getByRole('button', { name: 'Victim', exact: true }).getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('combobox', { name: 'Add a person' }).fill('tattersall');
    await page.getByRole('option', { name: /Typed once, not again/ }).click();
    await expect.poll(() => focused(page)).toBe('person-1-name');
    expect(await page.getByRole('group', { name: /^Person \d/ }).count()).toBe(2);
    await page.getByRole('button', { name: 'Open 04/21/06127' }).click();
    await page
      .getByRole('heading', { name: /^Burglary, rear patio/ })
      .first()
      .waitFor();
    await page.close();
  });

  it('one who was typed is given the record that is picked by that name, and nothing typed is replaced', async () => {
    const { page } = await harness.open({});
    await openCrimeForm(page);
    await toQuestion(page, 'Who');
    await addPerson(page, 'Mr Neil Khalid');
    await page.getByLabel('Address').fill('Flat 2, 6 Shaw Brook Road');
    await page.getByRole('combobox', { name: 'Add a person' }).fill('neil khal');
    await page.getByRole('option', { name: /Record N-104198/ }).click();
    await page.getByRole('group', { name: 'Person 1' }).getByText('Record N-104198').waitFor();
    expect(await page.getByLabel('Address').inputValue()).toBe('Flat 2, 6 Shaw Brook Road');
    expect(await page.getByRole('group', { name: /^Person \d/ }).count()).toBe(1);
    await page.close();
  });
});
