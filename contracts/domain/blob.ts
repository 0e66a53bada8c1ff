import { z } from 'zod';
import { mendText } from './text.ts';

/** SHA-256 of the bytes, lower-case hexadecimal: the one name of a blob, here and at HQ. */
export const blobHash = z.string().regex(/^[0-9a-f]{64}$/);

/** As many as one command may carry. */
export const MAX_BLOBS_OF_COMMAND = 20;
/** The longest blob there may be, whatever a policy says: HQ takes none longer. */
export const MAX_BLOB_BYTES = 1024 * 1024 * 1024;

/** A media type without parameters (RFC 6838 §4.2), lower case. */
export const mediaType = z
  .string()
  .max(127)
  .regex(/^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/);

const FILE_NAME_LENGTH = 120;
/** Direction marks, embeddings and isolates, and what is drawn as nothing: with them "exe.jpg" reads as "gpj.exe". */
const UNSEEN = /[\p{Cf}\p{Zl}\p{Zp}\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;
/** What Windows takes in no name. */
const FORBIDDEN = /[<>:"|?*]/g;
/** Devices, whatever follows the dot (Win32 "Naming Files"). */
const DEVICES = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i;

/**
 * A file's own name, of whatever it was called: no folders, nothing that cannot be seen, nothing that Windows or Linux takes for more
 * than a name. Of what is too long the extension stays. `file` where nothing is left.
 */
export const safeFileName = (given: string): string => {
  const base = mendText(given).split(/[\\/]/).at(-1) ?? '';
  const name = base
    .replace(UNSEEN, '')
    .replace(FORBIDDEN, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[ .]+|[ .]+$/g, '')
    .replace(DEVICES, '_$1');
  const extension = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - extension.length).slice(0, FILE_NAME_LENGTH - extension.length);
  return `${stem}${extension}`.toWellFormed() || 'file';
};

/** What a command, an item or a draft says of a blob that it carries. */
export const attachment = z.object({
  hash: blobHash,
  bytes: z.number().int().min(1).max(MAX_BLOB_BYTES),
  type: mediaType,
  name: z.string().max(1000).overwrite(safeFileName).min(1),
});
export type Attachment = z.infer<typeof attachment>;

/** What one record carries. */
export const attachments = z.array(attachment).max(MAX_BLOBS_OF_COMMAND);

/** No record of a contract nests deeper; of what a newer HQ adds, no more is looked through. */
const MOST_DEPTH = 10;

/** Every attachment that a payload or an item names, in whichever of its fields, each once. Of what is no attachment, nothing. */
export const attachmentsIn = (value: unknown): readonly Attachment[] => {
  const found = new Map<string, Attachment>();
  const look = (part: unknown, depth: number): void => {
    if (typeof part !== 'object' || part === null || depth > MOST_DEPTH) return;
    const read = attachment.safeParse(part).data;
    if (read === undefined) for (const inner of Object.values(part)) look(inner, depth + 1);
    else if (!found.has(read.hash)) found.set(read.hash, read);
  };
  look(value, 0);
  return [...found.values()];
};
