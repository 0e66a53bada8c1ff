// No schemas here, since the window reads it too.

/** The piece in which a blob is written, read and sealed: so small that no statement holds up the store. */
export const BLOB_PART_BYTES = 256 * 1024;
/** How many parts a blob of so many bytes has. */
export const partCount = (bytes: number): number => Math.ceil(bytes / BLOB_PART_BYTES);
/** The length of its part: full, but for the last. 0 for a part that it has not. */
export const partLength = (bytes: number, part: number): number => Math.max(0, Math.min(BLOB_PART_BYTES, bytes - part * BLOB_PART_BYTES));
