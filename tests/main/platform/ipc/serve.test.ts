import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NONCE_PLACEHOLDER as BUILT_PLACEHOLDER } from '../../../../build/vite/paths.ts';
import { readRendererFiles } from '../../../../main/platform/ipc/renderer-files.ts';
import { createServe, NONCE_PLACEHOLDER } from '../../../../main/platform/ipc/serve.ts';

describe('the serve handler', () => {
  let folder: string;
  const serve = (routes = {}) => createServe({ files: () => readRendererFiles(folder), routes });
  const ask = (path: string, init?: RequestInit, routes = {}) => serve(routes)(new Request(`https://app.local${path}`, init));
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'mobile-office-renderer-'));
    mkdirSync(join(folder, 'assets'));
    writeFileSync(
      join(folder, 'index.html'),
      `<meta property="csp-nonce" nonce="${NONCE_PLACEHOLDER}"><style nonce="${NONCE_PLACEHOLDER}"></style>`,
    );
    writeFileSync(join(folder, 'assets', 'index-1.js'), 'let page');
    writeFileSync(join(folder, 'assets', 'font.woff2'), new Uint8Array([0, 255]));
    writeFileSync(join(folder, 'assets', 'index-1.js.map'), 'not ours to send');
    writeFileSync(join(folder, '..', 'outside.js'), 'outside');
    symlinkSync('/etc/passwd', join(folder, 'assets', 'link.js'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
    rmSync(join(folder, '..', 'outside.js'), { force: true });
  });

  it("holds the build's placeholder for the nonce", () => expect(NONCE_PLACEHOLDER).toBe(BUILT_PLACEHOLDER));

  it('puts a new nonce into header and page for every document', async () => {
    const nonces = new Set<string>();
    for (const path of ['/', '/index.html', '/?theme=night']) {
      const response = await ask(path);
      const policy = response.headers.get('content-security-policy') ?? '';
      const nonce = /style-src 'self' 'nonce-([A-Za-z0-9+/=]{22,})'/.exec(policy)?.[1] ?? '';
      expect(await response.text()).toBe(`<meta property="csp-nonce" nonce="${nonce}"><style nonce="${nonce}"></style>`);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      nonces.add(nonce);
    }
    expect([nonces.size, nonces.has('')]).toEqual([3, false]);
  });

  it('allows the page no more than its own origin', async () => {
    const policy = (await ask('/')).headers.get('content-security-policy') ?? '';
    const directives = Object.fromEntries(
      policy.split('; ').map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1).join(' ')]),
    );
    expect(directives).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'img-src': "'self' data: blob:",
      'font-src': "'self'",
      'connect-src': "'self'",
      'frame-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
      'require-trusted-types-for': "'script'",
      'trusted-types': 'pdf-workers',
    });
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  });

  it('sends built files with their type and bytes', async () => {
    const script = await ask('/assets/index-1.js');
    expect([script.headers.get('content-type'), await script.text()]).toEqual(['text/javascript; charset=utf-8', 'let page']);
    const font = await ask('/assets/font.woff2?v=1');
    expect([font.headers.get('content-type'), new Uint8Array(await font.arrayBuffer())]).toEqual(['font/woff2', new Uint8Array([0, 255])]);
  });

  it.each([
    '/assets/../../outside.js',
    '/..%2foutside.js',
    '/%2e%2e/outside.js',
    '/assets/%2e%2e/%2e%2e/outside.js',
    '/assets\\..\\..\\outside.js',
    '//etc/passwd',
    '/etc/passwd',
    '/assets/link.js',
    '/assets/index-1.js.map',
    '/assets',
    '/assets/',
    '/INDEX.HTML',
    '/__proto__',
    '/constructor',
  ])('has nothing at %s', async (path) => expect((await ask(path)).status).toBe(404));

  it('takes no other method than GET for a file', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS']) expect((await ask('/', { method })).status).toBe(405);
  });

  it('sees a rebuilt page at the next document', async () => {
    const handler = serve();
    await handler(new Request('https://app.local/'));
    writeFileSync(join(folder, 'assets', 'index-2.js'), 'let rebuilt');
    expect((await handler(new Request('https://app.local/assets/index-2.js'))).status).toBe(404);
    await handler(new Request('https://app.local/'));
    expect(await (await handler(new Request('https://app.local/assets/index-2.js'))).text()).toBe('let rebuilt');
  });

  it('leaves a route its own policy, and makes one without any inert', async () => {
    const own = "default-src 'none'; img-src 'self'";
    const routes = {
      '/mail/': async () => new Response('<p>mail', { headers: { 'content-type': 'text/html', 'content-security-policy': own } }),
      '/blob/': async (request: Request) => new Response(`${request.method} ${new URL(request.url).pathname}`, { status: 201 }),
    };
    expect((await ask('/mail/7', {}, routes)).headers.get('content-security-policy')).toBe(own);
    const blob = await ask('/blob/1', { method: 'POST' }, routes);
    expect([blob.status, blob.headers.get('content-security-policy'), await blob.text()]).toEqual([
      201,
      "default-src 'none'; sandbox",
      'POST /blob/1',
    ]);
    expect((await ask('/mailbox', {}, routes)).status).toBe(404);
  });
});
