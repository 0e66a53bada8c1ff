import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

/** One built file, as it is sent. */
export interface StaticFile {
  readonly type: string;
  readonly body: Uint8Array<ArrayBuffer>;
}
/** Built files by the path that the page asks for, e.g. `/assets/index-1a2b.js`. */
export type RendererFiles = ReadonlyMap<string, StaticFile>;

/** The kinds of file that a build makes; anything else in the folder is not ours to send. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.pfb': 'application/octet-stream',
  '.wasm': 'application/wasm',
};

/**
 * Reads the built page into memory. A request is then a look-up in a map: no path of the page's making ever reaches the
 * file system. Rejects when the folder cannot be read.
 */
export const readRendererFiles = async (folder: string): Promise<RendererFiles> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && extname(entry.name) in TYPES);
  return new Map(
    await Promise.all(
      files.map(async (entry): Promise<[string, StaticFile]> => {
        const path = join(entry.parentPath, entry.name);
        const type = TYPES[extname(entry.name)] ?? 'application/octet-stream';
        return [`/${relative(folder, path).split(sep).join('/')}`, { type, body: new Uint8Array(await readFile(path)) }];
      }),
    ),
  );
};
