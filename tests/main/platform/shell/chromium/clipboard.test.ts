import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MARKER } from '../page.ts';
import { PATIENCE } from '../patience.ts';
import { bundle, type OpenShell, openShell } from './harness.ts';

/** Runs a command of the editor as its key would: "copy" or "paste". */
const command = async (page: Page, name: string): Promise<void> => {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('Input.dispatchKeyEvent', { type: 'keyDown', key: 'F13', commands: [name] });
  await protocol.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'F13' });
  await protocol.detach();
};
const copyMarker = async (page: Page): Promise<void> => {
  await page.evaluate(`getSelection().selectAllChildren(document.querySelector('h1'))`);
  await command(page, 'copy');
};
/** What the next person would paste. */
const pasted = async (page: Page): Promise<string> => {
  await page.evaluate(`(() => {
    const box = document.createElement('textarea');
    document.body.append(box);
    box.focus();
  })()`);
  await command(page, 'paste');
  return page.evaluate(`(() => { const box = document.querySelector('textarea'); const { value } = box; box.remove(); return value })()`);
};

describe('the clipboard, on Chromium', () => {
  let bundles: Awaited<ReturnType<typeof bundle>>;
  let open: OpenShell;
  beforeAll(async () => {
    bundles = await bundle();
    open = await openShell(bundles.dist);
  });
  afterAll(async () => {
    await open?.close();
    bundles?.remove();
  });

  it('keeps what was copied when only the page is renewed: the reason why it is emptied', async () => {
    await copyMarker(await open.page());
    await open.window.renew('/');
    expect(await pasted(await open.page())).toBe(MARKER);
  });

  // Ten times: a new page has focus a moment after it is loaded, or before.
  it.each(Array.from({ length: 10 }, (_, time) => time + 1))(
    'is empty after a lock, time %i: the new page empties what the old one copied, and the renewal does not wait for it',
    async () => {
      await copyMarker(await open.page());
      const renewed = open.window.renew('/');
      open.window.clearClipboard();
      expect((await renewed).gone).toBe(true);
      const page = await open.page();
      await expect.poll(() => pasted(page), PATIENCE).toBe('');
    },
  );

  it('is emptied by the page that stands, and copying works again afterwards', async () => {
    const page = await open.page();
    await copyMarker(page);
    expect(await pasted(page)).toBe(MARKER);
    open.window.clearClipboard();
    await expect.poll(() => pasted(page), PATIENCE).toBe('');
    await copyMarker(page);
    expect(await pasted(page)).toBe(MARKER);
  });
});
