// No schemas here, since the window reads it too.

/** The piece of a clip that is proven by itself: at 20 Mbit/s it comes in 26 ms. */
export const CLIP_LEAF_BYTES = 64 * 1024;
/** A camera's longest shift in one file. Its tree is 16 MiB at HQ. */
export const MAX_CLIP_BYTES = 16 * 1024 * 1024 * 1024;

/** The longest note of a mark, in UTF-16 code units. */
export const CLIP_MARK_LENGTH = 500;
/** As many leaves as one answer of HQ's carries. */
export const MAX_CLIP_LEAVES = 8;

/** How many leaves a clip of so many bytes has. */
export const leafCount = (bytes: number): number => Math.ceil(bytes / CLIP_LEAF_BYTES);
/** The length of its leaf: full, but for the last. 0 for one that it has not. */
export const leafLength = (bytes: number, leaf: number): number => Math.max(0, Math.min(CLIP_LEAF_BYTES, bytes - leaf * CLIP_LEAF_BYTES));
