import { createHash } from 'node:crypto';
import { partCount, partLength } from '../../../contracts/domain/blob-parts.ts';
import type { SealedWork } from '../../../contracts/domain/unsent.ts';
import { parseJson } from '../../platform/json.ts';
import type { Store } from '../../store/store.ts';
import type { Caller } from '../tunnel/call.ts';
import { NotAnsweredError } from './not-answered.ts';
import { openPart, sealedDigest } from './part-files.ts';
import { blobContent, ITEMS } from './seal-parts.ts';

/** The parts of one bundle at HQ, opened. Each method answers undefined when the part did not come to HQ, or is not the one vouched for. */
export interface PartReader {
  blob(digest: string, hash: string, part: number): Promise<Uint8Array | undefined>;
  /** JSON as its officer's laptop wrote it, still to be checked. */
  items(digest: string): Promise<unknown>;
  /** Zeroes the key. */
  close(): void;
}

/** Rejects when HQ does not answer: it is asked again another time. `key`: base64, as the voucher's work says it. */
export const createPartReader = (call: Caller<'shift'>, bundle: string, key: string): PartReader => {
  const own = new Uint8Array(Buffer.from(key, 'base64'));
  const fetched = async (digest: string): Promise<Uint8Array | undefined> => {
    const called = await call('unsentBundlePart', { segments: { id: bundle, digest } });
    if (called.kind === 'answered') return sealedDigest(called.value) === digest ? called.value : undefined;
    if (called.code === 'NotFound') return undefined;
    throw new NotAnsweredError(called.code);
  };
  return {
    async blob(digest, hash, part) {
      const sealed = await fetched(digest);
      return sealed && openPart(sealed, blobContent(hash, part), own);
    },
    async items(digest) {
      const sealed = await fetched(digest);
      const plain = sealed && openPart(sealed, ITEMS, own);
      return plain && parseJson(plain);
    },
    close: () => own.fill(0),
  };
};

/** One blob into the store, part by part, checked whole by its hash. One that is there already is left alone. */
export const importBlob = async (options: {
  readonly store: Store;
  readonly reader: PartReader;
  readonly blob: NonNullable<SealedWork['beside']>['blobs'][number];
  readonly maxTotalBytes: number;
  readonly at: Date;
}): Promise<'whole' | 'missing' | 'full'> => {
  const { store, reader, maxTotalBytes } = options;
  const { hash, bytes, type, parts } = options.blob;
  const at = options.at.toISOString();
  if ((await store.read('blob.info', { hash })) !== undefined) return 'whole';
  if (parts.length !== partCount(bytes)) return 'missing';
  const begun = await store.write('blob.begin', { bytes, type, at, maxTotalBytes });
  if (!begun.ok) return 'full';
  let isWhole = false;
  try {
    const digest = createHash('sha256');
    for (const [part, name] of parts.entries()) {
      const data = await reader.blob(name, hash, part);
      if (data?.byteLength !== partLength(bytes, part)) return 'missing';
      digest.update(data);
      if (!(await store.write('blob.append', { blob: begun.value, part, data })).ok) return 'missing';
    }
    isWhole = digest.digest('hex') === hash && (await store.write('blob.finish', { blob: begun.value, hash, at })).ok;
    return isWhole ? 'whole' : 'missing';
  } finally {
    if (!isWhole) await store.write('blob.drop', { blob: begun.value });
  }
};
