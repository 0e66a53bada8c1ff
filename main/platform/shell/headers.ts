import type { ServeHandler } from './port.ts';

/**
 * What every response of ours carries unless the handler said otherwise. `no-store`: nothing of a page may reach a disk
 * cache. The permissions policy is the page's half of "deny by default"; the shell's handlers are the other.
 * It names the clipboard too: copying goes through main, which can keep it out of the clipboard's history.
 */
export const BASE_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'usb=(), hid=(), serial=(), camera=(), microphone=(), geolocation=(), display-capture=(), local-fonts=(), midi=(), idle-detection=(), clipboard-read=(), clipboard-write=()',
  // Without a type Electron would serve HTML, and Chromium would sniff.
  'content-type': 'application/octet-stream',
};

/**
 * Wraps a serve handler for a shell: fills in the base headers, answers 500 with no body when the handler throws (a shell
 * would print the error whole) and when it redirects (no page of ours does, and a redirect could lead out).
 */
export const withBaseHeaders =
  (handler: ServeHandler): ServeHandler =>
  async (request) => {
    try {
      const response = await handler(request);
      if (response.status >= 300 && response.status < 400 && response.status !== 304) return empty(500);
      const headers = new Headers(response.headers);
      for (const [name, value] of Object.entries(BASE_HEADERS)) if (!headers.has(name)) headers.set(name, value);
      return new Response(response.body, { status: response.status, headers });
    } catch {
      return empty(500);
    }
  };

/** A bodiless answer that carries the base headers. */
export const empty = (status: number): Response => new Response(null, { status, headers: BASE_HEADERS });
