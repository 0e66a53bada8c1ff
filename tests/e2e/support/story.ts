import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { Demonstration } from '../../../build/demonstration/demonstration.ts';
import { png } from '../../renderer/harness/blobs.ts';
import { type Client, openClient, PATIENCE_MS, STARTING_MS } from '../laptop.ts';
import { openDemonstration } from './demonstration.ts';

/** A force and a laptop of a story's own, for as long as the story is told; its program may end without warning and be started again. */
export interface Story {
  readonly demonstration: Demonstration;
  /** As the program was last started. */
  readonly client: Client;
  /** Ends the program as a power cut would. */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
}

/** Begins before the first test of the file, and ends after the last. */
export const tellStory = (name: string): Story => {
  let root: string | undefined;
  let demonstration: Demonstration | undefined;
  let client: Client | undefined;
  const begun = <Part>(part: Part | undefined): Part => {
    if (part === undefined) throw new Error('the story has not begun');
    return part;
  };
  const start = async (): Promise<void> => {
    client = await openClient(begun(demonstration));
  };
  test.beforeAll(async () => {
    test.setTimeout(STARTING_MS);
    root = mkdtempSync(join(tmpdir(), `mo-${name}-`));
    demonstration = await openDemonstration({ folder: root });
    await start();
  });
  test.afterAll(async () => {
    await client?.close();
    await demonstration?.close();
    if (root !== undefined) rmSync(root, { recursive: true, force: true });
  });
  return {
    get demonstration() {
      return begun(demonstration);
    },
    get client() {
      return begun(client);
    },
    kill: async () => {
      const { process } = begun(client);
      const ended = once(process, 'exit');
      process.kill('SIGKILL');
      await ended;
    },
    start,
  };
};

/** A picture of 640 by 480, to be attached. */
export const photographOf = (name: string) => ({ name, mimeType: 'image/png', buffer: png(640, 480) });
/** Attaches it to what is being written. */
export const attach = async (page: Page, photograph: ReturnType<typeof photographOf>): Promise<void> => {
  await page.locator('input[type=file]').setInputFiles(photograph);
  await expect(page.getByText('Picture, ')).toBeVisible({ timeout: PATIENCE_MS });
};
export const offline = (page: Page): Promise<void> => expect(page.getByText(/Offline since/).first()).toBeVisible({ timeout: PATIENCE_MS });
export const unsent = (page: Page, pieces: number): Promise<void> =>
  expect(page.getByText(new RegExp(`${pieces} unsent`)).first()).toBeVisible({ timeout: PATIENCE_MS });
