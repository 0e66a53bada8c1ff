import { join } from 'node:path';
import { openStore } from '../../main/store/open.ts';
import { createReceivers } from '../../main/sync/blobs/receive.ts';
import { blobRoute } from '../../main/sync/blobs/route.ts';
import { DIGEST, loadBlobPage, MAKE } from '../main/platform/shell/chromium/blob-page.ts';
import { bundle, openShell } from '../main/platform/shell/chromium/harness.ts';
import { atMost, type Result, told } from './result.ts';

const MIB = 1024 * 1024;
const FILE_BYTES = 50 * MIB;
const LIMITS = { maxBytes: 64 * MIB, maxTotalBytes: 256 * MIB };
/** Much less than the file: main holds some parts of it, and what V8 has not collected. */
const MOST_MEMORY_MIB = 40;
const SAMPLE_MS = 20;

/** A file of 50 MB from the page into the encrypted store and out again, in the Chromium shell, and the memory that main takes for it. */
export const benchBlobs = async (): Promise<readonly Result[]> => {
  const built = await bundle();
  const store = await openStore(new URL('../../main/app/store-worker.ts', import.meta.url))({
    folder: join(built.dist, 'store'),
    key: new Uint8Array(32).fill(7),
  });
  const open = await openShell(built.dist);
  try {
    await loadBlobPage(open, {
      '/blobs/': blobRoute({
        store: () => store,
        appOrigin: open.shell.appOrigin,
        receiverOf: createReceivers({ limits: () => LIMITS, now: () => new Date() }),
      }),
    });
    const run = (bytes: number) =>
      open.ask<{ readonly keep: number; readonly read: number; readonly same: boolean }>(`(async () => {
        const digest = ${DIGEST};
        const file = (${MAKE})(${bytes});
        const begun = performance.now();
        const kept = await blobs.keepBlob(file, 'application/octet-stream');
        const between = performance.now();
        const read = await new Response(blobs.readBlob(kept.value.hash)).arrayBuffer();
        const ended = performance.now();
        return { keep: between - begun, read: ended - between, same: await digest(read) === kept.value.hash };
      })()`);
    await run(8 * MIB); // What is loaded and grown once is not the file's.
    const before = process.memoryUsage().rss;
    let most = before;
    const sampler = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, SAMPLE_MS);
    const { keep, read, same } = await run(FILE_BYTES);
    clearInterval(sampler);
    if (!same) throw new Error('the file came back changed');
    const megabytes = FILE_BYTES / MIB;
    return [
      told('50 MB from the page into the store', (megabytes / keep) * 1000, 'MiB/s'),
      told('50 MB from the store to the page', (megabytes / read) * 1000, 'MiB/s'),
      atMost(MOST_MEMORY_MIB, 'main grows while 50 MB go in and out', (most - before) / MIB, 'MiB'),
    ];
  } finally {
    await open.close();
    await store.close();
    built.remove();
  }
};
