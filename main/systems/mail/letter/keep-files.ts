import { type Attachment, attachment, mediaType } from '../../../../contracts/domain/blob.ts';
import { MAX_BLOBS_OF_COMMAND } from '../../../../contracts/domain/blob-limits.ts';
import { LETTER_FILES_BYTES } from '../../../../contracts/domain/letter.ts';
import { keepBytes } from '../../../sync/blobs/keep.ts';
import type { Receiver } from '../../../sync/blobs/receive.ts';
import type { MessageFile } from '../reader/protocol.ts';

/** What of a message's files another letter can carry, and the names of those that it cannot. */
export interface KeptFiles {
  readonly attachments: Attachment[];
  readonly leftOut: string[];
}

const OTHER_TYPE = 'application/octet-stream';

/**
 * Keeps files of a message on this laptop, as if they had been attached here: as many as one letter carries, in their order. Each once,
 * however often it is there. Rejects as the store does.
 */
export const keepFiles = async (receiver: Receiver, files: readonly MessageFile[]): Promise<KeptFiles> => {
  const kept = new Map<string, Attachment>();
  const leftOut: string[] = [];
  let bytes = 0;
  for (const file of files) {
    const fits = kept.size < MAX_BLOBS_OF_COMMAND && bytes + file.bytes.byteLength <= LETTER_FILES_BYTES;
    const one = fits ? await keepFile(receiver, file) : undefined;
    if (one === undefined) leftOut.push(file.name);
    else if (!kept.has(one.hash)) {
      kept.set(one.hash, one);
      bytes += one.bytes;
    }
  }
  return { attachments: [...kept.values()], leftOut };
};

/** Undefined where the laptop does not take it: it is empty, or there is no room. What is not what its sender says is kept as bytes. */
const keepFile = async (receiver: Receiver, { name, type, bytes }: MessageFile): Promise<Attachment | undefined> => {
  if (bytes.byteLength === 0) return undefined;
  const said = mediaType.safeParse(type).data ?? OTHER_TYPE;
  const first = await keepBytes(receiver, bytes, said);
  const kept = !first.ok && first.code === 'TypeMismatch' ? await keepBytes(receiver, bytes, OTHER_TYPE) : first;
  return kept.ok ? attachment.parse({ ...kept.value, name }) : undefined;
};
