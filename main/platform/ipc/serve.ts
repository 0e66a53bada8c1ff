import { randomBytes } from 'node:crypto';
import type { ServeHandler } from '../shell/port.ts';
import { INERT_POLICY, pageSecurityPolicy, WORKER_POLICY } from './csp.ts';
import type { RendererFiles } from './renderer-files.ts';

/** Stands in the built index.html wherever the nonce goes: in the style tags and in `<meta property="csp-nonce" nonce>`. */
export const NONCE_PLACEHOLDER = '__NONCE__';

/**
 * The app origin's contents: the built page, and the routes that other rooms serve under a prefix such as `/mail/`. A route
 * that sends no policy of its own is inert. The shell adds the security headers that every response carries.
 * `files` is asked for every document, so that in development a rebuilt page is seen.
 */
export const createServe = (options: {
  readonly files: () => Promise<RendererFiles>;
  /** Prefixes begin and end with a slash. */
  readonly routes?: Readonly<Record<string, ServeHandler>>;
}): ServeHandler => {
  const routes = Object.entries(options.routes ?? {});
  let files: Promise<RendererFiles> | undefined;
  return async (request) => {
    const { pathname } = new URL(request.url);
    const route = routes.find(([prefix]) => pathname.startsWith(prefix));
    if (route) return inertUnlessSaid(await route[1](request));
    if (request.method !== 'GET') return new Response(null, { status: 405 });
    const isDocument = pathname === '/' || pathname === '/index.html';
    if (isDocument || !files) files = options.files();
    const file = (await files).get(isDocument ? '/index.html' : pathname);
    if (!file) return new Response(null, { status: 404 });
    if (isDocument) return documentOf(file.body);
    // The page's own scripts are under the page's policy, whatever comes with them.
    const policy = file.type.startsWith('text/javascript') ? { 'content-security-policy': WORKER_POLICY } : {};
    return new Response(file.body, { headers: { 'content-type': file.type, ...policy } });
  };
};

const documentOf = (html: Uint8Array): Response => {
  // 128 bits, as CSP level 3 asks, and new for every response: one that is known is none.
  const nonce = randomBytes(16).toString('base64');
  const body = Buffer.from(html).toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce);
  return new Response(body, {
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': pageSecurityPolicy(nonce) },
  });
};

const inertUnlessSaid = (response: Response): Response => {
  if (response.headers.has('content-security-policy')) return response;
  const headers = new Headers(response.headers);
  headers.set('content-security-policy', INERT_POLICY);
  return new Response(response.body, { status: response.status, headers });
};
