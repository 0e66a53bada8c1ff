import type { Unit } from '../../../../contracts/domain/incident.ts';
import { type MapManifest, mapManifest } from '../../../../contracts/domain/map.ts';
import type { Officer } from '../../../../contracts/domain/officer.ts';
import type { MapUnit, ShownMap } from '../../../../contracts/ipc/storm.ts';
import { parseJson } from '../../../platform/json.ts';
import type { ReadableDb, Reads, WritableDb, Writes } from '../../../store/db.ts';
import { readItems, syncedAt } from '../../../store/items.ts';
import { hasBlobs, holdBlobs, keepWholeBlob } from '../../../sync/blobs/repository.ts';
import { myUnit } from '../rows.ts';

/** A map by its version: the SHA-256 of its manifest as it is kept. */
export interface KeptMap {
  readonly version: string;
  readonly manifest: MapManifest;
}
/** One that is being fetched. `missing`: its parts that are not here, in order, each once. */
export interface ComingMap extends KeptMap {
  readonly missing: readonly string[];
}

export interface StormMap {
  readonly units: MapUnit[];
  readonly asOf: string | undefined;
  readonly map?: ShownMap;
  readonly coming?: { readonly parts: number; readonly of: number };
}

/** More than a district has on duty. */
const MAX_UNITS = 500;
const MANIFEST_TYPE = 'application/vnd.mobile-office.map+json';
const PART_TYPE = 'application/octet-stream';
/** What holds a map's manifest and parts: the one that is shown, and the one that comes. A part that both name is here once. */
type Holder = 'map/shown' | 'map/coming';

const heldMap = (db: ReadableDb, holder: Holder): KeptMap | undefined => {
  const row = db
    .prepare<[string, string], { version: string; data: Uint8Array }>(
      `SELECT hash AS version, data FROM blob_use JOIN blob USING (hash) JOIN blob_part ON blob_part.blob = blob.number
       WHERE holder = ? AND type = ? LIMIT 1`,
    )
    .get(holder, MANIFEST_TYPE);
  const manifest = row && mapManifest.safeParse(parseJson(row.data)).data;
  return row && manifest && { version: row.version, manifest };
};

const aboutOf = ({ parts: _, ...about }: MapManifest): Omit<ShownMap, 'version'> => about;

const hashesOf = ({ parts }: MapManifest): string[] => [...new Set(parts.map(({ hash }) => hash))];

export const mapReads = {
  'map.shown': (db: ReadableDb, _: null): KeptMap | undefined => heldMap(db, 'map/shown'),

  'map.coming': (db: ReadableDb, _: null): ComingMap | undefined => {
    const coming = heldMap(db, 'map/coming');
    return coming && { ...coming, missing: hashesOf(coming.manifest).filter((hash) => !hasBlobs(db, [hash])) };
  },

  /** What the window draws. Every unit on this laptop, the officer's own as it is once what waits is in force. */
  'storm.map': (db: ReadableDb, { officer }: { readonly officer: Officer }): StormMap => {
    const own = myUnit(db, officer);
    const units = readItems<Unit>(db, 'storm', 'unit')
      .slice(0, MAX_UNITS)
      .map((unit) => {
        const { callSign, status, since, incidentId, position } = unit.callSign === own?.callSign ? own : unit;
        return { callSign, status, since, incidentId, position };
      });
    const shown = heldMap(db, 'map/shown');
    const coming = mapReads['map.coming'](db, null);
    return {
      units,
      asOf: syncedAt(db, 'storm'),
      ...(shown === undefined ? {} : { map: { ...aboutOf(shown.manifest), version: shown.version } }),
      ...(coming === undefined
        ? {}
        : { coming: { parts: hashesOf(coming.manifest).length - coming.missing.length, of: hashesOf(coming.manifest).length } }),
    };
  },
} as const satisfies Reads;

export const mapWrites = {
  /** From now on this map is fetched, in place of any other. `data`: its manifest as JSON, whose SHA-256 is its version. */
  'map.begin': (
    db: WritableDb,
    { version, data, at }: { readonly version: string; readonly data: Uint8Array; readonly at: string },
  ): void => {
    const manifest = mapManifest.parse(parseJson(data));
    keepWholeBlob(db, { hash: version, data, type: MANIFEST_TYPE, at });
    holdBlobs(db, 'map/coming', [version, ...hashesOf(manifest)]);
  },

  /** Keeps a part whose hash has been proven. */
  'map.keepPart': (db: WritableDb, { hash, data, at }: { readonly hash: string; readonly data: Uint8Array; readonly at: string }): void =>
    keepWholeBlob(db, { hash, data, type: PART_TYPE, at }),

  /** The map that comes is shown, once it is whole; what only the last one needed goes in time. False: a part is missing. */
  'map.show': (db: WritableDb, _: null): boolean => {
    const coming = heldMap(db, 'map/coming');
    if (coming === undefined) return false;
    const needed = [coming.version, ...hashesOf(coming.manifest)];
    if (!hasBlobs(db, needed)) return false;
    holdBlobs(db, 'map/shown', needed);
    holdBlobs(db, 'map/coming', []);
    db.touch('storm');
    return true;
  },
} as const satisfies Writes;

type OwnReads = typeof mapReads;
type OwnWrites = typeof mapWrites;
declare module '../../../store/store.ts' {
  interface StoreReads extends OwnReads {}
  interface StoreWrites extends OwnWrites {}
}
