import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** A laptop's screen, the smallest of those the window is made for. */
const SIZE = { width: 1366, height: 768 } as const;
/** Fonts and the last row are painted by then. */
const SETTLE_MS = 700;
const PICTURES = join(import.meta.dirname, '..', '..', '..', 'docs', 'pictures');

/**
 * Keeps a picture of each step of a story in docs/pictures when the environment has PICTURES=1; else does nothing, so that a test run
 * changes no file.
 */
export const picturesOf =
  (story: string) =>
  async (page: Page, name: string): Promise<void> => {
    if (process.env['PICTURES'] !== '1') return;
    mkdirSync(join(PICTURES, story), { recursive: true });
    await page.setViewportSize(SIZE);
    await page.waitForTimeout(SETTLE_MS);
    await page.screenshot({ path: join(PICTURES, story, `${name}.png`) });
  };
