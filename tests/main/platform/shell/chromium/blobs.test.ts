import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPageStreams, type PageStreams } from '../../../../../main/platform/ipc/page-streams.ts';
import type { Store } from '../../../../../main/store/store.ts';
import { createReceivers } from '../../../../../main/sync/blobs/receive.ts';
import { blobRoute } from '../../../../../main/sync/blobs/route.ts';
import { openStoreIn } from '../../../support/store.ts';
import { MB } from '../../../sync/blobs/support.ts';
import { DIGEST, loadBlobPage, MAKE } from './blob-page.ts';
import { bundle, type OpenShell, openShell } from './harness.ts';

describe('blobs of the page in Chromium', () => {
  let built: Awaited<ReturnType<typeof bundle>>;
  let open: OpenShell;
  let store: Store;
  let isOpen = true;
  let streams: PageStreams;
  let given = 0;
  let givenUp = false;
  /** An answer without an end. */
  const endless = async (): Promise<Response> =>
    new Response(
      new ReadableStream({
        pull(controller) {
          given += MB;
          controller.enqueue(new Uint8Array(MB));
        },
        cancel() {
          givenUp = true;
        },
      }),
    );
  beforeAll(async () => {
    built = await bundle();
    store = await openStoreIn(join(built.dist, 'store'));
    open = await openShell(built.dist);
    streams = createPageStreams({ appOrigin: open.shell.appOrigin, open: async () => new PassThrough() });
    const limits = { maxBytes: 64 * MB, maxTotalBytes: 256 * MB };
    const receiverOf = createReceivers({ limits: () => limits, now: () => new Date() });
    const blobs = blobRoute({ store: () => (isOpen ? store : undefined), appOrigin: open.shell.appOrigin, receiverOf });
    await loadBlobPage(open, { '/blobs/': blobs, '/streams/': streams.serve, '/endless/': endless });
  }, 60_000);
  afterAll(async () => {
    await open?.close();
    await store?.close();
    built?.remove();
  });

  it('go in and come out again byte for byte, in pieces that each shell carries', async () => {
    const [kept, before, after] = await open.ask<[{ ok: boolean; value: { hash: string } }, string, string]>(`(async () => {
      const make = ${MAKE}, digest = ${DIGEST};
      const file = make(12 * 1024 * 1024 + 3);
      const kept = await blobs.keepBlob(file, 'application/octet-stream');
      const read = await new Response(blobs.readBlob(kept.value.hash)).arrayBuffer();
      return [kept, await digest(await file.arrayBuffer()), await digest(read)];
    })()`);
    expect(kept.ok).toBe(true);
    expect([kept.value.hash, after]).toEqual([before, before]);
  }, 120_000);

  it('of two files at once do not mix', async () => {
    const told = await open.ask<boolean[]>(`(async () => {
      const make = ${MAKE}, digest = ${DIGEST};
      const files = [make(3 * 1024 * 1024), make(2 * 1024 * 1024 + 1), make(5)];
      const kept = await Promise.all(files.map((file) => blobs.keepBlob(file, 'application/octet-stream')));
      return Promise.all(files.map(async (file, i) => kept[i].value.hash === await digest(await file.arrayBuffer())));
    })()`);
    expect(told).toEqual([true, true, true]);
  });

  it('are shown as a picture, and heard from any place of a recording without the rest', async () => {
    const seconds = 40;
    const rate = 48_000;
    const recording = Buffer.concat([wavHeader(seconds * rate * 2, rate), randomBytes(seconds * rate * 2)]);
    const kept = await open.ask<{ duration: number; at: number; width: number }>(`(async () => {
      const bytes = Uint8Array.fromBase64(${JSON.stringify(recording.toString('base64'))});
      const kept = await blobs.keepBlob(new Blob([bytes]), 'audio/wav');
      const video = document.createElement('video');
      document.body.append(video);
      const on = (name) => new Promise((resolve, reject) => { video.addEventListener(name, resolve, { once: true }); video.addEventListener('error', () => reject(new Error(video.error.message)), { once: true }); });
      const loaded = on('loadedmetadata');
      video.src = blobs.blobUrl(kept.value.hash);
      await loaded;
      const sought = on('seeked');
      video.currentTime = 35;
      await sought;
      const canvas = new OffscreenCanvas(7, 5);
      canvas.getContext('2d').fillRect(0, 0, 1, 1);
      const picture = await blobs.keepBlob(await canvas.convertToBlob({ type: 'image/png' }), 'image/png');
      const image = new Image();
      image.src = blobs.blobUrl(picture.value.hash);
      await image.decode();
      return { duration: video.duration, at: video.currentTime, width: image.naturalWidth };
    })()`);
    expect(kept).toEqual({ duration: seconds, at: 35, width: 7 });
  }, 60_000);

  it('stream both ways at once over a duplex, and the stream ends at a lock', async () => {
    const [before, after, closed] = await open.ask<[string, string, string]>(`(async () => {
      const digest = ${DIGEST};
      const bytes = new Uint8Array(await (${MAKE})(3 * 1024 * 1024 + 5).arrayBuffer());
      const echo = await streams.openStream('echo');
      const writer = echo.writable.getWriter();
      const wrote = writer.write(bytes).then(() => writer.close());
      const read = await new Response(echo.readable).arrayBuffer();
      await wrote;
      globalThis.left = await streams.openStream('echo');
      return [await digest(bytes), await digest(read), String(left !== undefined)];
    })()`);
    expect([after, closed]).toEqual([before, 'true']);
    streams.closeAll();
    expect(await open.ask("left.readable.getReader().read().then(() => 'open', () => 'closed')")).toBe('closed');
  }, 60_000);

  it('whose answer never ends are given up, and take no memory for ever', async () => {
    expect(await open.ask("fetch('/endless/').then((answer) => answer.status)")).toBe(500);
    expect([givenUp, given < 64 * MB]).toEqual([true, true]);
  });

  it('say in a closed word why not, and go no further once the work is closed', async () => {
    const ask = (body: string) => open.ask<string>(`(async () => { const make = ${MAKE}; ${body} })()`);
    expect(await ask("return (await blobs.keepBlob(make(1000), 'image/png')).code")).toBe('TypeMismatch');
    expect(await ask("return (await blobs.keepBlob({ size: 65 * 1024 * 1024 }, 'image/png')).code")).toBe('BlobTooLarge');
    const hash = await ask("return (await blobs.keepBlob(make(1000), 'text/plain')).value.hash");
    isOpen = false;
    expect(await ask("return (await blobs.keepBlob(make(1000), 'image/png')).code")).toBe('NotFound');
    expect(await ask(`return new Response(blobs.readBlob('${hash}')).arrayBuffer().catch(() => 'closed')`)).toBe('closed');
    isOpen = true;
  });
});

/** RIFF WAVE, PCM, mono, 16 bits. */
const wavHeader = (bytes: number, rate: number): Buffer => {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + bytes, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  for (const [value, at] of [
    [16, 16],
    [rate, 24],
    [rate * 2, 28],
    [bytes, 40],
  ] as const)
    header.writeUInt32LE(value, at);
  for (const [value, at] of [
    [1, 20],
    [1, 22],
    [2, 32],
    [16, 34],
  ] as const)
    header.writeUInt16LE(value, at);
  header.write('data', 36, 'latin1');
  return header;
};
