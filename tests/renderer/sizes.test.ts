import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

describe('in a narrow window', () => {
  const openLog = async (width: number, height: number): Promise<Page> => {
    const { page } = await harness.open({ width, height });
    await page.keyboard.press('Control+3');
    await page.getByText('Area search Turpin Green Lane').waitFor();
    return page;
  };

  it('a list or its item is shown, and the focus goes with it', async () => {
    const page = await openLog(960, 540);
    const list = page.getByRole('region', { name: 'My logs' });
    const back = page.getByRole('button', { name: 'Back to my logs' });
    await expect.poll(() => back.evaluate((button) => button === document.activeElement)).toBe(true);
    expect(await list.isVisible()).toBe(false);
    await page.keyboard.press('Enter');
    const row = list.getByRole('button', { name: /Burglary/ });
    await expect.poll(() => row.evaluate((button) => button === document.activeElement)).toBe(true);
    expect(await page.locator('[data-detail]').isVisible()).toBe(false);
    // The same one again.
    await page.keyboard.press('Enter');
    await back.waitFor();
    await page.keyboard.press('Escape');
    await row.waitFor();
    await page.close();
  });

  it('the newest line and the box that writes are there without a step', async () => {
    for (const [width, height] of [
      [960, 540],
      [1000, 700],
      [1093, 614],
    ] as const) {
      const page = await openLog(width, height);
      const seen = (what: string): Promise<boolean> =>
        page
          .locator(what)
          .last()
          .evaluate((element) => {
            const box = element.getBoundingClientRect();
            const top = document.elementFromPoint(box.left + box.width / 2, box.bottom - 4);
            return top !== null && (element.contains(top) || top.contains(element));
          });
      expect(await seen('[data-detail] textarea'), `${width}`).toBe(true);
      expect(await seen('[data-detail] li:has(time) p'), `${width}`).toBe(true);
      await page.close();
    }
  });

  it('in the car the box that writes is in sight under a notice of ICT and a job', async () => {
    const { page } = await harness.open({ query: { notices: '', jobs: '1', car: '' }, width: 1366, height: 696 });
    await page.keyboard.press('Control+3');
    const box = page.getByRole('textbox', { name: /Add an update/ });
    await box.waitFor();
    const { y = 0, height = 0 } = (await box.boundingBox()) ?? {};
    const bar = await page.locator('footer').boundingBox();
    expect(y + height).toBeLessThanOrEqual(bar?.y ?? 0);
    await page.close();
  });

  it('a window made wide again shows both', async () => {
    const page = await openLog(1000, 700);
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.getByRole('region', { name: 'My logs' }).waitFor();
    expect(await page.locator('[data-detail]').isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: 'Back to my logs' }).count()).toBe(0);
    await page.close();
  });
});
