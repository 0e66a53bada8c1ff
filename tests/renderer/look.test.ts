import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordScenes } from './harness/all-scenes.ts';
import { inspect } from './harness/inspect.ts';
import { axeFindings, layoutFaults, overflows, smallTargets, whitePixels } from './harness/look.ts';
import { type Harness, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

describe('what is read is accessible in every theme, fits every size and the car, never dazzles and breaks no policy', () => {
  it.each(recordScenes.map((scene) => [scene.name, scene] as const))('%s', async (_, scene) => {
    expect(await inspect(harness, scene)).toEqual([]);
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
      for (let one = 0; one < 2; one += 1) {
        const button = document.createElement('button');
        button.style.cssText = 'flex:none;width:60px;height:50px;margin-right:-20px';
        document.querySelector('header')?.append(button);
      }
    });
    const faults = await layoutFaults(page);
    for (const kind of [/^outside: /, /^overlap: /, / 30x20$/]) expect(faults).toContainEqual(expect.stringMatching(kind));
    await page.close();
  });
});
