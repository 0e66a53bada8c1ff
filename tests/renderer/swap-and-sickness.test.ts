import { describe, expect, it } from 'vitest';
import { openedWindow } from './harness/desk.ts';
import { focused, given } from './harness/form-page.ts';
import { openRequests, openSwap } from './harness/hr-scenes.ts';
import { row } from './harness/scenes.ts';

const { desk } = openedWindow();

describe('a swap in the window', () => {
  it('says who would have too little rest, is not given so, and goes once another day mends it', async () => {
    const page = await desk();
    await openSwap(page);
    const status = page.getByRole('status').filter({ hasText: 'hours' });
    await status.getByText('One of you would have less than 11 hours of rest').waitFor();
    await page.keyboard.press('Control+Enter');
    expect(await focused(page)).toBe('first');
    expect(await given(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'Another day' }).fill('02/06/2021');
    await status.getByText('Both keep 11 hours of rest between duties.').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.locator('[data-detail]').getByText('Not sent yet').first().waitFor();
    expect(await given(page)).toMatchObject([
      {
        command: 'swap.ask',
        payload: {
          partner: '1902',
          days: [
            { day: '2021-06-01', own: { label: 'Late' }, theirs: { label: 'Early' } },
            { day: '2021-06-02', own: { label: 'Late' }, theirs: { label: 'Early' } },
          ],
        },
      },
    ]);
    await page.close();
  });

  it('is agreed to by the colleague with Ctrl+Enter, or declined without a word', async () => {
    const page = await desk({ swaps: '' });
    await openRequests(page);
    await row(page, 'Halliwell');
    await page.getByRole('textbox', { name: 'Your answer in words' }).focus();
    await page.keyboard.press('Control+Enter');
    await page.locator('[data-detail]').getByText('Agreed, waiting for the sergeant').waitFor();
    expect(await given(page)).toMatchObject([{ command: 'swap.answer', payload: { swapId: 'SW-4', decision: 'agree' } }]);
    await page.close();
  });

  it('that the colleague agreed to waits for the sergeant, with the crew of the day', async () => {
    const page = await desk({ session: 'supervisor', swaps: '' });
    await openRequests(page);
    await row(page, 'with PC 4127');
    await page.getByText('PC 4127 Tom Halliwell has agreed.').waitFor();
    await page.getByText('1 June: 4 on duty, as before the swap. 3 at least.').waitFor();
    await page.getByRole('button', { name: 'Approve the swap' }).click();
    await expect.poll(() => given(page)).toMatchObject([{ command: 'swap.decide', payload: { swapId: 'SW-3', decision: 'approve' } }]);
    // The one that the colleague has not answered is not the sergeant's yet.
    expect(await page.locator('li > button', { hasText: 'with PC 2418' }).count()).toBe(0);
    await page.close();
  });
});

describe('sickness in the window', () => {
  it('is reported from today by keyboard alone, and stands among the requests as unsent', async () => {
    const page = await desk();
    await page.keyboard.press('Control+5');
    await page.getByRole('button', { name: 'Report sick' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('textbox', { name: 'First day' }).inputValue()).toBe('18/05/2021');
    await page.keyboard.press('Control+Enter');
    await page.locator('[data-detail]').getByText('Off sick').waitFor();
    expect(await given(page)).toMatchObject([{ command: 'sickness.report', payload: { firstDay: '2021-05-18' } }]);
    await page.close();
  });

  it('past its seventh day asks for a fit note, for the days after the officer’s own certificate', async () => {
    const page = await desk({ sick: '' });
    await page.keyboard.press('Control+5');
    const now = page.getByRole('region', { name: 'Your sickness' });
    await now.getByText('A doctor’s fit note is still to come').waitFor();
    await now.getByRole('button', { name: 'Send a certificate' }).click();
    expect(await page.getByRole('radio', { name: 'Fit note' }).isChecked()).toBe(true);
    expect(await page.getByRole('textbox', { name: 'From' }).inputValue()).toBe('17/05/2021');
    await page.getByRole('radio', { name: 'My own' }).check();
    await page.getByRole('textbox', { name: 'To, that day included' }).fill('18/05/2021');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Your own certificate covers seven days from the first.').waitFor();
    await page.getByRole('radio', { name: 'Fit note' }).check();
    await page.getByRole('textbox', { name: 'To, that day included' }).fill('30/05/2021');
    await page.keyboard.press('Control+Enter');
    await expect
      .poll(() => given(page))
      .toMatchObject([{ command: 'sickness.certify', payload: { kind: 'fitNote', from: '2021-05-17', to: '2021-05-30' } }]);
    await page.close();
  });

  it('ends with the day from which the officer is fit again', async () => {
    const page = await desk({ sick: '' });
    await page.keyboard.press('Control+5');
    await page.getByRole('region', { name: 'Your sickness' }).getByRole('button', { name: 'Fit again' }).click();
    await page.getByRole('textbox', { name: 'First day fit for duty' }).fill('19/05/2021');
    await page.keyboard.press('Control+Enter');
    await page.locator('[data-detail]').getByText('Fit again').first().waitFor();
    expect(await given(page)).toMatchObject([{ command: 'sickness.fit', payload: { sicknessId: 'SK-2', backOn: '2021-05-19' } }]);
    await page.close();
  });
});
