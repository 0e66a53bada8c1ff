import type { Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { openedWindow } from './harness/desk.ts';
import { called } from './harness/form-page.ts';

const { desk } = openedWindow();

/** The pane that is open. */
const paneOf = (page: Page): Promise<string | null> => page.locator('nav [aria-current=page]').first().textContent();
/** Opens the letter with HTML and clicks into it, as one does to read on. */
const intoLetter = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+2');
  await page.locator('li > button', { hasText: 'Roster desk' }).first().click();
  await page.frameLocator('main iframe').getByText('Please answer by 20:00').click();
};
const openKeys = async (page: Page): Promise<void> => {
  // A sheet that is on its way out takes the key with it.
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  await expect
    .poll(async () => {
      if (!(await sheet.isVisible())) await page.keyboard.press('F1');
      return sheet.isVisible();
    })
    .toBe(true);
};
/** Every place from which a key may be pressed. */
const places: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  Today: (page) => page.keyboard.press('Control+1'),
  Mail: (page) => page.keyboard.press('Control+2'),
  'a letter with HTML': intoLetter,
  'the box for an update': async (page) => {
    await page.keyboard.press('Control+3');
    await page.getByRole('textbox', { name: /Add an update/ }).click();
  },
  Crime: (page) => page.keyboard.press('Control+4'),
  'a form': async (page) => {
    await page.keyboard.press('Control+4');
    const box = page.locator('main form :is(textarea, input):visible').first();
    const begin = page.getByRole('button', { name: 'New crime' });
    await box.or(begin).first().waitFor();
    if (await begin.isVisible()) await begin.click();
    await box.click();
  },
  People: (page) => page.keyboard.press('Control+5'),
  Search: (page) => page.keyboard.press('Control+k'),
  'the keys': (page) => openKeys(page),
};

describe('every key of the sheet works wherever the focus is', () => {
  it.each(Object.entries(places))('in %s', async (_, go) => {
    const page = await desk({ jobs: '1' });
    const closed = async (name: string): Promise<void> => {
      await page.keyboard.press('Escape');
      await expect.poll(() => page.getByRole('dialog', { name }).count()).toBe(0);
    };
    await page.getByRole('button', { name: /LD21 6 At scene/ }).waitFor();
    await go(page);
    await page.keyboard.press('Alt+3');
    await expect.poll(async () => (await called(page, 'commands.give')).length).toBeGreaterThan(0);
    await go(page);
    await page.keyboard.press('Control+k');
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('combobox');
    await go(page);
    await page.keyboard.press('Control+j');
    await expect.poll(() => paneOf(page)).toContain('Storm');
    await go(page);
    await page.keyboard.press('Alt+w');
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toMatch(/^(TEXTAREA|INPUT)$/);
    await go(page);
    const before = await page.evaluate(() => document.activeElement?.closest('[data-region]')?.getAttribute('aria-label') ?? null);
    await page.keyboard.press('F6');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('[data-region]')?.getAttribute('aria-label') ?? 'none'))
      .not.toBe(before);
    await go(page);
    await page.keyboard.press('F9');
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset['theme'])).toBe('night');
    await page.keyboard.press('Shift+F9');
    await expect.poll(() => page.evaluate(() => document.documentElement.hasAttribute('data-car'))).toBe(true);
    await page.keyboard.press('Shift+F9');
    await go(page);
    await page.keyboard.press('F12');
    await page.getByRole('alertdialog', { name: /Blackout/ }).waitFor();
    await page.keyboard.press('Shift');
    await expect.poll(() => page.getByRole('alertdialog').count()).toBe(0);
    await go(page);
    await page.keyboard.press('F2');
    await page.getByRole('dialog', { name: 'This laptop' }).waitFor();
    await closed('This laptop');
    await go(page);
    await openKeys(page);
    await closed('Keys');
    await go(page);
    await page.keyboard.press('Control+o');
    await page.getByRole('dialog', { name: /nsent|sent/ }).waitFor();
    await go(page);
    await page.keyboard.press('Alt+a');
    await expect.poll(async () => (await called(page, 'commands.give')).at(-1)).toMatchObject({ command: 'incident.acknowledge' });
    await go(page);
    await page.keyboard.press('Control+5');
    await expect.poll(() => paneOf(page)).toContain('People');
    await go(page);
    await page.keyboard.press('Control+l');
    await page.getByRole('heading', { name: 'PC Aisha Rahman’s work is locked' }).waitFor();
    await page.close();
  });

  it('and any part of the window is three steps of F6 away at most, a job over it or not', async () => {
    for (const query of [{}, { jobs: '1' }] as const) {
      const page = await desk(query);
      await page.keyboard.press('Control+3');
      await page.getByText('2 new since you looked').waitFor();
      const regions = await page.locator('[data-region]:visible').count();
      expect(Math.floor(regions / 2)).toBeLessThanOrEqual(3);
      await page.close();
    }
  });
});

