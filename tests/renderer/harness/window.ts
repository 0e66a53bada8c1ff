import { type Browser, chromium, type Page } from '@playwright/test';
import { now } from '../fixture/people.ts';
import { buildWindow } from './build.ts';
import { serveWindow } from './serve.ts';

export interface Shown {
  readonly page: Page;
  /** What the page complained of: console errors and warnings, exceptions, CSP reports. */
  readonly complaints: readonly string[];
}
export interface Ask {
  /** Parts of the address that choose the fixture: session, link, data, theme, car. */
  readonly query?: Readonly<Record<string, string>>;
  readonly width?: number;
  readonly height?: number;
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
  const open = async ({ query = {}, width = 1366, height = 768 }: Ask): Promise<Shown> => {
    const page = await browser.newPage({ viewport: { width, height } });
    const complaints: string[] = [];
    page.on('console', (message) => {
      // The sandbox of a message's frame refuses this harness's own scripts, as it should.
      if (message.text().startsWith('Blocked script execution in')) return;
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.clock.setFixedTime(now);
    await page.addInitScript(built.fixture);
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => console.error('policy', event.violatedDirective, event.blockedURI));
    });
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
