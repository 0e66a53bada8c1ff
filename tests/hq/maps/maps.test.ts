import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BLOB_PART_BYTES } from '../../../contracts/domain/blob-parts.ts';
import { demoMap } from '../../../hq/demo/map/map.ts';
import { DEMO_AREA } from '../../../hq/demo/officers.ts';
import { seededRandom } from '../../../hq/demo/random.ts';
import { cutFile } from '../../../hq/maps/cut.ts';
import { mapFolder } from '../../../hq/maps/folder.ts';
import { mapHandlers } from '../../../hq/maps/handlers.ts';
import { readArchive } from '../../../hq/maps/read.ts';

const NOW = new Date('2026-11-22T04:13:00.000Z');
const about = { area: DEMO_AREA, madeAt: NOW.toISOString(), attribution: 'Made of nothing' };
const temporary = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'hq-maps-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};
const noise = (bytes: number, seed = 1): Uint8Array => {
  const random = seededRandom(seed);
  return Uint8Array.from({ length: bytes }, () => random.between(0, 255));
};
const hashes = (file: Uint8Array): readonly string[] => cutFile(file).map(({ hash }) => hash);

describe('a map in parts', () => {
  it('is its parts in order, each by its own hash and none longer than a laptop keeps', () => {
    const file = noise(1_500_000);
    const parts = cutFile(file);
    expect(Buffer.concat(parts.map(({ data }) => data)).equals(file)).toBe(true);
    for (const { hash, data } of parts) {
      expect(data.byteLength).toBeLessThanOrEqual(BLOB_PART_BYTES);
      expect(createHash('sha256').update(data).digest('hex')).toBe(hash);
    }
    expect(hashes(new Uint8Array(file))).toEqual(parts.map(({ hash }) => hash));
  });

  it('changes in the parts around a change and in no others, also where bytes were put in', () => {
    const before = noise(2_000_000);
    const after = new Uint8Array([...before.subarray(0, 900_000), ...noise(37, 2), ...before.subarray(900_000)]);
    const known = new Set(hashes(before));
    const fresh = hashes(after).filter((hash) => !known.has(hash));
    expect(known.size).toBeGreaterThan(20);
    expect(fresh.length).toBeLessThanOrEqual(3);
  });

  it('has no part without an end where all bytes are alike', () => {
    const parts = cutFile(new Uint8Array(3 * BLOB_PART_BYTES));
    expect(parts.map(({ data }) => data.byteLength)).toEqual([BLOB_PART_BYTES, BLOB_PART_BYTES, BLOB_PART_BYTES]);
  });
});

describe('HQ’s folder of maps', () => {
  it('hands out the map of an area and its parts, and nothing of another', async () => {
    const folder = temporary();
    const file = noise(200_000);
    const manifest = mapFolder(folder).put(about, file);
    const { map, mapPart } = mapHandlers({ maps: folder });
    const officer = { officer: { area: DEMO_AREA } } as never;
    expect(await map({} as never, officer)).toEqual(manifest);
    await expect(map({} as never, { officer: { area: 'Preston' } } as never)).rejects.toThrow('NotFound');
    const parts = await Promise.all(manifest.parts.map(({ hash }) => mapPart({ segments: { hash } } as never, officer)));
    expect(Buffer.concat(parts as Uint8Array[]).equals(file)).toBe(true);
    await expect(mapPart({ segments: { hash: '0'.repeat(64) } } as never, officer)).rejects.toThrow('NotFound');
  });

  it('offers none where nothing lies, or what lies there is no manifest', () => {
    const folder = temporary();
    expect(mapFolder(join(folder, 'none')).manifest(DEMO_AREA)).toBeUndefined();
    mapFolder(folder).put(about, noise(50_000));
    const [manifest = ''] = readdirSync(folder).filter((name) => name.endsWith('.json'));
    writeFileSync(join(folder, manifest), '{"bytes":1');
    expect(mapFolder(folder).manifest(DEMO_AREA)).toBeUndefined();
  });

  it('keeps the parts of a map for a week after it was replaced, however old they are, and then removes those that no map names', () => {
    const folder = temporary();
    const maps = mapFolder(folder);
    const on = (day: number): Date => new Date(NOW.getTime() + day * 86_400_000);
    const namesIn = (): readonly string[] => readdirSync(join(folder, 'parts')).sort();
    const first = maps.put(about, noise(300_000, 3), on(0));
    const second = maps.put(about, noise(300_000, 4), on(30));
    const [old, named] = [first, second].map(({ parts }) => [...new Set(parts.map(({ hash }) => hash))].sort());
    maps.tidy(on(36));
    expect(namesIn()).toEqual([...(old ?? []), ...(named ?? [])].sort());
    maps.tidy(on(38));
    expect(namesIn()).toEqual(named);
  });
});

describe('a map that is put in', () => {
  const map = demoMap(NOW);

  it('is told by what it says of itself', async () => {
    const told = await readArchive(map.file, { area: DEMO_AREA, madeAt: NOW });
    expect(told.ok && told.value).toEqual(map.about);
    expect(map.about.attribution).toContain('data.police.uk');
    expect(map.about.crimes?.months).toEqual(['2022-10']);
  });

  it('is refused when it is no archive, holds pictures, or does not say where it is from', async () => {
    const tell = async (file: Uint8Array): Promise<string> => {
      const told = await readArchive(file, { area: DEMO_AREA, madeAt: NOW });
      return told.ok ? 'taken' : told.code;
    };
    expect(await tell(noise(40_000))).toBe('NotAnArchive');
    expect(await tell(map.file.subarray(0, 400))).toBe('NotAnArchive');
    const pictures = new Uint8Array(map.file);
    pictures[99] = 2;
    expect(await tell(pictures)).toBe('NoVectorTiles');
    const brotli = new Uint8Array(map.file);
    brotli[98] = 3;
    expect(await tell(brotli)).toBe('NoVectorTiles');
  });

  it('is the same whenever it is made, so that a demonstration begun anew fetches nothing again', () => {
    expect(Buffer.from(demoMap(NOW).file).equals(map.file)).toBe(true);
  });

  it('is put into the folder of HQ’s configuration by a command, which says why not', async () => {
    const folder = temporary();
    const example = JSON.parse(await promisify(execFile)('cat', ['hq/example.json']).then(({ stdout }) => stdout)) as object;
    const config = join(folder, 'hq.json');
    writeFileSync(config, JSON.stringify({ ...example, mapFolder: 'maps' }));
    const file = join(folder, 'district.pmtiles');
    writeFileSync(file, map.file);
    const run = (...args: string[]) =>
      promisify(execFile)(process.execPath, ['hq/mobile-office-hq.ts', 'map', 'put', ...args]).then(
        () => 'put',
        (error: { code: number; stderr: string }) => `${error.code} ${error.stderr.trim()}`,
      );
    expect(await run(config, file, '--area', DEMO_AREA)).toBe('put');
    expect(mapFolder(join(folder, 'maps')).manifest(DEMO_AREA)?.bytes).toBe(map.file.byteLength);
    writeFileSync(file, 'no map');
    expect(await run(config, file, '--area', DEMO_AREA)).toBe(`1 ${file}: NotAnArchive`);
    expect(await run(config, join(folder, 'none'), '--area', DEMO_AREA)).toBe(`1 ${join(folder, 'none')}: cannot be read`);
    for (const wrong of [[config], [config, file], [config, file, 'more', '--area', DEMO_AREA], [config, file, '--region', DEMO_AREA]])
      expect(await run(...wrong)).toMatch(/^2 usage/);
  });
});
