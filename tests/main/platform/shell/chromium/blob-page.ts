import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import type { RendererFiles } from '../../../../../main/platform/ipc/renderer-files.ts';
import { createServe } from '../../../../../main/platform/ipc/serve.ts';
import type { ServeHandler } from '../../../../../main/platform/shell/port.ts';
import type * as blobs from '../../../../../renderer/workspace/blobs.ts';
import type * as streams from '../../../../../renderer/workspace/streams.ts';
import type { OpenShell } from './harness.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..', '..');
const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const script = (text: string) => ({ type: 'text/javascript', body: bytes(text) });
const PAGE = '<!doctype html><title>Blobs</title><script type="module" src="/page.js"></script><p>page</p>';
/** What the page's code finds: the product's own helpers. */
interface PageHelpers {
  readonly blobs: typeof blobs;
  readonly streams: typeof streams;
}
const HELPERS: readonly (keyof PageHelpers)[] = ['blobs', 'streams'];
const MODULES = [...HELPERS.map((name) => `renderer/workspace/${name}.ts`), 'contracts/domain/blob-parts.ts', 'contracts/ipc/streams.ts'];
const ENTRY = `${HELPERS.map((name) => `import * as ${name} from '/renderer/workspace/${name}.ts';`).join('')} Object.assign(globalThis, { ${HELPERS.join(', ')} });`;

/** The product's own helpers for blobs and streams, in a page under the product's own policy, as `blobs` and `streams`. */
const files: RendererFiles = new Map([
  ['/index.html', { type: 'text/html; charset=utf-8', body: bytes(PAGE) }],
  ['/page.js', script(ENTRY)],
  ...MODULES.map((path) => [`/${path}`, script(stripTypeScriptTypes(readFileSync(join(ROOT, path), 'utf8')))] as const),
]);

/** Loads that page, and waits until its helpers are there. */
export const loadBlobPage = async (open: OpenShell, routes: Readonly<Record<string, ServeHandler>>): Promise<void> => {
  open.shell.serve(createServe({ files: async () => files, routes }));
  await open.window.load('/');
  const page = await open.page();
  await page.waitForFunction('typeof blobs === "object"');
};

/** Page code: a file of `size` bytes that are the same wherever they are made. */
export const MAKE = `(size) => { const all = new Uint8Array(size); let x = 1; for (let i = 0; i < size; i += 1) { x = (x * 48271) % 2147483647; all[i] = x; } return new Blob([all]); }`;
export const DIGEST = `async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).toHex()`;
