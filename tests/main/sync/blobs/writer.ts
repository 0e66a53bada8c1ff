/** Writes blobs into a store until it is killed, saying the hash of each once it has been acknowledged. */
import { randomBytes } from 'node:crypto';
import { BLOB_PART_BYTES, partCount } from '../../../../contracts/domain/blob-parts.ts';
import { openStore } from '../../../../main/store/open.ts';
import { createReceiver } from '../../../../main/sync/blobs/receive.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new TypeError('usage: writer.ts FOLDER');
const store = await openStore(new URL('../../../../main/app/store-worker.ts', import.meta.url))({
  folder,
  key: new Uint8Array(32).fill(7),
});
const limits = { maxBytes: 2 ** 30, maxTotalBytes: 2 ** 34 };
const receiver = createReceiver({ store, limits: () => limits, now: () => new Date() });
process.stdout.write('begun\n');
for (;;) {
  const blob = randomBytes(5 * BLOB_PART_BYTES + 77);
  const begun = await receiver.begin({ bytes: blob.byteLength, type: 'application/octet-stream' });
  if (!begun.ok) throw new Error(begun.code);
  for (let part = 0; part < partCount(blob.byteLength); part += 1) {
    const kept = await receiver.part(begun.value, part, blob.subarray(part * BLOB_PART_BYTES, (part + 1) * BLOB_PART_BYTES));
    if (!kept.ok) throw new Error(kept.code);
    process.stdout.write('part\n');
  }
  const finished = await receiver.finish(begun.value);
  if (finished.ok) process.stdout.write(`${finished.value.hash}\n`);
}
