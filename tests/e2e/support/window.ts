import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { z } from 'zod';
import { type Client, startClient } from '../../../build/demonstration/client.ts';
import type { Demonstration } from '../../../build/demonstration/demonstration.ts';
import type { clientConfig } from '../../../contracts/config.ts';
import { DEMO_PIN } from '../../../hq/demo/officers.ts';
import { enterPin, followPage, PATIENCE_MS, pinPage } from '../laptop.ts';

/** A client that runs, seen through its window. */
export interface ClientWindow {
  readonly client: Client;
  /** What the program says to whoever set the laptop up. */
  readonly said: () => string;
  readonly page: () => Promise<Page>;
  /** Waits until each of these sentences stands in the window. */
  shows(...sentences: readonly string[]): Promise<void>;
  /** Types the PIN once the window asks for it. */
  pin(pin?: string): Promise<void>;
  /** Waits for the panes. */
  open(): Promise<Page>;
  close(): Promise<void>;
}

export interface WindowOptions {
  /** The laptop's data folder with its client.json; the demonstration's own by default. */
  readonly laptop?: string;
  readonly prefix?: readonly string[];
  /** Makes the debugging address reachable from here; it is, by default. */
  readonly reach?: (address: string) => Promise<string>;
}

/** Starts a client on a running demonstration; the caller closes it before the next one. */
export const openWindow = async (demonstration: Demonstration, options: WindowOptions = {}): Promise<ClientWindow> => {
  const { laptop = demonstration.dataFolder, prefix = [], reach = async (address) => address } = options;
  const client = startClient(laptop, join(laptop, 'client.json'), {
    headless: true,
    debugging: true,
    prefix,
    stderr: 'pipe',
  });
  let said = '';
  client.process.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  try {
    const { page, disconnect } = followPage(await reach(await client.debuggerAddress));
    return {
      client,
      said: () => said,
      page,
      async shows(...sentences) {
        for (const sentence of sentences) {
          const stands = async () => (await page()).getByText(sentence).first().isVisible();
          await expect.poll(() => stands().catch(() => false), { message: sentence, timeout: PATIENCE_MS }).toBe(true);
        }
      },
      async pin(pin = DEMO_PIN) {
        await enterPin(await pinPage(page), pin);
      },
      async open() {
        const panes = async () => (await page()).getByRole('navigation', { name: 'Panes' }).isVisible();
        await expect.poll(() => panes().catch(() => false), { message: 'the panes', timeout: PATIENCE_MS }).toBe(true);
        return page();
      },
      async close() {
        await disconnect();
        await client.close();
      },
    };
  } catch (error) {
    process.stderr.write(said);
    await client.close();
    throw error;
  }
};

/** Not copied: what belongs to the program that runs. */
const OF_THE_RUN: ReadonlySet<string> = new Set(['chromium', 'instance.lock', 'officers', 'logs']);

/**
 * Another laptop's disk beside the demonstration's own: the same device, as it was before any officer signed in, or (`enrolled:
 * false`) one that HQ has never met. `change` is made to its configuration.
 */
export const copyLaptop = (
  { dataFolder, folder }: Demonstration,
  name: string,
  { enrolled = true, change = (config) => config }: { readonly enrolled?: boolean; readonly change?: (config: Config) => object } = {},
): string => {
  const laptop = join(folder.root, name);
  mkdirSync(laptop, { recursive: true, mode: 0o700 });
  const wanted = (path: string): boolean => !OF_THE_RUN.has(basename(path)) && (enrolled || basename(path) !== 'device');
  if (existsSync(dataFolder)) cpSync(dataFolder, laptop, { recursive: true, filter: wanted });
  const file = join(laptop, 'client.json');
  writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')) as Config)));
  return laptop;
};
export type Config = z.infer<typeof clientConfig>;