describe('a long message with HTML', () => {
  it('is read to its end and back by keys, from a click in it or from F6, and the keys of the window work all the while', async () => {
    const page = await desk();
    await intoLetter(page);
    const body = page.frameLocator('main iframe');
    const top = async (text: string): Promise<number> => (await body.getByText(text, { exact: true }).boundingBox())?.y ?? Number.NaN;
    const held = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await expect.poll(held).toBe('Message text');
    let first = Number.NaN;
    // Once what stands over the frame has come.
    await expect
      .poll(async () => {
        const before = first;
        first = await top('Aisha,');
        return first === before;
      })
      .toBe(true);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => top('Aisha,')).toBeCloseTo(first - 48, -1);
    await page.keyboard.press('PageDown');
    await expect.poll(() => top('Aisha,')).toBeLessThan(first - 150);
    await page.keyboard.press('End');
    await expect.poll(() => top('Post 60: two officers, 14:00 to 22:00')).toBeLessThan(768);
    await page.keyboard.press('Home');
    await expect.poll(() => top('Aisha,')).toBe(first);
    await page.keyboard.press('Control+2');
    await page.keyboard.press('F6');
    await expect.poll(held).toBe('Message text');
    await page.keyboard.press(' ');
    await expect.poll(() => top('Aisha,')).toBeLessThan(first - 100);
    await page.close();
  });

  it.each<[string, (page: Page, x: number, y: number) => Promise<void>]>([
    ['moves the pointer', (page, x, y) => page.mouse.move(x, y)],
    ['turns the wheel', (page) => page.mouse.wheel(0, 40)],
  ])('tells that its reader is there who only %s in it, once the idle lock is near, and is left alone again', async (_what, act) => {
    const page = await desk({}, { alone: true });
    await intoLetter(page);
    const frame = page.locator('main iframe');
    const box = await frame.boundingBox();
    if (box === null) throw new Error('no frame');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const letsThrough = () => frame.evaluate((shown) => getComputedStyle(shown).pointerEvents === 'none');
    const isThere = async (): Promise<number> => (await called(page, 'session.active')).length;
    await page.mouse.move(x, y);
    // The page says so at most once in ten seconds.
    await page.clock.install();
    await page.clock.fastForward(11_000);
    const before = await isThere();
    await act(page, x + 1, y);
    expect(await isThere()).toBe(before);
    await page.evaluate(() => window.probe.idleSoon());
    await expect.poll(letsThrough).toBe(true);
    // A wheel that has begun to turn in the frame goes on there for a moment; an officer goes on turning it.
    await expect
      .poll(async () => {
        await act(page, x + 2, y);
        return isThere();
      })
      .toBe(before + 1);
    await expect.poll(letsThrough).toBe(false);
    await page.close();
  });

  it('is shown as text on demand, which can be selected', async () => {
    const page = await desk();
    await intoLetter(page);
    await page.getByRole('button', { name: 'As text' }).click();
    expect(await page.locator('main iframe').count()).toBe(0);
    await page.getByRole('button', { name: 'As sent' }).click();
    await page.locator('main iframe').waitFor();
    await page.close();
  });
});
