import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { bundleScripts } from '../../../../../build/bundle.ts';
import { type ChromiumOptions, type ChromiumShell, chromiumShell } from '../../../../../main/platform/shell/chromium/index.ts';
import type { AppWindow, PowerEvent, Sender } from '../../../../../main/platform/shell/port.ts';
import { testServe } from '../page.ts';

/** The bundles that a shell needs, made once for a test file. */
export const bundle = async (): Promise<{ readonly dist: string; remove(): void }> => {
  const dist = mkdtempSync(join(tmpdir(), 'mobile-office-dist-'));
  await bundleScripts(['page-main', 'page-isolated', 'preload'], dist);
  return { dist, remove: () => rmSync(dist, { recursive: true, force: true }) };
};

/** The shell in this process with one open window, and a driver in its page. */
export interface OpenShell {
  readonly shell: ChromiumShell;
  readonly window: AppWindow;
  readonly dataFolder: string;
  /** The page now shown; asked anew after a renewal. */
  page(): Promise<Page>;
  /** Evaluates an expression in the page. */
  ask<Value>(expression: string): Promise<Value>;
  readonly heard: { readonly from: Sender; readonly payload: unknown }[];
  readonly crashes: string[];
  readonly exits: number[];
  tellPower(event: PowerEvent): void;
  close(): Promise<void>;
}

export const openShell = async (dist: string, more: Partial<ChromiumOptions> = {}): Promise<OpenShell> => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'mobile-office-data-'));
  const heard: { from: Sender; payload: unknown }[] = [];
  const crashes: string[] = [];
  const exits: number[] = [];
  let tellPower: (event: PowerEvent) => void = () => undefined;
  let exited: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => {
    exited = resolve;
  });
  const shell = chromiumShell({
    dataFolder,
    pageScripts: join(dist, 'main'),
    headless: true,
    e2ePort: true,
    powerEvents: (tell) => {
      tellPower = tell;
    },
    exit: (code) => {
      exits.push(code);
      exited();
    },
    ...more,
  });
  shell.serve(testServe);
  shell.handle('session.state', async (from, payload) => {
    heard.push({ from, payload });
    return { ok: true, value: payload };
  });
  shell.handle('session.lock', async () => {
    throw new Error('a secret in a message');
  });
  await shell.ready();
  const window = await shell.openWindow({ title: 'Test', width: 1000, height: 700, preload: join(dist, 'preload', 'preload.cjs') });
  window.onCrashed((why) => crashes.push(why));
  await window.load('/');

  let driver: Browser | undefined;
  const page = async (): Promise<Page> => {
    await driver?.close();
    driver = await chromium.connectOverCDP(await shell.debuggerAddress());
    const found = driver.contexts().flatMap((context) => context.pages())[0];
    if (!found) throw new Error('no page');
    return found;
  };
  let current: Page | undefined;
  return {
    shell,
    window,
    dataFolder,
    page: async () => {
      current = await page();
      return current;
    },
    ask: async <Value>(expression: string) => {
      current ??= await page();
      return (await current.evaluate(expression)) as Value;
    },
    heard,
    crashes,
    exits,
    tellPower: (event) => tellPower(event),
    async close() {
      await driver?.close();
      if (exits.length === 0) shell.quit();
      await gone;
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
};
