import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MARKER, MEGABYTE } from '../page.ts';
import { bundle, type OpenShell, openShell } from './harness.ts';

const HOSTILE = [
  'https://evil.example/',
  'http://127.0.0.1:9/',
  'https://app.local.evil.example/',
  'https://user@app.local.evil.example/',
  '//evil.example/',
  '\\\\evil.example\\',
  'about:blank',
  'data:text/html,<b>x</b>',
  'javascript:void(document.title="ran")',
  'blob:https://app.local/00000000-0000-0000-0000-000000000000',
  'file:///etc/passwd',
  'chrome://version/',
  'view-source:https://app.local/',
  'devtools://devtools/bundled/inspector.html',
  'mailto:a@evil.example',
  '/redirect',
  '/download',
  '/throws',
  '/missing',
];

describe('the guards of the chromium shell', () => {
  let bundles: Awaited<ReturnType<typeof bundle>>;
  let open: OpenShell;
  beforeAll(async () => {
    bundles = await bundle();
    open = await openShell(bundles.dist);
    await open.page();
  });
  afterAll(async () => {
    await open?.close();
    bundles?.remove();
  });

  /** Enough for a navigation that was not stopped to have begun: a round trip through page, browser and main. */
  const settle = async (): Promise<void> => {
    await open.ask(
      'fetch("/blob").then((response) => response.arrayBuffer()).then(() => new Promise((resolve) => setTimeout(resolve, 30)))',
    );
  };
  const notMoved = async (): Promise<unknown[]> => {
    await settle();
    return open.ask<unknown[]>('[location.href, document.querySelector("h1").textContent, document.title]');
  };
  const HERE = ['https://app.local/', MARKER, 'Test page'];
  const withLink = (url: string, target: string): string =>
    `(() => { const link = Object.assign(document.createElement('a'), { href: ${JSON.stringify(url)}, target: ${JSON.stringify(target)}, textContent: 'link' });
      link.id = 'link'; document.getElementById('link')?.remove(); document.body.append(link); })()`;

  it.each(HOSTILE)('stays where it is when a script goes to %s', async (url) => {
    await open.ask(`void (location.href = ${JSON.stringify(url)})`).catch(() => undefined);
    expect(await notMoved()).toEqual(url.startsWith('javascript:') ? [HERE[0], HERE[1], expect.anything()] : HERE);
    await open.ask('void (document.title = "Test page")');
  });

  it.each(HOSTILE.filter((url) => !url.startsWith('javascript:')))(
    'stays where it is, alone, when a link to %s is clicked in every way',
    async (url) => {
      const page = await open.page();
      for (const [target, modifiers] of [
        ['_self', []],
        ['_blank', []],
        ['_top', []],
        ['other', []],
        ['_self', ['Control']],
        ['_self', ['Shift']],
      ] as const) {
        await page.evaluate(withLink(url, target));
        await page.locator('#link').click({ modifiers: [...modifiers], noWaitAfter: true });
      }
      expect(await page.evaluate('[location.href, document.querySelector("h1").textContent, document.title]')).toEqual(HERE);
      const again = await open.page();
      expect(again.context().pages()).toHaveLength(1);
      expect(await notMoved()).toEqual(HERE);
    },
  );

  it.each(HOSTILE)('opens no window for %s', async (url) => {
    expect(
      await open.ask(`(() => { try { return String(window.open(${JSON.stringify(url)}, '_blank')) } catch { return 'null' } })()`),
    ).toBe('null');
    expect(await notMoved()).toEqual(HERE);
  });

  it('stays where it is when a form is sent out', async () => {
    await open.ask(
      `(() => { const form = Object.assign(document.createElement('form'), { action: 'https://evil.example/', method: 'post' }); document.body.append(form); form.submit() })()`,
    );
    expect(await notMoved()).toEqual(HERE);
  });

  it('keeps a frame inside too, and lets it show our own', async () => {
    await open.window.load('/with-frame');
    const page = await open.page();
    await page.evaluate('document.getElementById("frame").src = "https://evil.example/"');
    await page.evaluate('document.getElementById("sandboxed").src = "https://evil.example/"');
    await settle();
    expect(page.frames().every((frame) => !frame.url().includes('evil'))).toBe(true);
    await open.window.load('/');
    await open.page();
  });

  it('lets nothing be requested but the app origin', async () => {
    const failed = 'Failed to fetch';
    expect(await open.ask('fetch("https://evil.example/").then(() => "reached", (error) => error.message)')).toBe(failed);
    expect(await open.ask('fetch("http://127.0.0.1:9/").then(() => "reached", (error) => error.message)')).toBe(failed);
    const image = `new Promise((resolve) => { const image = new Image(); image.onload = () => resolve('reached'); image.onerror = () => resolve('blocked'); image.src = 'https://evil.example/x.png' })`;
    expect(await open.ask(image)).toBe('blocked');
    const socket = `new Promise((resolve) => { const socket = new WebSocket('wss://evil.example/'); socket.onopen = () => resolve('reached'); socket.onerror = () => resolve('blocked') })`;
    expect(await open.ask(socket)).toBe('blocked');
    expect(await open.ask('navigator.sendBeacon("https://evil.example/", "x") || true')).toBe(true);
  });

  it('has no service worker', async () => {
    expect(await open.ask('navigator.serviceWorker.register("/service-worker.js").then(() => "registered", () => "refused")')).toBe(
      'refused',
    );
    expect(await open.ask('navigator.serviceWorker.getRegistrations().then((all) => all.length)')).toBe(0);
  });

  it('grants no permission', async () => {
    for (const name of [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'clipboard-read',
      'midi',
      'persistent-storage',
      'storage-access',
    ]) {
      const state = await open.ask<string>(`navigator.permissions.query({ name: '${name}' }).then(({ state }) => state, () => 'denied')`);
      expect([name, state]).not.toEqual([name, 'granted']);
    }
    expect(await open.ask('Notification.requestPermission()')).toBe('denied');
    const refused = (call: string) => open.ask<string>(`${call}.then(() => 'granted', () => 'refused')`);
    expect(await refused('navigator.mediaDevices.getUserMedia({ audio: true })')).toBe('refused');
    expect(await refused('navigator.clipboard.readText()')).toBe('refused');
    expect(await refused('navigator.clipboard.writeText("x")')).toBe('refused');
    expect(await refused('new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no))')).toBe('refused');
    expect(await refused('navigator.usb.requestDevice({ filters: [] })')).toBe('refused');
  });

  it('is a secure context that carries the base headers, with a type for everything', async () => {
    expect(await open.ask('[isSecureContext, origin]')).toEqual([true, 'https://app.local']);
    const headers = await open.ask<Record<string, string>>('fetch("/untyped").then(({ headers }) => Object.fromEntries(headers))');
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
  });

  it('serves and takes blobs over the origin whole', async () => {
    const total = await open.ask<number[]>(
      'fetch("/blob").then((response) => response.arrayBuffer()).then((body) => { const bytes = new Uint8Array(body); return [bytes.length, bytes.reduce((sum, byte) => sum + byte, 0)] })',
    );
    expect(total).toEqual([MEGABYTE, 7 * MEGABYTE]);
    const echoed = await open.ask<number>(
      `fetch('/echo', { method: 'POST', body: new Uint8Array(${MEGABYTE}).fill(3) }).then((response) => response.arrayBuffer()).then((body) => new Uint8Array(body).reduce((sum, byte) => sum + byte, 0))`,
    );
    expect(echoed).toBe(3 * MEGABYTE);
  });

  it('lets a worker of our own reach our own origin only', async () => {
    const worker = `new Promise((resolve) => { const worker = new Worker('/worker.js'); worker.onmessage = ({ data }) => resolve(data); worker.onerror = () => resolve('failed') })`;
    expect(await open.ask(worker)).toBe(MEGABYTE);
  });

  it('answers a failing handler without its message', async () => {
    expect(await open.ask('fetch("/throws").then(async (response) => [response.status, await response.text()])')).toEqual([500, '']);
  });

  it('holds a strict content security policy', async () => {
    await open.window.load('/strict');
    const page = await open.page();
    const asked = page.evaluate(`new Promise((resolve) => {
      const results = [];
      const script = document.createElement('script');
      try { script.textContent = 'globalThis.inline = true'; document.body.append(script) } catch { }
      results.push(typeof inline);
      try { document.body.innerHTML = '<b>x</b>'; results.push('markup') } catch { results.push('refused') }
      const image = new Image(); image.onerror = () => resolve([...results, 'refused']); image.onload = () => resolve([...results, 'loaded']); image.src = '/blob';
    })`);
    expect(await asked).toEqual(['undefined', 'refused', 'refused']);
    await open.window.load('/');
    await open.page();
  });

  it('never reported a crash or a move for all this', () => {
    expect(open.crashes).toEqual([]);
  });
});
