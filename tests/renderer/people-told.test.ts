import { describe, expect, it } from 'vitest';
import { openedWindow } from './harness/desk.ts';
import { given } from './harness/form-page.ts';
import { openRequests } from './harness/hr-scenes.ts';
import { row } from './harness/scenes.ts';

const { desk } = openedWindow();
const told = { told: '' };

describe('what an officer is told of duties and requests', () => {
  it('stands on Today and on the rail until it is looked at', async () => {
    const page = await desk(told);
    const panel = page.getByRole('region', { name: 'Duties and requests, 4 to look at' });
    await panel.getByRole('button', { name: /Sent back by PS 1140 Paul Hargreaves.*You went off at 00:10/ }).focus();
    await page.keyboard.press('Enter');
    await page.locator('[data-detail]').getByRole('heading', { name: 'PC 2418 Aisha Rahman' }).waitFor();
    await expect.poll(() => given(page)).toMatchObject([{ command: 'overtime.seen', payload: { overtimeId: 'OT-71' } }]);
    await page.getByRole('button', { name: /^People.*3 things to look at/ }).waitFor();
    await page.close();
  });

  it('of a changed day shows the day as it was beside the day as it is, what a cancelled rest day is owed, and the leave that it is in', async () => {
    const page = await desk(told);
    await page.keyboard.press('Control+5');
    const night = page.getByRole('region', { name: 'Mon 24 May has changed' });
    expect(await night.locator('dl').textContent()).toBe('WasLate, 15:00 to 23:00Is nowNight, 22:00 to 07:00');
    await page
      .getByRole('region', { name: 'Sun 23 May has changed' })
      .getByText('Told with 4 clear days’ notice, so it is time and a half.')
      .waitFor();
    await night.getByRole('button', { name: 'I have seen it' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => night.count()).toBe(0);
    expect(await given(page)).toMatchObject([{ command: 'duty.acknowledge', payload: { dutyId: 'D-2021-05-24' } }]);
    await page.close();
  });

  it('leads from a changed day to the request for leave that it is in', async () => {
    const page = await desk(told);
    await page.keyboard.press('Control+5');
    await page.getByRole('region', { name: 'Mon 24 May has changed' }).getByRole('button', { name: 'Open the request' }).click();
    await page.locator('[data-detail]').getByText('LV-207').waitFor();
    await page.close();
  });
});

describe('what was sent back', () => {
  it('is changed and claimed again in a form with every value and the reason above it, and is left to the request', async () => {
    const page = await desk();
    await openRequests(page);
    await row(page, '17 May');
    await page.getByRole('button', { name: 'Change and claim again' }).click();
    await page.getByRole('region', { name: 'Why it came back' }).getByText('You went off at 00:10 by the log.').waitFor();
    const to = page.getByRole('group', { name: 'Off duty at' });
    expect(await to.getByLabel('Time').inputValue()).toBe('00:40');
    expect(await page.getByRole('textbox', { name: 'Why' }).inputValue()).toBe('Kept on at the scene.');
    expect(await page.getByRole('radio', { name: /Log 1587/ }).isChecked()).toBe(true);
    expect(await page.getByRole('radio', { name: 'Pay' }).isChecked()).toBe(true);
    await to.getByLabel('Time').fill('00:15');
    await page.keyboard.press('Control+Enter');
    await expect
      .poll(() => given(page))
      .toMatchObject([
        { command: 'overtime.seen' },
        { command: 'overtime.claim', payload: { counted: 45, as: 'pay', text: 'Kept on at the scene.' } },
      ]);
    await page.close();
  });
});

describe('the form of leave', () => {
  it('that was opened from the month is left to the month', async () => {
    const page = await desk();
    await page.keyboard.press('Control+5');
    await page.getByRole('button', { name: 'Month', exact: true }).click();
    await page.getByRole('table').waitFor();
    await page.getByRole('button', { name: 'Ask for leave' }).click();
    await page.getByRole('button', { name: 'Keep for later' }).click();
    await page.getByRole('table').waitFor();
    await page.close();
  });
});

describe('the form of overtime', () => {
  it('has its sum in sight however far it is scrolled', async () => {
    const page = await desk();
    await page.setViewportSize({ width: 1366, height: 560 });
    await page.keyboard.press('Control+5');
    await page.getByRole('button', { name: 'Claim overtime' }).click();
    const sum = page.getByRole('heading', { name: 'How it is worked out' });
    await page.getByRole('radio', { name: 'Pay' }).focus();
    await page.getByRole('radio', { name: 'Pay' }).scrollIntoViewIfNeeded();
    const box = await sum.boundingBox();
    expect(box !== null && box.y > 60 && box.y < 500).toBe(true);
    await page.close();
  });
});

describe('the week', () => {
  it('shows when each tour begins and ends in a window 320 px wide', async () => {
    const page = await desk();
    await page.keyboard.press('Control+5');
    await page.setViewportSize({ width: 320, height: 640 });
    const tour = page.getByText('10:00 to 17:00').first();
    await tour.scrollIntoViewIfNeeded();
    await expect.poll(() => tour.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth && clientWidth > 60)).toBe(true);
    await page.close();
  });
});
