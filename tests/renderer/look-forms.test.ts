import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formAndDoorScenes, PANES, recordScenes } from './harness/all-scenes.ts';
import { inspect } from './harness/inspect.ts';
import { type Harness, startHarness } from './harness/window.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

describe('what is written and the door are accessible in every theme, fit every size and the car, never dazzle and break no policy', () => {
  it.each(formAndDoorScenes.map((scene) => [scene.name, scene] as const))('%s', async (_, scene) => {
    expect(await inspect(harness, scene)).toEqual([]);
  });
});

describe('the panes that are looked at in every theme at every size', () => {
  it('are scenes', () => {
    const names = [...recordScenes, ...formAndDoorScenes].map(({ name }) => name);
    expect(PANES.filter((name) => !names.includes(name))).toEqual([]);
  });
});
