import { describe, expect, it } from 'vitest';
import { openedWindow } from './harness/desk.ts';
import { focused, given } from './harness/form-page.ts';
import { openLeave, openOvertime, openRequests } from './harness/hr-scenes.ts';
import { row } from './harness/scenes.ts';

const { desk } = openedWindow();

describe('leave in the window', () => {
  it('is asked for by keyboard alone, day by day with its cost, and stands among the requests as unsent', async () => {
    const page = await desk();
    await page.keyboard.press('Control+5');
    await page.getByRole('button', { name: 'Ask for leave' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'First day' }).focus();
    await page.keyboard.type('30/05/2021');
    await page.keyboard.press('Tab');
    await page.keyboard.type('31/05/2021');
    const days = page.getByRole('region', { name: 'Day by day' });
    expect(await days.getByRole('listitem').allTextContents()).toEqual([
      'Sun 30 MayEarly 07 to 15Whole tour1 day',
      'Mon 31 MayEarly 07 to 15Whole tour1 day',
    ]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await days.getByText('half a day').waitFor();
    await page.getByRole('button', { name: 'Ask for 1½ days' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'PC 2418 Aisha Rahman' }).waitFor();
    expect(await given(page)).toMatchObject([
      {
        ...{ system: 'people', command: 'leave.request' },
        payload: {
          kind: 'annualLeave',
          days: [
            { day: '2021-05-30', part: 'full', cost: 1 },
            { day: '2021-05-31', part: 'secondHalf', cost: 0.5 },
          ],
        },
      },
    ]);
    await page.getByText('Not sent yet').first().waitFor();
    await page.close();
  });

  it('that is asked for already is said to be, and not given', async () => {
    const page = await desk();
    await openLeave(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText('One of these days is in another request of yours. Withdraw that one first.').waitFor();
    expect(await focused(page)).toBe('last');
    expect(await given(page)).toEqual([]);
    await page.close();
  });

  it('says on which day the team would be short, and what is left', async () => {
    const page = await desk();
    await openLeave(page, '25/05/2021', '25/05/2021');
    await page.getByRole('heading', { name: 'Tuesday 25 May is tight' }).waitFor();
    await page.getByText('2 officers of Leyland Response are off already. Without you the team is 2 short. You can still ask.').waitFor();
    await page.close();
  });

  it('of more days than are left says how many are too many, before it is sent', async () => {
    const page = await desk();
    await openLeave(page, '28/05/2021', '30/06/2021');
    await page.getByText(/^\d+ days too many\. Ask for fewer days\.$/).waitFor();
    await page.getByRole('textbox', { name: 'Last day' }).fill('28/05/2021');
    await expect.poll(() => page.getByText(/too many/).count()).toBe(0);
    await page.close();
  });

  it('is withdrawn after a second question, while nobody has decided', async () => {
    const page = await desk();
    await openRequests(page);
    await page.getByRole('button', { name: 'Withdraw', exact: true }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Withdraw it' }).click();
    await page.locator('[data-detail]').getByText('Withdrawn').waitFor();
    expect(await given(page)).toMatchObject([{ command: 'leave.withdraw', payload: { leaveId: 'LV-207' } }]);
    expect(await page.getByRole('button', { name: 'Withdraw', exact: true }).count()).toBe(0);
    await page.close();
  });
});

describe('overtime in the window', () => {
  it('begins at the end of the last tour, with no end until one is written', async () => {
    const page = await desk();
    await page.keyboard.press('Control+5');
    await page.getByRole('button', { name: 'Claim overtime' }).click();
    expect(await page.getByRole('group', { name: 'From' }).getByLabel('Time').inputValue()).toBe('23:00');
    expect(await page.getByRole('group', { name: 'Off duty at' }).getByLabel('Time').inputValue()).toBe('');
    await page.close();
  });

  it('shows the regulation’s arithmetic and claims what it comes to', async () => {
    const page = await desk();
    await openOvertime(page);
    const sum = page.getByRole('region', { name: 'Kept on after the tour' });
    expect(await sum.locator('dl > div').allTextContents()).toEqual([
      'Worked1 h 40 min',
      'First minutes that do not count0 h 30 min',
      'Whole quarter hours1 h 0 min',
      'RateTime and a third',
      'In time off1 h 20 min',
    ]);
    await page.getByRole('radio', { name: /Log 1587/ }).check();
    await page.getByRole('textbox', { name: 'Why' }).fill('Scene guard');
    await page.getByRole('button', { name: 'Claim 1 h 20 min' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Not sent yet').first().waitFor();
    expect(await given(page)).toMatchObject([
      {
        command: 'overtime.claim',
        payload: { incidentId: 'LC-20210518-1587', counted: 60, timeOff: 80, as: 'timeOff', from: '2021-05-17T22:00:00.000Z' },
      },
    ]);
    await page.close();
  });
});

describe('a sergeant', () => {
  it('approves of overtime what it comes to in time off, and the list stays at what waits', async () => {
    const page = await desk({ session: 'supervisor' });
    await openRequests(page);
    await row(page, 'Clarke');
    await page.getByRole('button', { name: 'Approve 1 h 20 min in time off' }).click();
    await page.locator('[data-detail]').getByText('Approved', { exact: true }).waitFor();
    expect(await page.locator('li > button', { hasText: 'Rahman' }).count()).toBe(1);
    await page.close();
  });

  it('has the cover of each day beside the request, and approves with Ctrl+Enter', async () => {
    const page = await desk({ session: 'supervisor' });
    await openRequests(page);
    await row(page, 'Rahman');
    const table = page.getByRole('table');
    await table.waitFor();
    expect(await table.locator('tfoot td').allTextContents()).toEqual(['2, 1 short', '1, 2 short', '–', '–', '–', '–', '4']);
    await page.getByRole('textbox', { name: 'Your answer in words' }).fill('Enjoy it');
    await page.keyboard.press('Control+Enter');
    await expect
      .poll(() => given(page))
      .toMatchObject([{ command: 'leave.decide', payload: { leaveId: 'LV-207', decision: 'approve', text: 'Enjoy it' } }]);
    await page.close();
  });

  it('sends nothing back without a reason, and approves nothing under which the roster has changed', async () => {
    const page = await desk({ session: 'supervisor' });
    await openRequests(page);
    await row(page, 'Halliwell');
    await page.getByText('The roster has changed under this request').waitFor();
    await page.getByRole('textbox', { name: 'Your answer in words' }).focus();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Send back' }).click();
    await page.getByText('Say why it comes back').waitFor();
    expect(await focused(page)).toBe('answer');
    expect(await given(page)).toEqual([]);
    await page.keyboard.type('It is your rest day');
    expect(await page.getByText('Say why it comes back').count()).toBe(0);
    await page.getByRole('button', { name: 'Send back' }).click();
    await expect
      .poll(() => given(page))
      .toMatchObject([{ command: 'leave.decide', payload: { decision: 'return', text: 'It is your rest day' } }]);
    await page.close();
  });
});

describe('expenses and own details', () => {
  it('are claimed with the sum as it is typed, and not in the future', async () => {
    const page = await desk();
    await page.keyboard.press('Control+5');
    await page.getByRole('button', { name: 'Claim expenses' }).click();
    await page.getByLabel('On which day').fill('20/06/2021');
    await page.getByLabel('How much, in pounds').fill('12.4');
    await page.getByLabel('What it was for').fill('Kept on at the scene');
    await page.keyboard.press('Control+Enter');
    await page.getByText('This day is still to come.').waitFor();
    await page.getByLabel('On which day').fill('17/05/2021');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Meal, £12.40').first().waitFor();
    const payload = { kind: 'meal', day: '2021-05-17', pence: 1240, text: 'Kept on at the scene' };
    expect(await given(page)).toMatchObject([{ command: 'expense.claim', payload }]);
    await page.close();
  });

  it('change what is written alone, and next of kin with how to reach them', async () => {
    const page = await desk();
    await page.keyboard.press('Control+5');
    await page.getByRole('button', { name: 'Change my details' }).click();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Write what changes: telephone, address or next of kin').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Sana Rahman');
    await page.keyboard.press('Control+Enter');
    await page
      .getByText(/their telephone/i)
      .first()
      .waitFor();
    await page.getByLabel('Their telephone').fill('07700 900555');
    await page.keyboard.press('Control+Enter');
    await expect
      .poll(() => given(page))
      .toMatchObject([{ command: 'details.change', payload: { nextOfKin: { name: 'Sana Rahman', telephone: '07700 900555' } } }]);
    await page.close();
  });

  it('are approved by the sergeant', async () => {
    const page = await desk({ session: 'supervisor', expenses: '' });
    await openRequests(page);
    await row(page, 'Meal');
    await page.getByRole('button', { name: 'Approve £12.40' }).click();
    await expect
      .poll(() => given(page))
      .toMatchObject([{ command: 'expense.decide', payload: { expenseId: 'EX-12', decision: 'approve' } }]);
    await page.close();
  });
});

describe('the month', () => {
  it('is gone through by keyboard, and says each day and duty to those who hear it', async () => {
    const page = await desk();
    await page.keyboard.press('Control+5');
    await page.getByRole('button', { name: 'Month', exact: true }).focus();
    await page.keyboard.press('Enter');
    const table = page.getByRole('table');
    await table.waitFor();
    expect(await table.locator('tbody tr').count()).toBe(6);
    expect(await table.locator('[aria-current=date]').textContent()).toContain('18 May, today');
    await page.getByRole('button', { name: 'Month after' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'June 2021', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'This month' }).click();
    await page.getByRole('heading', { name: 'May 2021', level: 1 }).waitFor();
    await page.close();
  });
});
