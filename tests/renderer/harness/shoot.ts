import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { briefingScenes } from './briefing-scenes.ts';
import { caseFileScenes } from './case-file-scenes.ts';
import { changeScenes } from './change-scenes.ts';
import { laptopScenes, pinScene, signInScenes } from './door-scenes.ts';
import { exhibitScenes } from './exhibit-scenes.ts';
import { fleetScenes, moreFleetScenes } from './fleet-scenes.ts';
import { formScenes } from './form-scenes.ts';
import { hrScenes } from './hr-scenes.ts';
import { mapScenes } from './map-scenes.ts';
import { missingScenes } from './missing-scenes.ts';
import { moreScenes } from './more-scenes.ts';
import { personScenes } from './person-scenes.ts';
import { deskScenes, type Scene } from './scenes.ts';
import { searchScenes } from './search-scenes.ts';
import { statementScenes } from './statement-scenes.ts';
import { stormScenes } from './storm-scenes.ts';
import { taskScenes } from './task-scenes.ts';
import { thingScenes } from './thing-scenes.ts';
import { tourScenes } from './tour-scenes.ts';
import { videoScenes } from './video-scenes.ts';
import { startHarness } from './window.ts';

/** node tests/renderer/harness/shoot.ts FOLDER [NAME-PATTERN]: every scene by theme, car and size, as pictures to look at. */
const [folder, pattern = ''] = process.argv.slice(2);
if (folder === undefined) throw new Error('say where the pictures go');
await mkdir(folder, { recursive: true });

interface Look {
  readonly suffix: string;
  readonly query: Readonly<Record<string, string>>;
  readonly width?: number;
  readonly height?: number;
}
const all: readonly Look[] = [
  { suffix: 'day', query: {} },
  { suffix: 'night', query: { theme: 'night' } },
  { suffix: 'contrast', query: { theme: 'contrast' } },
  { suffix: 'night-car', query: { theme: 'night', car: '' } },
  { suffix: 'day-1920', query: {}, width: 1920, height: 1080 },
  { suffix: 'day-696', query: {}, height: 696 },
  { suffix: 'day-car-696', query: { car: '' }, height: 696 },
];
const jobs: readonly (readonly [Scene, Look])[] = [
  ...[
    ...deskScenes,
    ...briefingScenes,
    ...changeScenes,
    ...mapScenes,
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
    ...moreFleetScenes,
    pinScene,
  ].flatMap((scene) => all.map((look) => [scene, look] as const)),
  ...[...signInScenes, ...laptopScenes, ...moreScenes].flatMap((scene) =>
    all
      .filter(({ suffix }) => ['day', 'night', 'night-car', 'day-1920', 'day-car-696'].includes(suffix))
      .map((look) => [scene, look] as const),
  ),
];

const harness = await startHarness();
try {
  for (const [scene, look] of jobs) {
    const name = `${scene.name}-${look.suffix}`;
    if (!new RegExp(pattern).test(name)) continue;
    const { page, complaints } = await harness.open({ ...look, query: { ...scene.query, ...look.query } });
    try {
      await scene.act?.(page);
      await page.waitForTimeout(300);
    } catch (error) {
      console.log(name, 'could not be reached', String(error).slice(0, 400));
    }
    await page.screenshot({ path: join(folder, `${name}.png`) });
    if (complaints.length > 0) console.log(name, complaints);
    await page.close();
  }
} finally {
  await harness.stop();
}
