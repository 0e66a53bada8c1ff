import { describe, expect, it } from 'vitest';
import { openBriefed, openNewItem } from './harness/briefing-scenes.ts';
import { openedWindow } from './harness/desk.ts';
import { focused, given } from './harness/form-page.ts';

const { desk } = openedWindow();

describe('the briefing in the window', () => {
  it('stands on Today with why, and its result is told by keyboard alone, kept without signal', async () => {
    const page = await desk({ link: 'offline' });
    const panel = page.getByRole('region', { name: 'Briefing, 3' });
    expect(await panel.getByRole('listitem').first().textContent()).toContain('Six calls in ten days');
    await panel.getByRole('button', { name: /^Sheds/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Sheds and garages, Broadfield estate' }).waitFor();
    const box = page.getByRole('form', { name: 'Result of your tour' });
    await box.getByRole('button', { name: 'Keep it' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Choose what you found.').waitFor();
    expect(await focused(page)).toBe('found');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Alt+w');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Write the note.').waitFor();
    await page.keyboard.type('Gate is open again.');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('listitem').filter({ hasText: 'Note only. LD21, PC 2418 Aisha Rahman' }).waitFor();
    expect(await given(page)).toMatchObject([
      { system: 'briefing', command: 'briefing.result', payload: { briefingId: 'BR-202', found: 'note', text: 'Gate is open again.' } },
    ]);
    await page.getByRole('button', { name: 'Back to Today' }).click();
    await panel.getByRole('img', { name: 'Result told' }).waitFor();
    await page.close();
  });

  it('keeps a half-written result through another pane', async () => {
    const page = await desk();
    await openBriefed(page);
    await page.getByRole('textbox', { name: 'What did you find?' }).fill('Half a sen');
    await page.keyboard.press('Control+2');
    await page.keyboard.press('Control+1');
    await page.getByRole('heading', { name: 'Quad bikes on Worden Park' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'What did you find?' }).inputValue()).toBe('Half a sen');
    await page.close();
  });

  it('is set by a supervisor, who sees what officers found, and takes it off again', async () => {
    const page = await desk({ session: 'supervisor' });
    await openBriefed(page);
    await page.getByText('Red quad towards the railway').waitFor();
    await page.getByRole('button', { name: 'Take it off' }).click();
    await page.getByRole('button', { name: 'Take it off: Quad bikes on Worden Park' }).click();
    await page.getByText(/^Taken off by PS 1140/).waitFor();
    await page.getByRole('button', { name: 'New item' }).click();
    await page.getByLabel('What to look out for').fill('Van, white, Farington');
    await page.getByLabel('What to do').fill('Note the plate.');
    await page.getByLabel('Why', { exact: true }).fill('Three thefts.');
    await page.getByRole('button', { name: 'Early', exact: true }).click();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'Van, white, Farington' }).waitFor();
    expect(await given(page)).toMatchObject([
      { command: 'briefing.end', payload: { briefingId: 'BR-201' } },
      { command: 'briefing.create', payload: { title: 'Van, white, Farington', why: 'Three thefts.', tours: ['late', 'night'] } },
    ]);
    await page.close();
  });

  it('says what is missing of a new item, and goes to it', async () => {
    const page = await desk({ session: 'supervisor' });
    await openNewItem(page);
    for (const tour of ['Early', 'Late', 'Night']) await page.getByRole('button', { name: tour, exact: true }).click();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Choose at least one tour.').waitFor();
    expect(await focused(page)).toBe('name');
    expect(await given(page)).toEqual([]);
    await page.close();
  });

  it('is read in full above the box for a result in a window 320 px wide', async () => {
    const page = await desk();
    await page.setViewportSize({ width: 320, height: 640 });
    await openBriefed(page);
    const hidden = () =>
      page
        .getByText('Two quads, one red')
        .evaluate(({ parentElement: body }) => (body === null ? -1 : body.scrollHeight - body.clientHeight));
    await expect.poll(hidden).toBe(0);
    await page.getByRole('button', { name: 'Tell it' }).scrollIntoViewIfNeeded();
    await page.close();
  });
});
