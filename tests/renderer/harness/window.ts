import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { now } from '../fixture/people.ts';
import { buildWindow } from './build.ts';
import { serveWindow } from './serve.ts';

export interface Shown {
  /** Closed, it is opened anew for the next who asks. */
  readonly page: Page;
  /** What the page complained of: console errors and warnings, exceptions, CSP reports. */
  readonly complaints: readonly string[];
}
export interface Ask {
  /** Parts of the address that choose the fixture: session, link, data, theme, car. */
  readonly query?: Readonly<Record<string, string>>;
  readonly width?: number;
  readonly height?: number;
  /** In a process and with a clock of its own, which no other page had before. */
  readonly alone?: true;
}
export interface Harness {
  readonly open: (ask: Ask) => Promise<Shown>;
  readonly stop: () => Promise<void>;
}

/** A built window, served under the strict policy, in a browser of its own. */
export const startHarness = async (): Promise<Harness> => {
  const built = await buildWindow();
  const served = await serveWindow(built.folder);
  const browser: Browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--autoplay-policy=no-user-gesture-required',
      '--no-sandbox',
      '--font-render-hinting=none',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
    ],
  });
  const newContext = async (): Promise<BrowserContext> => {
    const context = await browser.newContext();
    await context.clock.setFixedTime(now);
    await context.addInitScript(built.fixture);
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => console.error('policy', event.violatedDirective, event.blockedURI));
    });
    return context;
  };
  const shared = await newContext();

  /** Pages that were closed: to begin a process and compile the window's scripts again takes five times as long as to open it. */
  const closed: Page[] = [];
  const told = new Map<Page, string[]>();
  const newPage = async (context: BrowserContext): Promise<Page> => {
    const page = await context.newPage();
    page.on('console', (message) => {
      // The sandbox of a message's frame refuses this harness's own scripts, as it should.
      if (message.text().startsWith('Blocked script execution in')) return;
      if (message.type() === 'error' || message.type() === 'warning') told.get(page)?.push(message.text());
    });
    page.on('pageerror', (error) => told.get(page)?.push(String(error)));
    page.close = async () => {
      if (closed.includes(page)) return;
      told.delete(page);
      // What was done to a context of its own (its clock) is no other page's.
      if (context !== shared) return context.close();
      await page.goto('about:blank');
      await page.emulateMedia({ reducedMotion: null, forcedColors: null });
      await page.mouse.move(0, 0);
      closed.push(page);
    };
    return page;
  };
  const open = async ({ query = {}, width = 1366, height = 768, alone }: Ask): Promise<Shown> => {
    const page = alone ? await newPage(await newContext()) : (closed.pop() ?? (await newPage(shared)));
    const complaints: string[] = [];
    told.set(page, complaints);
    await page.setViewportSize({ width, height });
    await page.goto(`${served.origin}/?${new URLSearchParams(query)}`);
    await page.locator('main').first().waitFor();
    await page.evaluate(async () => {
      await document.fonts.ready;
    });
    return { page, complaints };
  };
  return {
    open,
    stop: async () => {
      await browser.close();
      await served.stop();
    },
  };
};
