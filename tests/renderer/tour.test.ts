import { describe, expect, it } from 'vitest';
import { openedWindow } from './harness/desk.ts';
import { given } from './harness/form-page.ts';
import { openTour } from './harness/tour-scenes.ts';

const { desk } = openedWindow();

describe('the end of a tour', () => {
  it('is offered on Today and on the rail once it is near, and not before', async () => {
    const early = await desk();
    expect(await early.getByRole('region', { name: /^Your tour/ }).count()).toBe(0);
    await openTour(early);
    await early.close();
    const page = await desk({ tour: 'ending' });
    await page.getByRole('region', { name: 'Your tour ends in 18 min' }).waitFor();
    await page.getByRole('button', { name: /^Today.*End of tour/ }).waitFor();
    await page.close();
  });

  it('hands a task to somebody of the team by keyboard alone, and it is the officer’s no more', async () => {
    const page = await desk({ tour: 'ending', link: 'offline' });
    await openTour(page);
    const handOver = page.getByRole('button', { name: 'Hand over: Collect CCTV from Hough Lane Spar' });
    await handOver.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('halliwell');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await handOver.waitFor({ state: 'detached' });
    expect(await given(page)).toMatchObject([{ system: 'crime', command: 'task.change', payload: { owner: '4127' } }]);
    await page.close();
  });

  it('says that somebody has to be chosen, and keeps what was typed when the form is left', async () => {
    const page = await desk({ tour: 'ending' });
    await openTour(page);
    const handOver = page.getByRole('button', { name: 'Hand over: Collect CCTV from Hough Lane Spar' });
    await handOver.click();
    await page.getByLabel('What they have to know').fill('Manager is in after six');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Choose who does it: somebody else of your team.').waitFor();
    await page.getByRole('button', { name: 'Keep it' }).click();
    await handOver.click();
    expect(await page.getByLabel('What they have to know').inputValue()).toBe('Manager is in after six');
    expect(await given(page)).toEqual([]);
    await page.close();
  });

  it('writes on a log what its next crew has to know, and says that it is handed over', async () => {
    const page = await desk({ tour: 'over' });
    await openTour(page);
    await page.getByRole('button', { name: /^Hand over: 1587/ }).click();
    await page.getByLabel('What they have to know').fill('Scene log is in the boot.');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await given(page)).toMatchObject([
      { command: 'incident.addLine', payload: { text: 'Hand-over to the next tour: Scene log is in the boot.' } },
    ]);
    await page.close();
  });

  it('does not hand a log to the next tour in place of a name that is nobody’s of the team', async () => {
    const page = await desk({ tour: 'over' });
    await openTour(page);
    await page.getByRole('button', { name: /^Hand over: 1587/ }).click();
    await page.getByRole('combobox', { name: 'To whom, if you know' }).fill('Haliwell');
    await page.getByLabel('What they have to know').fill('Scene log is in the boot.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Choose somebody of your team, or leave it empty for the next tour.').waitFor();
    expect(await given(page)).toEqual([]);
    await page.close();
  });

  it('offers overtime after the end', async () => {
    const page = await desk({ tour: 'over' });
    await openTour(page);
    await page.getByRole('button', { name: 'Claim overtime' }).click();
    await page.getByRole('form', { name: /overtime/i }).waitFor();
    await page.close();
  });
});
