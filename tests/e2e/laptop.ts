import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, expect, type Page } from '@playwright/test';
import { type Demonstration, startDemonstration } from '../../build/demonstration/demonstration.ts';
import type { Client } from '../../build/demonstration/laptop.ts';
import { firstPage } from '../../build/tour.ts';
import { DEMO_PIN } from '../../hq/demo/officers.ts';

/** One laptop with its force, and whoever looks at its window. */
export interface Laptop {
  readonly demonstration: Demonstration;
  readonly client: Client;
  /** The window's page as it is now: a lock ends the old page's process and makes a new one. */
  page(): Promise<Page>;
  /** Puts a card in, types the PIN, waits for Today. */
  signIn(collarNumber: string, pin?: string): Promise<Page>;
  close(): Promise<void>;
}

/** A machine that builds, tests and serves at once is slow; these are for waiting, never for judging. */
export const PATIENCE_MS = 60_000;
/** For a force that is made from nothing, with its keys, database and mail. */
export const STARTING_MS = 600_000;

export const openLaptop = async (): Promise<Laptop> => {
  const folder = mkdtempSync(join(tmpdir(), 'mo-e2e-'));
  const demonstration = await startDemonstration({ folder });
  const client = demonstration.startClient({ headless: true, debugging: true });
  const { page, disconnect } = followPage(await client.debuggerAddress);
  return {
    demonstration,
    client,
    page,
    async signIn(collarNumber, pin = DEMO_PIN) {
      await demonstration.insert(collarNumber);
      await enterPin(await pinPage(page), pin);
      const open = await page();
      await expect(open.getByRole('navigation', { name: 'Panes' })).toBeVisible({ timeout: PATIENCE_MS });
      return open;
    },
    async close() {
      await disconnect();
      await demonstration.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/**
 * The window's page, whichever process shows it. A lock kills the page's process; to the driver that is a crash from which a
 * connection never recovers, so the next question is asked over a new one.
 */
export const followPage = (address: string): { readonly page: () => Promise<Page>; readonly disconnect: () => Promise<void> } => {
  let connection: { readonly browser: Browser; readonly page: Page } | undefined;
  const disconnect = async (): Promise<void> => {
    const ending = connection;
    connection = undefined;
    await ending?.browser.close().catch(() => undefined);
  };
  return {
    disconnect,
    async page() {
      if (connection !== undefined) return connection.page;
      const browser = await chromium.connectOverCDP(address);
      const page = await firstPage(browser);
      connection = { browser, page };
      page.once('crash', () => void disconnect());
      return page;
    },
  };
};

/** Waits until the window asks for a PIN, whichever page it is by then. */
export const pinPage = async (page: () => Promise<Page>): Promise<Page> => {
  await expect
    .poll(
      async () =>
        (await page())
          .getByLabel('Your PIN')
          .isVisible()
          .catch(() => false),
      { timeout: PATIENCE_MS },
    )
    .toBe(true);
  return page();
};

export const enterPin = async (page: Page, pin: string): Promise<void> => {
  const field = page.getByLabel('Your PIN');
  await field.fill(pin);
  await field.press('Enter');
};

export const toPane = async (page: Page, pane: string): Promise<void> => {
  await page.getByRole('navigation', { name: 'Panes' }).getByRole('button', { name: pane }).click();
};
