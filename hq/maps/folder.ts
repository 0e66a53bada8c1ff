import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AboutMap, type MapManifest, mapManifest } from '../../contracts/domain/map.ts';
import { parseJson } from '../http/json.ts';
import { cutFile } from './cut.ts';

/** How long the parts of a map stay after it was replaced: a laptop may be fetching them. */
const KEEP_MS = 7 * 24 * 3_600_000;

/**
 * HQ's folder of maps: a manifest an area, named by the area's digest, and parts/SHA256. Every HQ process may share it: what is read is read
 * at each question, and each piece is put in its place whole. A part's file bears the time at which a map last came to name it, or ceased to.
 */
export const mapFolder = (folder: string) => {
  const manifestOf = (area: string): string => join(folder, `${createHash('sha256').update(area).digest('hex')}.json`);
  const partOf = (hash: string): string => join(folder, 'parts', hash);
  const manifests = (): readonly MapManifest[] =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) => readManifest(join(folder, name)) ?? []);
  return {
    /** The map of an area; undefined where there is none, or what lies there cannot be read. */
    manifest: (area: string): MapManifest | undefined => readManifest(manifestOf(area)),
    /** A part's bytes; undefined for one that is not here. */
    part: async (hash: string): Promise<Uint8Array | undefined> =>
      existsSync(partOf(hash)) ? new Uint8Array(await readFile(partOf(hash))) : undefined,
    /** Puts a map in place of the area's last: its parts first, the manifest that names them after. Throws ZodError for what is no map. */
    put(about: AboutMap, file: Uint8Array, now = new Date()): MapManifest {
      const parts = cutFile(file);
      const manifest = mapManifest.parse({
        ...about,
        bytes: file.byteLength,
        parts: parts.map(({ hash, data }) => ({ hash, bytes: data.byteLength })),
      });
      mkdirSync(join(folder, 'parts'), { recursive: true });
      for (const { hash, data } of parts) if (!existsSync(partOf(hash))) putWhole(partOf(hash), data);
      // Before the manifest goes that names them: from now on they are kept by their own time.
      const replaced = readManifest(manifestOf(about.area))?.parts ?? [];
      for (const { hash } of [...replaced, ...manifest.parts]) if (existsSync(partOf(hash))) utimesSync(partOf(hash), now, now);
      putWhole(manifestOf(about.area), JSON.stringify(manifest));
      return manifest;
    },
    /** Removes what no map has named for KEEP_MS. */
    tidy(now: Date): void {
      const named = new Set(manifests().flatMap(({ parts }) => parts.map(({ hash }) => hash)));
      for (const name of readdirSync(join(folder, 'parts')))
        if (!named.has(name) && now.getTime() - statSync(partOf(name)).mtimeMs > KEEP_MS) rmSync(partOf(name));
    },
  };
};

const readManifest = (file: string): MapManifest | undefined =>
  existsSync(file) ? mapManifest.safeParse(parseJson(readFileSync(file))).data : undefined;

/** Public within the force; HQ may run as another user than who publishes. */
const putWhole = (path: string, data: Uint8Array | string): void => {
  writeFileSync(`${path}.new`, data, { mode: 0o644 });
  renameSync(`${path}.new`, path);
};
