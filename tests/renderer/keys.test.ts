import { describe, expect, it } from 'vitest';
import { openedWindow } from './harness/desk.ts';
import { called } from './harness/form-page.ts';
import { whitePixels } from './harness/look.ts';

const { desk, open } = openedWindow();

describe('keys', () => {
  it('goes to every pane with Ctrl and its number', async () => {
    const page = await desk();
    for (const [key, name] of [
      ['2', 'Mail'],
      ['3', 'Storm'],
      ['4', 'Crime'],
      ['5', 'People'],
      ['1', 'Today'],
    ] as const) {
      await page.keyboard.press(`Control+${key}`);
      await expect.poll(() => page.locator('nav [aria-current=page]').first().textContent()).toContain(name);
    }
    await page.close();
  });

  it('are listed with those of Crime, of People and of a form, and Ctrl+N begins a crime', async () => {
    const page = await desk();
    await page.keyboard.press('F1');
    const sheet = page.getByRole('dialog', { name: 'Keys' });
    for (const title of ['In a form', 'Today', 'Crime', 'People']) await sheet.getByRole('heading', { name: title, exact: true }).waitFor();
    await sheet.getByText('Ctrl+Page Down').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+4');
    await page.getByRole('button', { name: 'New crime' }).waitFor();
    await page.keyboard.press('Control+n');
    await page.getByRole('form', { name: /^New crime/ }).waitFor();
    await page.close();
  });

  it('puts the focus into the pane’s list: after the sign-in, after Ctrl and a number, and after Ctrl+J from wherever it was', async () => {
    const page = await desk({ jobs: '1' });
    const focusIn = () =>
      page.evaluate(() => {
        const at = document.activeElement;
        return at?.closest('main') === null || at === document.body
          ? at?.tagName
          : `${at?.closest('li') === null ? '' : 'row '}${at?.textContent}`;
      });
    await expect.poll(focusIn, { timeout: 5000 }).not.toBe('BODY');
    await page.keyboard.press('Control+2');
    await expect.poll(focusIn).toMatch(/^row /);
    await page.keyboard.press('ArrowDown');
    await expect.poll(focusIn).toMatch(/^row /);
    await page.keyboard.press('Control+j');
    await expect.poll(focusIn).toMatch(/^row .*Burglary, suspect/);
    await page.getByRole('textbox', { name: /Add an update/ }).focus();
    await page.keyboard.press('Control+j');
    await expect.poll(focusIn).toMatch(/^row .*Burglary, suspect/);
    for (const number of ['4', '5', '1']) {
      await page.keyboard.press(`Control+${number}`);
      await expect.poll(focusIn, { timeout: 5000 }).not.toBe('BODY');
    }
    await page.close();
  });

  it('walks the regions with F6, forwards and back', async () => {
    const page = await desk();
    await page.keyboard.press('Control+3');
    await page.getByText('2 new since you looked').waitFor();
    const region = (): Promise<string | null> =>
      page.evaluate(() => {
        const here = document.activeElement?.closest('[data-region]');
        return here?.getAttribute('aria-label') ?? here?.tagName ?? null;
      });
    const seen: (string | null)[] = [];
    for (let step = 0; step < 6; step += 1) {
      await page.keyboard.press('F6');
      seen.push(await region());
    }
    // From the list, which Ctrl+3 went to.
    expect(seen).toEqual(['Selected item', 'Resources and my status', 'FOOTER', 'Panes', 'HEADER', 'My logs']);
    await page.keyboard.press('Shift+F6');
    expect(await region()).toBe('HEADER');
    await page.close();
  });

  it('moves in a list with Up and Down, opens with Enter and comes back with Esc', async () => {
    const page = await desk();
    await page.keyboard.press('Control+3');
    await page.getByText('2 new since you looked').waitFor();
    await page.locator('li > button[aria-current]').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('No lines on this log yet').waitFor();
    await page.keyboard.press('F6');
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Insecure premises');
    await page.close();
  });

  it('keeps the end of a list of a thousand in reach of the keyboard', async () => {
    const page = await desk({ data: 'many' });
    await page.keyboard.press('Control+2');
    await page.locator('li > button', { hasText: 'Message 1' }).first().focus();
    await page.keyboard.press('End');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Message 1000');
    expect(await page.locator('li > button').count()).toBeLessThan(60);
    await page.close();
  });

  it('reads of a thousand logs only the pages in sight, and those again when logs change', async () => {
    const page = await desk({ data: 'many' });
    await page.keyboard.press('Control+3');
    await page.locator('li > button').first().focus();
    await page.keyboard.press('End');
    await page.locator('li[aria-posinset="1000"] > button').waitFor();
    const first = { scope: 'mine', offset: 0, limit: 100 };
    const last = { scope: 'mine', offset: 900, limit: 100 };
    const asked = await called(page, 'storm.list');
    expect(new Set(asked.map((request) => JSON.stringify(request)))).toEqual(
      new Set([first, last].map((request) => JSON.stringify(request))),
    );
    await page.evaluate(() => window.probe.alerts([]));
    await expect.poll(async () => (await called(page, 'storm.list')).slice(asked.length)).toEqual([last]);
    await page.close();
  });

  it('finds with Ctrl+K and opens what is chosen in its pane', async () => {
    const page = await desk();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('burg');
    await page.getByRole('option', { selected: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('mole grips').waitFor();
    expect(await called(page, 'crime.get')).toEqual([{ id: '04/21/06127' }]);
    await page.close();
  });

  it('sets the status with Alt and digits, two without a pause as one number', async () => {
    const page = await desk();
    await expect.poll(() => called(page, 'storm.unit')).not.toEqual([]);
    await page.getByRole('button', { name: /LD21 6 At scene/ }).waitFor();
    await page.keyboard.press('Alt+5');
    await page.keyboard.press('Alt+1');
    await page.keyboard.press('Alt+5');
    await expect
      .poll(() => called(page, 'commands.give'))
      .toEqual([
        { system: 'storm', command: 'unit.setStatus', payload: { callSign: 'LD21', status: 5, incidentId: 'LC-20210518-1587' } },
        { system: 'storm', command: 'unit.sendMessage', payload: { callSign: 'LD21', status: 15 } },
      ]);
    await page.close();
  });

  it('sends an update with Ctrl+Enter, keeps its draft on a pause, and shows it in amber in its place', async () => {
    const page = await desk();
    await page.keyboard.press('Control+3');
    const box = page.getByRole('textbox', { name: /Add an update/ });
    await box.fill('Doorbell footage kept.');
    await expect
      .poll(() => called(page, 'drafts.save'))
      .toMatchObject([{ key: 'incident.addLine:LC-20210518-1587', fields: { text: 'Doorbell footage kept.' } }]);
    await page.keyboard.press('Control+Enter');
    await page.getByText('not sent yet, goes out with signal').waitFor();
    expect(await called(page, 'commands.give')).toEqual([
      {
        system: 'storm',
        command: 'incident.addLine',
        payload: { incidentId: 'LC-20210518-1587', text: 'Doorbell footage kept.' },
        draftKey: 'incident.addLine:LC-20210518-1587',
      },
    ]);
    expect(await box.inputValue()).toBe('');
    await page.close();
  });

  it('opens the outbox with Ctrl+O over the list and never over Send, and gives the focus back', async () => {
    const page = await desk({ link: 'offline' });
    await page.keyboard.press('Control+3');
    const keep = page.getByRole('button', { name: 'Keep' });
    await keep.waitFor();
    await page.keyboard.press('Control+o');
    const panel = await page.getByRole('dialog').boundingBox();
    const button = await keep.boundingBox();
    expect((panel?.x ?? 0) + (panel?.width ?? 0)).toBeLessThan(button?.x ?? 0);
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('2 unsent');
    await page.close();
  });

  it('goes round day, night and high contrast with F9, to car size with Shift+F9', async () => {
    const page = await desk();
    const theme = (): Promise<string | undefined> => page.evaluate(() => document.documentElement.dataset['theme']);
    expect(await theme()).toBe('day');
    for (const next of ['night', 'contrast', 'day']) {
      await page.keyboard.press('F9');
      expect(await theme()).toBe(next);
    }
    await page.keyboard.press('Shift+F9');
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('20px');
    expect(await called(page, 'session.setAppearance')).toHaveLength(4);
    await page.close();
  });

  it('goes black with F12, and the key that brings it back does nothing else', async () => {
    const page = await desk();
    await page.keyboard.press('F12');
    await page.getByRole('alertdialog').waitFor();
    await page.keyboard.press('Control+3');
    await expect.poll(() => page.getByRole('alertdialog').count()).toBe(0);
    expect(await page.locator('nav [aria-current=page]').first().textContent()).toContain('Today');
    await page.close();
  });

  it('goes black over a sheet that is open, and the key that brings it back leaves the sheet as it was', async () => {
    const page = await desk();
    await page.keyboard.press('F1');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    expect(whitePixels(await page.screenshot())).toBeGreaterThan(1000);
    await page.keyboard.press('F12');
    await page.getByRole('alertdialog').waitFor();
    expect(whitePixels(await page.screenshot())).toBe(0);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('alertdialog').count()).toBe(0);
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.close();
  });

  it('stays black over the lock, and the page of the sign-in begins black', async () => {
    const page = await desk();
    await page.keyboard.press('F12');
    await page.getByRole('alertdialog').waitFor();
    await page.evaluate(() => window.probe.session({ kind: 'noCard' }));
    await page.getByText('Put your warrant card in').first().waitFor({ state: 'attached' });
    expect(whitePixels(await page.screenshot())).toBe(0);
    await page.close();
    const { page: anew } = await open({ query: { session: 'locked', black: '' } });
    expect(whitePixels(await anew.screenshot())).toBe(0);
    await anew.keyboard.press('Shift');
    await expect.poll(async () => whitePixels(await anew.screenshot())).toBeGreaterThan(1000);
    await anew.close();
  });

  it('has a button of a finger’s size for the car and for black, at the desk and at the sign-in', async () => {
    for (const query of [{}, { session: 'nocard' }] as const) {
      const { page } = await open({ query });
      const car = page.getByRole('button', { name: /for the car|Car size/ });
      expect((await car.boundingBox())?.height).toBeGreaterThanOrEqual(44);
      await car.click();
      expect(await page.evaluate(() => document.documentElement.hasAttribute('data-car'))).toBe(true);
      const black = page.getByRole('button', { name: /Blackout/ });
      expect((await black.boundingBox())?.height).toBeGreaterThanOrEqual(44);
      await black.click();
      await page.getByRole('alertdialog').waitFor();
      await page.close();
    }
  });

  it('locks with Ctrl+L, and then nothing of the officer is in the page but the name', async () => {
    const page = await desk();
    await page.getByText('Balfour Street').first().waitFor();
    await page.keyboard.press('Control+l');
    await page.getByRole('heading', { name: 'PC Aisha Rahman’s work is locked' }).waitFor();
    const text = await page.evaluate(() => document.documentElement.outerHTML);
    for (const secret of ['Balfour', '1587', 'Whittle', 'Hargreaves', 'LD21', 'Leyland Response']) expect(text).not.toContain(secret);
    await page.close();
  });

  it('tells main that the officer is there at most once in ten seconds', async () => {
    const page = await desk();
    for (let press = 0; press < 8; press += 1) await page.keyboard.press('Tab');
    expect(await called(page, 'session.active')).toHaveLength(1);
    await page.close();
  });
});
