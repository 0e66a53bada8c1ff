import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { toPane } from '../../build/tour.ts';
import { demoMap } from '../../hq/demo/map/map.ts';
import { DEMO_AREA } from '../../hq/demo/officers.ts';
import { mapFolder } from '../../hq/maps/folder.ts';
import { type Laptop, openLaptop, PATIENCE_MS, STARTING_MS } from './laptop.ts';

/** The map of a log, from HQ's folder through the tunnel and the officer's store to the screen; with signal, without it, and after HQ has another. */
test.describe.configure({ mode: 'serial' });

let laptop: Laptop;
test.beforeAll(async () => {
  test.setTimeout(STARTING_MS);
  laptop = await openLaptop();
});
test.afterAll(async () => {
  await laptop?.close();
});

test('the map has come to the laptop, and shows the crews of the log in hand', async () => {
  const page = await laptop.signIn('2418');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await toPane(page, 'Storm');
  await page.locator('[data-detail] h2').first().waitFor({ timeout: PATIENCE_MS });
  await page.keyboard.press('Alt+KeyM');
  const own = page.getByRole('button', { name: /^LD21\s*, At scene, .*position/ });
  await expect(own.first()).toBeVisible({ timeout: PATIENCE_MS });
  await expect(page.getByText('Made from data.police.uk street points')).toBeVisible({ timeout: PATIENCE_MS });
  await expect(page.locator('[data-drawn]')).toBeAttached({ timeout: PATIENCE_MS });
  await expect(page.getByText('cannot be read')).toHaveCount(0);
  const { origin } = new URL(page.url());
  for (const url of asked) expect(url.startsWith(origin)).toBe(true);
  expect(asked.some((url) => url.includes('/map/'))).toBe(true);
});

test('without signal it is the same map, with crews as they were', async () => {
  await laptop.demonstration.force.stopHq();
  const page = await laptop.pageWith(/Crews as they were at \d\d:\d\d/);
  await page.getByRole('button', { name: 'Further away' }).click();
  await expect(page.locator('.ol-viewport canvas').first()).toBeVisible();
  await expect(page.getByText('cannot be read')).toHaveCount(0);
});

test('when HQ has another map, it is there at the next sign-in', async () => {
  const { folder } = laptop.demonstration;
  const { about, file } = demoMap(new Date());
  mapFolder(join(folder.hq, 'maps')).put({ ...about, area: DEMO_AREA, attribution: 'Made anew' }, file);
  await laptop.demonstration.force.startHq();
  await laptop.demonstration.remove();
  const page = await laptop.signIn('2418');
  await toPane(page, 'Storm');
  await page.locator('[data-detail] h2').first().waitFor({ timeout: PATIENCE_MS });
  await page.keyboard.press('Alt+KeyM');
  await expect(page.getByText('Made anew')).toBeVisible({ timeout: PATIENCE_MS });
});
