import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { briefingScenes } from './harness/briefing-scenes.ts';
import { caseFileScenes } from './harness/case-file-scenes.ts';
import { changeScenes } from './harness/change-scenes.ts';
import { laptopScenes, pinScene, signInScenes } from './harness/door-scenes.ts';
import { exhibitScenes } from './harness/exhibit-scenes.ts';
import { fleetScenes } from './harness/fleet-scenes.ts';
import { formScenes } from './harness/form-scenes.ts';
import { hrScenes } from './harness/hr-scenes.ts';
import { layoutFaults } from './harness/look.ts';
import { missingScenes } from './harness/missing-scenes.ts';
import { personScenes } from './harness/person-scenes.ts';
import { deskScenes, type Scene } from './harness/scenes.ts';
import { searchScenes } from './harness/search-scenes.ts';
import { statementScenes } from './harness/statement-scenes.ts';
import { stormScenes } from './harness/storm-scenes.ts';
import { taskScenes } from './harness/task-scenes.ts';
import { thingScenes } from './harness/thing-scenes.ts';
import { tourScenes } from './harness/tour-scenes.ts';
import { videoScenes } from './harness/video-scenes.ts';
import { type Harness, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

/** In CSS px: 320 wide is WCAG 1.4.10's reflow; 683×384 a police laptop's screen at 200 %, 960×540 a larger one's. */
const sizes = [
  [320, 640],
  [683, 384],
  [960, 540],
  [1000, 700],
  [1093, 614],
  [1280, 720],
  [1366, 768],
  [1920, 1080],
  [2560, 1440],
] as const;
/** Large type in a window of half a screen, as a browser beside another leaves it. */
const carSizes = [...sizes, [820, 700], [1024, 700]] as const;
/** Other themes change edges and weights, and little else: one size each. */
const themes = { night: [1366, 768], contrast: [1024, 700] } as const;
const scenes = [
  ...deskScenes,
  ...briefingScenes,
  ...changeScenes,
  ...formScenes,
  ...stormScenes,
  ...taskScenes,
  ...tourScenes,
  ...personScenes,
  ...thingScenes,
  ...missingScenes,
  ...caseFileScenes,
  ...statementScenes,
  ...exhibitScenes,
  ...videoScenes,
  ...hrScenes,
  ...searchScenes,
  ...fleetScenes,
  ...signInScenes.slice(0, 6),
  ...laptopScenes,
  pinScene,
];

/** By then a window on a machine that does much else is laid out. */
const LOOKS = 20;
/** What is still wrong once the window is laid out. */
const wrongAt = async (page: Page): Promise<readonly string[]> => {
  let wrong = await layoutFaults(page);
  for (let look = 1; look < LOOKS && wrong.length > 0; look += 1) wrong = await layoutFaults(page);
  return wrong;
};

describe('at every size, by day and in the car, by night and in contrast, nothing sticks out, lies over another, spills or is too small to hit', () => {
  it.each(scenes.map((scene): readonly [string, Scene] => [scene.name, scene]))('%s', async (_, scene) => {
    const { page, complaints } = await harness.open(scene.query === undefined ? {} : { query: scene.query });
    await scene.act?.(page);
    const found: string[] = [];
    // ICT's registers are tables, which WCAG 1.4.10 lets scroll both ways.
    const smallest = scene.name.startsWith('fleet') ? 683 : 320;
    const look = async (mode: string, [width, height]: readonly [number, number]): Promise<void> => {
      await page.setViewportSize({ width, height });
      for (const wrong of await wrongAt(page)) found.push(`${mode} ${width}x${height} ${wrong}`);
    };
    for (const [mode, all] of [
      ['day', sizes],
      ['car', carSizes],
    ] as const) {
      for (const size of all.filter(([across]) => across >= smallest)) await look(mode, size);
      await page.keyboard.press('Shift+F9');
    }
    for (const [theme, size] of Object.entries(themes)) {
      await page.keyboard.press('F9');
      await look(theme, size);
    }
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

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
