import type { Attachment } from '../../../contracts/domain/blob.ts';
import { MAX_WHOLE_BYTES } from '../../../contracts/domain/blob-limits.ts';
import { readBlob } from '../blobs.ts';
import { isImage, mayDecode } from './imageSize.ts';

/** Whether an image that is on this laptop may be shown: of a size that can be decoded, by its own first bytes. Rejects when it cannot be read. */
export const canShow = async ({ hash, type, bytes }: Attachment): Promise<boolean> => {
  if (!isImage(type) || bytes > MAX_WHOLE_BYTES) return false;
  return mayDecode(type, await beginningOf(hash));
};

/** The first megabyte at most: what lies before the size in a photograph is far less. */
const beginningOf = async (hash: string): Promise<Uint8Array> => {
  const reader = readBlob(hash).getReader();
  try {
    return (await reader.read()).value ?? new Uint8Array();
  } finally {
    void reader.cancel();
  }
};

/** Text as far as it is shown; more of it is no reading matter. */
export const SHOWN_TEXT_BYTES = 512 * 1024;

/** The beginning of a text file. What is no UTF-8 stands as replacement characters. Rejects when it cannot be read. */
export const readText = async (hash: string): Promise<string> =>
  new TextDecoder().decode((await beginningOf(hash)).subarray(0, SHOWN_TEXT_BYTES));
