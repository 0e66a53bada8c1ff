import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reloadPages } from '../../build/reload.ts';
import { bundle, type OpenShell, openShell } from '../main/platform/shell/chromium/harness.ts';
import { PATIENCE } from '../main/platform/shell/patience.ts';

describe('npm run dev', () => {
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

  it('reloads the page of a running shell', async () => {
    const page = await open.page();
    await page.evaluate('globalThis.before = true');
    await reloadPages(await open.shell.debuggerAddress());
    await expect.poll(() => page.evaluate('typeof before').catch(() => 'reloading'), PATIENCE).toBe('undefined');
    expect(await page.evaluate('typeof api')).toBe('object');
  });

  it('says so when the shell has gone', async () => {
    await expect(reloadPages('ws://127.0.0.1:9/devtools/browser/none')).rejects.toThrow('does not answer');
  });
});
