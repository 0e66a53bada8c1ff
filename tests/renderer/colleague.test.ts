import { describe, expect, it } from 'vitest';
import { openedWindow } from './harness/desk.ts';
import { openColleague } from './harness/hr-scenes.ts';
import { pane, row } from './harness/scenes.ts';

const { desk } = openedWindow();

describe('a colleague', () => {
  it('is a press away from the name, with duty, unit, log, telephone and mail, and says without signal how old that is', async () => {
    const page = await desk({ link: 'offline' });
    await openColleague(page);
    const card = page.getByRole('article', { name: 'PC 4127 Tom Halliwell' });
    for (const text of [
      'On duty, Late',
      'LD21',
      '07700 904127',
      'tom.halliwell@lancashire.example',
      'LC-20210518-1587',
      'PS 1140 Paul Hargreaves',
    ])
      await card.getByText(text).first().waitFor();
    expect(await card.getByText('As they were at 15:39').count()).toBeGreaterThan(0);
    await card.getByRole('link', { name: 'PC 2418 Aisha Rahman' }).press('Enter');
    await page.getByRole('article', { name: 'PC 2418 Aisha Rahman' }).getByText('You, Leyland Response').waitFor();
    await page.close();
  });

  it('is led to from the line that they wrote on a log', async () => {
    const page = await desk();
    await pane('3')(page);
    await page.getByRole('link', { name: 'PC 2377', exact: true }).first().click();
    await page.getByRole('article', { name: /2377/ }).waitFor();
    await page.close();
  });

  it('is written to: a letter that is theirs already, by keyboard', async () => {
    const page = await desk();
    await openColleague(page);
    await page.getByRole('button', { name: 'Write mail' }).press('Enter');
    await page.getByText('PC 4127 Tom Halliwell').first().waitFor();
    await page.getByRole('form', { name: /message/i }).waitFor();
    await page.close();
  });

  it('is set a task by a supervisor, and by nobody else', async () => {
    const officer = await desk();
    await openColleague(officer);
    expect(await officer.getByRole('button', { name: 'Set a task' }).count()).toBe(0);
    await officer.close();
    const page = await desk({ session: 'supervisor' });
    await pane('6')(page);
    await row(page, '2377 Clarke');
    await page.getByRole('article', { name: 'PC 2377 Megan Clarke' }).waitFor();
    await page.getByRole('button', { name: 'Set a task' }).click();
    expect(await page.getByRole('combobox', { name: /owner|who/i }).inputValue()).toBe('PC 2377 Megan Clarke');
    await page.close();
  });

  it('who is not on this laptop is said not to be, with what to do', async () => {
    const page = await desk();
    await pane('4')(page);
    await page.getByRole('button', { name: /^Tasks/ }).click();
    await row(page, 'Statement from Mrs Iqbal');
    await page.getByRole('link', { name: 'DS 1874' }).first().click();
    await page.getByText('This officer is not on this laptop').waitFor();
    await page.close();
  });
});

describe('the team’s page', () => {
  it('says who is on duty today, that the team is short, and how much each has to do', async () => {
    const page = await desk({ session: 'supervisor' });
    await pane('6')(page);
    const part = page.getByRole('region', { name: 'On duty today, 3 of 4, 1 short' });
    expect(await part.getByRole('listitem').allTextContents()).toEqual(
      expect.arrayContaining([expect.stringMatching(/^2418 RahmanOn duty, Late. LD21\d open tasks/), '1902 SingletonAway']),
    );
    await page.close();
  });
});
