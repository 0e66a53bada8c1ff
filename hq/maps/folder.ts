import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AboutMap, type MapManifest, mapManifest } from '../../contracts/domain/map.ts';
import { parseJson } from '../http/json.ts';
import { cutFile } from './cut.ts';

/** How long the parts of a map that was replaced stay: a laptop may be fetching them. */
const KEEP_MS = 7 * 24 * 3_600_000;

/**
 * HQ's folder of maps: a manifest an area, named by the area's digest, and parts/SHA256. Every HQ process may share it: what is read is read
 * at each question, and each piece is put in its place whole.
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
    put(about: AboutMap, file: Uint8Array): MapManifest {
      const parts = cutFile(file);
      const manifest = mapManifest.parse({
        ...about,
        bytes: file.byteLength,
        parts: parts.map(({ hash, data }) => ({ hash, bytes: data.byteLength })),
      });
      mkdirSync(join(folder, 'parts'), { recursive: true });
      for (const { hash, data } of parts) if (!existsSync(partOf(hash))) putWhole(partOf(hash), data);
      putWhole(manifestOf(about.area), JSON.stringify(manifest));
      return manifest;
    },
    /** Removes what no map names any more, and has lain here long enough. `ageOf`: of a part, in milliseconds. */
    tidy(ageOf: (path: string) => number): void {
      const named = new Set(manifests().flatMap(({ parts }) => parts.map(({ hash }) => hash)));
      for (const name of readdirSync(join(folder, 'parts'))) if (!named.has(name) && ageOf(partOf(name)) > KEEP_MS) rmSync(partOf(name));
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
