import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { DEMO_PIN } from '../hq/demo/officers.ts';
import type { Demonstration } from './demonstration/demonstration.ts';

const PANES = ['Today', 'Mail', 'Storm', 'Crime', 'People', 'Missing'] as const;
const SIZE = { width: 1366, height: 768 } as const;
/** HQ, mail and the first sign-in on a small machine that has just been built. */
const PATIENCE_MS = 60_000;
/** Fonts and the last row are painted by then. */
const SETTLE_MS = 700;

/** Drives the real window as an officer would, through every pane by day and by night, and keeps a picture of each. */
export const tour = async (demonstration: Demonstration, folder: string): Promise<readonly string[]> => {
  mkdirSync(folder, { recursive: true });
  const client = demonstration.startClient({ headless: true, debugging: true });
  const browser = await chromium.connectOverCDP(await client.debuggerAddress);
  const pictures: string[] = [];
  const page = await firstPage(browser);
  await page.setViewportSize(SIZE);
  const picture = async (name: string): Promise<void> => {
    await page.waitForTimeout(SETTLE_MS);
    const file = join(folder, `${name}.png`);
    await page.screenshot({ path: file });
    pictures.push(file);
  };
  try {
    await page.getByText('Put your warrant card in the reader').waitFor({ timeout: PATIENCE_MS });
    await picture('signin-no-card-day');
    await demonstration.insert('2418');
    const pin = page.getByLabel('Your PIN');
    await pin.waitFor({ timeout: PATIENCE_MS });
    await picture('signin-pin-day');
    await pin.fill(DEMO_PIN);
    await pin.press('Enter');
    await page.getByRole('navigation', { name: 'Panes' }).waitFor({ timeout: PATIENCE_MS });
    await filled(page);
    for (const theme of ['day', 'night'] as const) {
      for (const pane of PANES) {
        await toPane(page, pane);
        await openFirst(page, pane);
        await picture(`${pane.toLowerCase()}-${theme}`);
      }
      if (theme === 'day') await page.keyboard.press('F9');
    }
  } finally {
    await browser.close();
    await client.close();
  }
  return pictures;
};

/** Goes to a pane by the name that its button begins with: what waits in it is told after the name, and may name another. */
export const toPane = async (page: Page, pane: string): Promise<void> => {
  await page
    .getByRole('navigation', { name: 'Panes' })
    .getByRole('button', { name: new RegExp(`^${pane}\\b`) })
    .click();
};

/** The page of the window that a driver has connected to. Rejects when none has come within `ms`. */
export const firstPage = async (browser: Awaited<ReturnType<typeof chromium.connectOverCDP>>, ms = PATIENCE_MS): Promise<Page> => {
  const context = browser.contexts()[0];
  if (context === undefined) throw new Error('the window has no page');
  return context.pages()[0] ?? context.waitForEvent('page', { timeout: ms });
};

/** Waits until HQ's rows and the mail have come. */
const filled = async (page: Page): Promise<void> => {
  await page.getByText('All sent').waitFor({ timeout: PATIENCE_MS });
  await page.getByRole('heading', { name: /Unread mail, [1-9]/ }).waitFor({ timeout: PATIENCE_MS });
  await page.getByRole('button', { name: /Open log/ }).waitFor({ timeout: PATIENCE_MS });
  await page
    .getByRole('navigation', { name: 'Panes' })
    .getByRole('button', { name: /Crime.*\d/ })
    .waitFor({ timeout: PATIENCE_MS });
};

/** Opens the first item of a pane that has a list. */
const openFirst = async (page: Page, pane: (typeof PANES)[number]): Promise<void> => {
  if (pane === 'Today' || pane === 'People') return;
  const row = page.locator('main li button').first();
  await row.waitFor({ timeout: PATIENCE_MS });
  await row.click();
  if (pane === 'Mail') await page.frameLocator('main iframe').locator('p').first().waitFor({ timeout: PATIENCE_MS });
};
