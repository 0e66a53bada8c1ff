import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { theme } from '../../../contracts/ipc/session.ts';
import { pageSecurityPolicy, WORKER_POLICY } from '../../../main/platform/ipc/csp.ts';
import { rangeOf } from '../../../main/platform/ipc/range.ts';
import { mailDocument } from '../../../main/systems/mail/html/document.ts';
import { createBlobServer } from './blobs.ts';
import { mapOf } from './maps.ts';
import { threePages } from './pdfs.ts';

/** What a camera saw, in the harness: the demonstration's test card. */
const TEST_CARD = new URL('../../../hq/demo/data/test-card.webm', import.meta.url);

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};

/** A letter of several screens. */
const letter = `<p>Aisha,</p><p>Your rest day on <b>Sunday 23 May</b> is cancelled: the Worden Park event needs a late crew. You are told with five days’ notice, fewer than 15, so it is time and a half.</p>
<p>Please answer by 20:00.</p><p>Roster desk</p>${Array.from({ length: 60 }, (_, post) => `<p>Post ${post + 1}: two officers, 14:00 to 22:00</p>`).join('')}`;

export interface Served {
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

/** Serves a built window on loopback: the policy is the product's own, and so is the way of its nonce: one an answer, in
 * header and page. */
export const serveWindow = async (folder: string): Promise<Served> => {
  const blobs = createBlobServer();
  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', 'http://window');
      if (/^\/mail\/[^/]+\/(?:body|part\/\d+)$/.test(url.pathname)) {
        response.writeHead(200, {
          'content-type': types['.html'],
          'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
        });
        const wanted = theme.parse(url.searchParams.get('theme'));
        response.end(mailDocument([letter], { theme: wanted, car: url.searchParams.has('car') }));
        return;
      }
      if (/^\/mail\/[^/]+\/pdf\/\d+$/.test(url.pathname)) {
        response.writeHead(200, { 'content-type': 'application/pdf' }).end(threePages());
        return;
      }
      if (url.pathname.startsWith('/blobs/')) return blobs(request, response);
      if (url.pathname.startsWith('/video/')) {
        const film = await readFile(TEST_CARD);
        const range = rangeOf(request.headers.range ?? null, film.byteLength);
        if (typeof range !== 'object') response.writeHead(416).end();
        else {
          const { first, last } = range;
          response.writeHead(206, { 'content-type': 'video/webm', 'content-range': `bytes ${first}-${last}/${film.byteLength}` });
          response.end(film.subarray(first, last + 1));
        }
        return;
      }
      const map = /^\/map\/([0-9a-f]{64})$/.exec(url.pathname)?.[1];
      if (map !== undefined) {
        const bytes = mapOf(map);
        const range = bytes && rangeOf(request.headers.range ?? null, bytes.byteLength);
        if (bytes === undefined || typeof range !== 'object') response.writeHead(404).end();
        else {
          response.writeHead(206, { 'content-range': `bytes ${range.first}-${range.last}/${bytes.byteLength}` });
          response.end(bytes.subarray(range.first, range.last + 1));
        }
        return;
      }
      const path = url.pathname === '/' ? '/index.html' : normalize(url.pathname);
      const content = await readFile(join(folder, path)).catch(() => undefined);
      if (content === undefined) {
        response.writeHead(404).end();
        return;
      }
      const nonce = randomBytes(16).toString('base64');
      const body = path === '/index.html' ? content.toString('utf8').replaceAll('__NONCE__', nonce) : content;
      response.writeHead(200, {
        'content-type': types[extname(path)] ?? 'application/octet-stream',
        ...(path === '/index.html' ? {} : { 'cache-control': 'max-age=3600' }),
        'content-security-policy': path.endsWith('js') ? WORKER_POLICY : pageSecurityPolicy(nonce),
      });
      response.end(body);
    })();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: () => new Promise((done) => server.close(() => done())),
  };
};
