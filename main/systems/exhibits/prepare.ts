import type { z } from 'zod';
import type { exhibits } from '../../../contracts/ipc/exhibits.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import type { Store } from '../../store/store.ts';
import { keepBytes } from '../../sync/blobs/keep.ts';
import { readBlob } from '../../sync/blobs/read.ts';
import type { Receiver } from '../../sync/blobs/receive.ts';
import { viewCopyOf } from './picture/jpeg.ts';

/** A photograph of which a copy is made: held whole in main's memory, twice, for as long as that takes. No camera of the force's writes more. */
const MOST_PHOTOGRAPH_BYTES = 40 * 1024 * 1024;
const JPEG = 'image/jpeg';

type Call = (typeof exhibits)['calls']['prepare'];

/**
 * What is found of a kept file before it is an exhibit. Its hash was made of the bytes as they came; of a JPEG, the copy that is shown is made
 * from them and kept beside them. Nothing else is opened, whatever it holds.
 */
export const prepareFile = async ({
  hash,
  store,
  receiver,
  mostBytes = MOST_PHOTOGRAPH_BYTES,
}: {
  readonly hash: string;
  readonly store: Store;
  readonly receiver: Receiver;
  readonly mostBytes?: number;
}): Promise<Result<z.infer<Call['response']>, Call['errors'][number]>> => {
  const blob = await store.read('blob.info', { hash });
  if (blob === undefined) return fail('NotFound');
  const sameFile = await store.read('exhibits.sameFile', { hash });
  if (blob.type !== JPEG) return ok({ sameFile });
  if (blob.bytes > mostBytes) return ok({ sameFile, noView: 'tooLarge' });
  const whole = new Uint8Array(blob.bytes);
  let at = 0;
  for await (const part of readBlob(store, { hash, bytes: blob.bytes })) {
    whole.set(part, at);
    at += part.byteLength;
  }
  const copy = viewCopyOf(whole);
  if (copy === undefined) return ok({ sameFile, noView: 'unreadable' });
  const kept = await keepBytes(receiver, copy.bytes, JPEG);
  if (!kept.ok) return fail('NoRoom');
  const { camera } = copy;
  // A picture into which nothing was written is its own copy.
  return ok({ sameFile, camera, ...(kept.value.hash === hash ? {} : { view: kept.value }) });
};
