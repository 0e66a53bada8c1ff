import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { briefingScenes } from './harness/briefing-scenes.ts';
import { caseFileScenes } from './harness/case-file-scenes.ts';
import { changeScenes } from './harness/change-scenes.ts';
import { laptopScenes, pinScene, signInScenes } from './harness/door-scenes.ts';
import { exhibitScenes } from './harness/exhibit-scenes.ts';
import { fleetScenes } from './harness/fleet-scenes.ts';
import { formScenes } from './harness/form-scenes.ts';
import { hrScenes } from './harness/hr-scenes.ts';
import { axeFindings, COLOUR_RULES, layoutFaults, overflows, smallTargets, whitePixels } from './harness/look.ts';
import { mapScenes } from './harness/map-scenes.ts';
import { missingScenes } from './harness/missing-scenes.ts';
import { moreScenes } from './harness/more-scenes.ts';
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

const named = (scenes: readonly Scene[]) => scenes.map((scene) => [scene.name, scene] as const);
const [fleetScene, wipeScene, ...moreOfFleet] = fleetScenes;
const front: readonly Scene[] = [
  ...deskScenes,
  ...briefingScenes,
  ...changeScenes,
  ...mapScenes.slice(0, 3),
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
  fleetScene,
  wipeScene,
  pinScene,
];
const rest: readonly Scene[] = [...signInScenes, ...laptopScenes, ...moreOfFleet, ...mapScenes.slice(3), ...moreScenes];

/**
 * One screen, gone through as an officer would: by day at 1366×768, then F9 for the night, then Shift+F9 for the car with
 * the title bar and taskbar showing (1366×696), then F9 again for high contrast.
 */
const inspect = async (scene: Scene, everyTheme: boolean): Promise<Readonly<Record<string, unknown>>> => {
  const { page, complaints } = await harness.open(scene.query === undefined ? {} : { query: scene.query });
  await scene.act?.(page);
  const day = { axe: await axeFindings(page), small: await smallTargets(page), out: await overflows(page) };

  await page.keyboard.press('F9');
  const night = { axe: everyTheme ? await axeFindings(page, COLOUR_RULES) : [], white: whitePixels(await page.screenshot()) };

  await page.keyboard.press('Shift+F9');
  await page.setViewportSize({ width: 1366, height: 696 });
  const car = { out: await overflows(page), white: whitePixels(await page.screenshot()) };

  await page.keyboard.press('F9');
  const contrast = { axe: everyTheme ? await axeFindings(page, COLOUR_RULES) : [] };
  await page.close();
  return { day, night, car, contrast, complaints };
};
const clean = {
  day: { axe: [], small: [], out: [] },
  night: { axe: [], white: 0 },
  car: { out: [], white: 0 },
  contrast: { axe: [] },
  complaints: [],
};

describe('every pane is accessible in every theme, fits the car, never dazzles and breaks no policy', () => {
  it.each(named(front))('%s', async (_, scene) => {
    expect(await inspect(scene, true)).toEqual(clean);
  });
});

describe('every state is accessible, fits the car, never dazzles and breaks no policy', () => {
  it.each(named(rest))('%s', async (_, scene) => {
    expect(await inspect(scene, false)).toEqual(clean);
  });
});

describe('the inspection itself', () => {
  it('counts white pixels where there are some', async () => {
    const { page } = await harness.open({});
    expect(whitePixels(await page.screenshot())).toBeGreaterThan(1000);
    await page.close();
  });
  it('finds what sticks out, what is too small and what axe forbids', async () => {
    const { page } = await harness.open({});
    await page.evaluate(() => {
      const button = document.createElement('button');
      button.style.cssText = 'position:fixed;left:1360px;top:10px;width:30px;height:20px';
      document.body.append(button);
    });
    expect(await overflows(page)).not.toEqual([]);
    expect(await smallTargets(page)).not.toEqual([]);
    expect(await axeFindings(page)).not.toEqual([]);
    await page.evaluate(() => {
      for (const left of [300, 340]) {
        const button = document.createElement('button');
        button.style.cssText = `position:fixed;left:${left}px;top:10px;width:60px;height:50px`;
        document.querySelector('header')?.append(button);
      }
    });
    const faults = await layoutFaults(page);
    for (const kind of [/^outside: /, /^overlap: /, / 30x20$/]) expect(faults).toContainEqual(expect.stringMatching(kind));
    await page.close();
  });
});
