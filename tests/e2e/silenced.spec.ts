import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Demonstration } from '../../build/demonstration/demonstration.ts';
import { demoPolicy, signDemoPolicy } from '../../hq/demo/policy.ts';
import { type Client, openClient, PATIENCE_MS, STARTING_MS } from './laptop.ts';
import { openDemonstration } from './support/demonstration.ts';

/** A force that silences new jobs: from the policy that it signs to what the window says of the laptop. */
test.describe.configure({ mode: 'serial' });

let folder: string;
let demonstration: Demonstration;
let laptop: Client;
test.beforeAll(async () => {
  test.setTimeout(STARTING_MS);
  folder = mkdtempSync(join(tmpdir(), 'mo-silenced-'));
  demonstration = await openDemonstration({ folder });
  const { pki } = demonstration.force;
  const now = new Date();
  await signDemoPolicy(pki, { ...demoPolicy(pki.force, 2, now), alerts: { atLock: true, sound: false } }, now);
  laptop = await openClient(demonstration);
});
test.afterAll(async () => {
  await laptop?.close();
  await demonstration?.close();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

test('a signed policy silences the laptop, says so, and a job is shown all the same', async () => {
  const first = await laptop.signIn('2418');
  await expect(async () => {
    await first.keyboard.press('Escape');
    await first.keyboard.press('F2');
    await expect(first.getByText('Version 2', { exact: true })).toBeVisible();
  }).toPass({ timeout: PATIENCE_MS });
  await first.keyboard.press('Escape');
  // The policy may have come after the page had asked what the laptop is: the next page asks again.
  await laptop.lock();
  const page = await laptop.signIn('2418');
  await page.keyboard.press('F2');
  await expect(page.getByText('Your force has silenced new jobs on its laptops. They are still shown.')).toBeVisible();
  await expect(page.getByLabel('A new job sounds')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await demonstration.force.giveJob(1, '2418');
  await expect(
    page
      .getByRole('region', { name: /^New jobs and alerts/ })
      .getByText(/^Job for /)
      .first(),
  ).toBeVisible({ timeout: PATIENCE_MS });
});
