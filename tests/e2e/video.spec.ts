import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { toPane } from '../../build/tour.ts';
import type { Clip } from '../../contracts/domain/clip.ts';
import { type Laptop, openLaptop, PATIENCE_MS, STARTING_MS } from './laptop.ts';
import { itemsAtHq } from './support/items-at-hq.ts';
import { picturesOf } from './support/pictures.ts';

/** A clip of the demonstration's burglary, from HQ's folder through the tunnel and the officer's store to the screen; marked; without signal; spoilt. */
test.describe.configure({ mode: 'serial' });

const picture = picturesOf('video');
let laptop: Laptop;
let clips: readonly Clip[];
test.beforeAll(async () => {
  test.setTimeout(STARTING_MS);
  laptop = await openLaptop();
  clips = (await itemsAtHq<Clip>(laptop.demonstration, 'clip')).toSorted((one, other) => one.beganAt.localeCompare(other.beganAt));
});
test.afterAll(async () => {
  await laptop?.close();
});

const NOTE = 'Patio door, lock snapped';
const clipAtHq = async (which: number): Promise<Clip | undefined> =>
  (await itemsAtHq<Clip>(laptop.demonstration, 'clip')).find(({ id }) => id === clips[which]?.id);
const openClip = async (page: Page, which: number): Promise<void> => {
  const shown = page.getByRole('region', { name: 'Body-worn video' });
  await shown.getByRole('button').nth(which).click({ timeout: PATIENCE_MS });
  await page.getByRole('group', { name: 'Player' }).waitFor({ timeout: PATIENCE_MS });
};
const place = (page: Page): Promise<number> => page.evaluate(() => document.querySelector('video')?.currentTime ?? -1);
const painted = (page: Page) =>
  expect.poll(() => page.evaluate(() => (document.querySelector('video')?.readyState ?? 0) >= 2), { timeout: PATIENCE_MS }).toBe(true);

test('a clip of the crime plays from HQ, is sought by keys, and is marked', async () => {
  const page = await laptop.signIn('2418');
  await toPane(page, 'Crime');
  await page.locator('li > button', { hasText: clips[0]?.crimeId ?? 'no clip' }).click({ timeout: PATIENCE_MS });
  await openClip(page, 0);
  await painted(page);
  await expect(page.getByText('Not changed')).toBeVisible();
  await page.getByRole('slider', { name: 'Place in the clip' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => place(page), { timeout: PATIENCE_MS }).toBe(10);
  await painted(page);
  await page.keyboard.press('m');
  await page.keyboard.type(NOTE);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: /00:10.*Patio door/ })).toBeVisible({ timeout: PATIENCE_MS });
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(() => place(page), { timeout: PATIENCE_MS }).toBeGreaterThan(11);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('All of it is on this laptop')).toBeVisible({ timeout: PATIENCE_MS });
  await expect
    .poll(async () => (await clipAtHq(0))?.marks, { timeout: PATIENCE_MS })
    .toMatchObject([{ second: 10, text: NOTE, by: 'PC 2418' }]);
  await picture(page, 'marked');
});

test('without signal what is here plays, and what is not says so', async () => {
  await laptop.demonstration.force.stopHq();
  const page = await laptop.pageWith(/No signal\. All of it is on this laptop/);
  await page.getByRole('slider', { name: 'Place in the clip' }).focus();
  await page.keyboard.press('ArrowLeft');
  await painted(page);
  await page.getByRole('button', { name: 'Open the crime' }).click();
  await openClip(page, 1);
  await expect(page.getByText('nothing of it is on this laptop')).toBeVisible({ timeout: PATIENCE_MS });
  await expect(page.getByRole('alert').getByText('No signal here')).toBeVisible({ timeout: PATIENCE_MS });
});

test('a byte that was flipped at HQ is not shown: playing ends, with words', async () => {
  const file = await open(join(laptop.demonstration.folder.hq, 'video', clips[1]?.id ?? 'no clip', 'video'), 'r+');
  const byte = Buffer.alloc(1);
  await file.read(byte, 0, 1, 5000);
  await file.write(Buffer.from([(byte[0] ?? 0) ^ 1]), 0, 1, 5000);
  await file.close();
  await laptop.demonstration.force.startHq();
  const page = await laptop.pageWith(/Body-worn video|Player|Clip of/);
  await expect(page.getByRole('alert').getByText('This is not what HQ sealed')).toBeVisible({ timeout: PATIENCE_MS });
  await expect(page.getByText('It was not shown')).toBeVisible();
  await picture(page, 'not-as-sealed');
});
