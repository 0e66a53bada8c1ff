import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Browser, chromium, expect, type Page } from '@playwright/test';
import type { Demonstration } from '../../build/demonstration/demonstration.ts';
import type { DemoLaptop } from '../../build/demonstration/laptop.ts';
import { firstPage } from '../../build/tour.ts';
import { DEMO_PIN } from '../../hq/demo/officers.ts';
import { openDemonstration } from './support/demonstration.ts';

/** A laptop's window, driven as its officer would. */
export interface Client {
  readonly process: ChildProcess;
  /** The window's page as it is now: a lock ends the old page's process and makes a new one. */
  page(): Promise<Page>;
  /** The page as soon as it shows this text, whichever page it is by then. */
  pageWith(text: string | RegExp): Promise<Page>;
  /** Puts a card in, types the PIN, waits for Today. */
  signIn(collarNumber: string, pin?: string): Promise<Page>;
  /** Presses the lock's keys. The page's process may end before it can say that it heard them. */
  lock(): Promise<void>;
  /** Ends the program as its user would. */
  close(): Promise<void>;
}

/** One laptop with its force, and whoever looks at its window. */
export interface Laptop extends Client {
  readonly demonstration: Demonstration;
  /** The program alone: closing it leaves the force running. */
  readonly client: Client;
}

/** A machine that builds, tests and serves at once is slow; these are for waiting, never for judging. */
export const PATIENCE_MS = 60_000;
/** For a force that is made from nothing, with its keys, database and mail. */
export const STARTING_MS = 600_000;

/** By then a page that a lock ends is gone. */
const OUTLIVED_MS = 500;
/** By then a page whose process lives has answered. */
const ANSWER_MS = 5000;
/** A connection made while the page's process is dead never sees the page that follows; the next one does. */
const PAGE_MS = 1000;
const RETRY_MS = 200;

export const openLaptop = async (): Promise<Laptop> => {
  const folder = mkdtempSync(join(tmpdir(), 'mo-e2e-'));
  const demonstration = await openDemonstration({ folder });
  const client = await openClient(demonstration);
  return {
    ...client,
    client,
    demonstration,
    async close() {
      await client.close();
      await demonstration.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Starts the program on a laptop of the demonstration and looks at its window. */
export const openClient = async (laptop: DemoLaptop): Promise<Client> => {
  const client = laptop.startClient({ headless: true, debugging: true });
  const { page, disconnect } = followPage(await client.debuggerAddress);
  const shows = async (text: string | RegExp): Promise<boolean> => {
    const now = await page();
    if (!(await now.getByText(text).first().isVisible())) return false;
    // A page that locks shows the sign-in screen for a moment before its process is ended.
    await delay(OUTLIVED_MS);
    return now.getByText(text).first().isVisible();
  };
  return {
    process: client.process,
    page,
    async pageWith(text) {
      await expect.poll(() => shows(text).catch(() => false), { timeout: PATIENCE_MS }).toBe(true);
      return page();
    },
    async signIn(collarNumber, pin = DEMO_PIN) {
      await laptop.insert(collarNumber);
      await enterPin(await pinPage(page), pin);
      const open = await page();
      await expect(open.getByRole('navigation', { name: 'Panes' })).toBeVisible({ timeout: PATIENCE_MS });
      return open;
    },
    async lock() {
      await (await page()).keyboard.press('Control+l').catch(() => undefined);
    },
    async close() {
      await disconnect();
      await client.close();
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
    await Promise.race([ending?.browser.close().catch(() => undefined), delay(ANSWER_MS, undefined, { ref: false })]);
  };
  const connect = async () => {
    const browser = await chromium.connectOverCDP(address, { timeout: ANSWER_MS });
    const page = await firstPage(browser, PAGE_MS).catch(async (error: unknown) => {
      await browser.close();
      throw error;
    });
    page.once('crash', () => void disconnect());
    return { browser, page };
  };
  return {
    disconnect,
    async page() {
      for (const until = Date.now() + PATIENCE_MS; ; ) {
        if (connection !== undefined && (await answers(connection.page))) return connection.page;
        await disconnect();
        if (Date.now() > until) throw new Error('no page of the window answers');
        connection = await connect().catch(() => undefined);
        // A page that is gone refuses at once: asked without a pause, its refusals fill the driver's memory.
        if (connection === undefined || !(await answers(connection.page))) await delay(RETRY_MS);
      }
    },
  };
};

/** False of a page whose process was ended before the driver was told to listen for that. */
const answers = (page: Page): Promise<boolean> =>
  Promise.race([
    page.evaluate('true').then(
      () => true,
      () => false,
    ),
    delay(ANSWER_MS, false, { ref: false }),
  ]);

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
