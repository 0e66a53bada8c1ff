import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { formAndDoorScenes, recordScenes } from './all-scenes.ts';
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
const jobs = [...recordScenes, ...formAndDoorScenes].flatMap((scene) => all.map((look) => [scene, look] as const));

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
