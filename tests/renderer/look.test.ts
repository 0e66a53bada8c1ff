import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, overflows, smallTargets, whitePixels } from './harness/look.ts';
import { deskScenes, doorScenes, moreScenes, pinScene, type Scene } from './harness/scenes.ts';
import { type Harness, type Shown, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const show = async (
  scene: Scene,
  look: { readonly query?: Readonly<Record<string, string>>; readonly height?: number },
): Promise<Shown> => {
  const shown = await harness.open({ ...look, query: { ...scene.query, ...look.query } });
  await scene.act?.(shown.page);
  return shown;
};
const screens = [...deskScenes, pinScene, ...doorScenes, ...moreScenes];
const front = [...deskScenes, pinScene];

describe('every screen', () => {
  it.each(screens.map((scene) => [scene.name, scene] as const))(
    '%s has no finding of axe, no complaint and no small target',
    async (_, scene) => {
      const { page, complaints } = await show(scene, {});
      expect(await axeFindings(page)).toEqual([]);
      expect(await smallTargets(page)).toEqual([]);
      expect(await overflows(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  it.each(screens.map((scene) => [scene.name, scene] as const))(
    '%s fits 1366×696 in car mode, by night, without pure white',
    async (_, scene) => {
      const { page, complaints } = await show(scene, { query: { theme: 'night', car: '' }, height: 696 });
      expect(await overflows(page)).toEqual([]);
      expect(whitePixels(await page.screenshot())).toBe(0);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );
});

describe('every pane', () => {
  it.each(front.flatMap((scene) => (['night', 'contrast'] as const).map((theme) => [scene.name, theme, scene] as const)))(
    '%s has no finding of axe in %s',
    async (_, theme, scene) => {
      const { page } = await show(scene, { query: { theme } });
      expect(await axeFindings(page)).toEqual([]);
      await page.close();
    },
  );

  it('counts white pixels where there are some', async () => {
    const { page } = await show({ name: 'today' }, {});
    expect(whitePixels(await page.screenshot())).toBeGreaterThan(1000);
    await page.close();
  });
});
