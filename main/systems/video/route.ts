import { clipNumber } from '../../../contracts/domain/clip.ts';
import { CLIP_LEAF_BYTES } from '../../../contracts/domain/clip-parts.ts';
import { LockedError } from '../../platform/ipc/locked.ts';
import { rangeOf } from '../../platform/ipc/range.ts';
import type { ServeHandler } from '../../platform/shell/port.ts';
import type { VideoDesk } from './handlers.ts';

const PATH = /^\/video\/([A-Z0-9-]{1,20})$/;

/**
 * Serves /video/CLIP in ranges (contracts/ipc/video.ts), of the officer whose work is open: no byte that is not proven. 404 at the sign-in
 * screen, and for a clip that is not on this laptop. Where playing has to end it answers 403 and the window is told why.
 */
export const videoRoute = (desk: VideoDesk): ServeHandler => {
  return async (request) => {
    const id = clipNumber.safeParse(PATH.exec(new URL(request.url).pathname)?.[1]).data;
    if (id === undefined) return answer(404);
    if (request.method !== 'GET') return answer(405);
    try {
      const clip = await desk.clip(id);
      if (clip === undefined) return answer(404);
      const range = rangeOf(request.headers.get('range'), clip.bytes);
      if (range === 'whole') return answer(413);
      if (range === 'unsatisfiable') return new Response(null, { status: 416, headers: { 'content-range': `bytes */${clip.bytes}` } });
      const leaf = Math.floor(range.first / CLIP_LEAF_BYTES);
      const found = await desk.from(clip, leaf);
      if (!found.ok) return answer(403);
      const begin = leaf * CLIP_LEAF_BYTES;
      const pieces = Buffer.concat(found.value.map(({ data }) => data));
      // Less than was asked for may be answered; Content-Range says what it is (RFC 9110 §15.3.7).
      const body = new Uint8Array(pieces.subarray(range.first - begin, range.last + 1 - begin));
      return new Response(body, {
        status: 206,
        headers: {
          ...{ 'content-type': clip.type, 'accept-ranges': 'bytes', etag: `"${clip.root}"`, 'cache-control': 'no-store' },
          'content-range': `bytes ${range.first}-${range.first + body.byteLength - 1}/${clip.bytes}`,
          'content-length': String(body.byteLength),
        },
      });
    } catch (error) {
      if (error instanceof LockedError) return answer(404);
      throw error;
    }
  };
};

const answer = (status: number): Response => new Response(null, { status });
