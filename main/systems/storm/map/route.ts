import { MAX_RANGE_BYTES } from '../../../../contracts/domain/blob-limits.ts';
import { rangeOf } from '../../../platform/ipc/range.ts';
import type { ServeHandler } from '../../../platform/shell/port.ts';
import { StoreError } from '../../../store/error.ts';
import type { Store } from '../../../store/store.ts';
import type { KeptMap } from './repository.ts';

const PATH = /^\/map\/([0-9a-f]{64})$/;

/**
 * Serves /map/VERSION, a PMTiles archive, in ranges of at most MAX_RANGE_BYTES (RFC 9110 §14), of the officer whose work is open. 404 at the
 * sign-in screen, and for every version but the one that is shown.
 */
export const mapRoute = ({ store }: { readonly store: () => Store | undefined }): ServeHandler => {
  const known = new WeakMap<Store, KeptMap>();
  /** The manifest of a large map is long: it is read once a version. */
  const shown = async (open: Store, version: string): Promise<KeptMap | undefined> => {
    const last = known.get(open);
    if (last?.version === version) return last;
    const map = await open.read('map.shown', null);
    if (map !== undefined) known.set(open, map);
    return map?.version === version ? map : undefined;
  };
  return async (request) => {
    const open = store();
    const version = PATH.exec(new URL(request.url).pathname)?.[1];
    if (open === undefined || version === undefined) return answer(404);
    if (request.method !== 'GET') return answer(405);
    try {
      const map = await shown(open, version);
      return map === undefined ? answer(404) : await rangeAnswer(open, map, request.headers.get('range'));
    } catch (error) {
      if (error instanceof StoreError && error.code === 'StoreClosed') return answer(404);
      throw error;
    }
  };
};

const rangeAnswer = async (store: Store, { version, manifest }: KeptMap, header: string | null): Promise<Response> => {
  const range = rangeOf(header, manifest.bytes);
  if (range === 'whole') return answer(413);
  if (range === 'unsatisfiable') return new Response(null, { status: 416, headers: { 'content-range': `bytes */${manifest.bytes}` } });
  const { first } = range;
  const last = Math.min(range.last, first + MAX_RANGE_BYTES - 1);
  const pieces: Uint8Array[] = [];
  let begin = 0;
  for (const { hash, bytes } of manifest.parts) {
    if (begin <= last && begin + bytes > first) {
      const data = await store.read('blob.part', { hash, part: 0 });
      if (data?.byteLength !== bytes) return answer(404);
      pieces.push(data.subarray(Math.max(0, first - begin), Math.min(bytes, last - begin + 1)));
    }
    begin += bytes;
  }
  return new Response(new Uint8Array(Buffer.concat(pieces)), {
    status: 206,
    headers: {
      ...{ 'content-type': 'application/vnd.pmtiles', 'accept-ranges': 'bytes', etag: `"${version}"` },
      ...{ 'content-range': `bytes ${first}-${last}/${manifest.bytes}`, 'content-length': String(last - first + 1) },
    },
  });
};

const answer = (status: number): Response => new Response(null, { status });
