import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, overflows, smallTargets } from './harness/look.ts';
import { openMap } from './harness/map-scenes.ts';
import { type Harness, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const opened = async (query: Readonly<Record<string, string>> = {}) => {
  const shown = await harness.open({ query });
  await openMap(shown.page);
  return shown;
};
/** Where a mark is, in pixels of the window. */
const markAt = async (page: Page, key: string): Promise<readonly [number, number]> => {
  const box = await page.locator(`[data-mark="${key}"]`).boundingBox();
  return [Math.round(box?.x ?? Number.NaN), Math.round(box?.y ?? Number.NaN)];
};
const settled = (page: Page) => page.waitForTimeout(250);
const map = (page: Page) => page.getByRole('region', { name: /^Map around/ });

describe('the map of a log', () => {
  it('says of each crew on it what the list says, nearest first, and of one that is off it where it is', async () => {
    const { page, complaints } = await opened();
    const rows = await page.locator('aside[data-region] li').allInnerTexts();
    expect(rows.slice(0, 2).map((row) => row.split('\n').map((part) => part.trim()))).toEqual([
      ['S', 'LD21', '6 At scene, you', 'here', '1 min ago'],
      ['D', 'LD24', '7 Committed', 'here', '2 min ago'],
    ]);
    expect(rows.some((row) => row.includes('LN12') && row.includes('Position not known'))).toBe(true);
    expect(await page.getByRole('button', { name: /^DG03\s*, En route, 0.3 km, position 1 min ago$/ }).isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: /LD25, 1\.7 km\s*north of the map/ }).isVisible()).toBe(true);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('draws no mark for a crew whose position is not known', async () => {
    const { page } = await opened();
    expect(await page.locator('[data-mark="LN12"]').count()).toBe(0);
    await page.close();
  });

  it('moves by arrows, plus and minus, and is back at the log by Home', async () => {
    const { page } = await opened();
    await map(page).focus();
    const home = await markAt(page, 'log');
    await page.keyboard.press('ArrowRight');
    await settled(page);
    expect((await markAt(page, 'log'))[0]).toBe(home[0] - 120);
    await page.keyboard.press('ArrowDown');
    await settled(page);
    expect((await markAt(page, 'log'))[1]).toBe(home[1] - 120);
    await page.keyboard.press('Home');
    await settled(page);
    expect(await markAt(page, 'log')).toEqual(home);
    const near = await markAt(page, 'LD22');
    await page.keyboard.press('+');
    await settled(page);
    expect(await page.getByText('100 m.').isVisible()).toBe(true);
    await page.keyboard.press('-');
    await settled(page);
    expect(await markAt(page, 'LD22')).toEqual(near);
    await page.close();
  });

  it('draws a line from each mark that gave way to where it belongs', async () => {
    const { page } = await opened();
    await page.getByRole('button', { name: 'Further away' }).click();
    await page.getByRole('button', { name: 'Further away' }).click();
    await settled(page);
    const lines = (await map(page).locator('svg').first().locator('path').getAttribute('d')) ?? '';
    expect(lines.split('M').length - 1).toBeGreaterThanOrEqual(3);
    await page.close();
  });

  it('goes to a crew that is chosen in the list, and marks it in both', async () => {
    const { page } = await opened();
    await page.locator('aside button', { hasText: 'BD32' }).click();
    await settled(page);
    expect(await page.locator('[data-mark="BD32"]').isVisible()).toBe(true);
    expect(await page.locator('aside button[aria-current="true"]').textContent()).toContain('BD32');
    expect(await page.locator('[data-mark="log"]').isVisible()).toBe(false);
    await page.close();
  });

  it('tells the crimes of a kind within the ring in words too', async () => {
    const { page } = await opened();
    await page.getByLabel('Recorded crimes').selectOption('All kinds');
    await page.getByRole('heading', { name: /^\d+ recorded crimes within the ring, October 2022$/ }).waitFor();
    const all = await page.locator('[role=status] li').allInnerTexts();
    expect(all[0]).toMatch(/^.+, \d+$/);
    await page.getByLabel('Recorded crimes').selectOption('Burglary');
    await page.getByRole('heading', { name: /^\d recorded crimes? within the ring, October 2022$/ }).waitFor();
    await page.close();
  });

  it('says without signal as of when crews are, with the time of each position', async () => {
    const { page } = await opened({ link: 'offline' });
    expect(await page.getByRole('heading', { name: 'Crews as they were at 15:39' }).isVisible()).toBe(true);
    expect(await page.locator('aside li').first().textContent()).toContain('at 15:41');
    await page.close();
  });

  it('asks its own origin and nobody else, and for nothing but ranges of the map', async () => {
    const { page } = await harness.open({});
    const asked: string[] = [];
    const origin = new URL(page.url()).origin;
    page.on('request', (request) => asked.push(`${request.url()} ${request.headers()['range'] ?? ''}`));
    await openMap(page);
    await map(page).focus();
    for (const key of ['-', '-', '-', 'ArrowUp', 'ArrowLeft', 'Home']) {
      await page.keyboard.press(key);
      await settled(page);
    }
    expect(asked.filter((url) => url.includes('/map/')).length).toBeGreaterThan(2);
    for (const url of asked) expect(url.startsWith(`${origin}/assets/`) || /\/map\/[0-9a-f]{64} bytes=\d+-\d+$/.test(url), url).toBe(true);
    for (const url of asked) expect(url.startsWith(origin)).toBe(true);
    await page.close();
  });

  it('is still a map of crews when its tiles are hostile: it hangs on none, and says that part of it cannot be read', async () => {
    for (const which of ['hostile', 'broken']) {
      const { page, complaints } = await opened({ map: which });
      await page.getByText('Part of the map cannot be read').waitFor();
      expect(await page.locator('[data-mark="DG03"]').isVisible(), which).toBe(true);
      await map(page).focus();
      await page.keyboard.press('ArrowRight');
      expect(complaints, which).toEqual([]);
      await page.close();
    }
  });

  it('says how much of it is here before it is whole', async () => {
    const { page } = await opened({ map: 'coming' });
    expect(await page.getByText('12 of 40 parts are here.').isVisible()).toBe(true);
    await page.close();
  });

  it('comes after its list in a window of 320 px, with nothing cut and every target large enough', async () => {
    const { page } = await opened();
    await page.setViewportSize({ width: 320, height: 640 });
    await settled(page);
    const list = await page.locator('aside[data-region]').last().boundingBox();
    const ground = await map(page).boundingBox();
    expect((ground?.y ?? 0) >= (list?.y ?? 0) + (list?.height ?? 0) - 1).toBe(true);
    expect(await overflows(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    // Where the window shows an item in place of its list, its first heading is of the second level, in every pane.
    expect((await axeFindings(page)).filter((finding) => !finding.includes('page-has-heading-one'))).toEqual([]);
    await page.close();
  });

  it('is told apart by shapes in forced colours, where no fill is left', async () => {
    const { page } = await opened();
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    await settled(page);
    const shapes = await page.locator('ul[aria-label="Marks on the map"] li > span').evaluateAll((marks) =>
      marks.map((mark) => {
        const own = getComputedStyle(mark);
        const before = getComputedStyle(mark, '::before');
        const drawn = own.borderTopWidth === '0px' ? before : own;
        return `${mark.textContent} ${drawn.borderTopStyle} ${drawn.borderTopLeftRadius} ${drawn.borderTopRightRadius} ${drawn.transform}`;
      }),
    );
    expect(shapes).toHaveLength(5);
    expect(new Set(shapes.map((shape) => shape.slice(1))).size).toBe(5);
    for (const shape of shapes) expect(shape).toMatch(/ (solid|dashed) /);
    await page.close();
  });

  it('lets go of the page when it is left: nothing of it draws on', async () => {
    const { page } = await opened();
    await page.getByRole('button', { name: 'Log', exact: true }).click();
    await page.locator('canvas').first().waitFor({ state: 'detached' });
    expect(await page.locator('.ol-viewport').count()).toBe(0);
    await page.close();
  });
});
