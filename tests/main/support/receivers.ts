import { createReceivers } from '../../../main/sync/blobs/receive.ts';

const MB = 1024 * 1024;

/** What takes files into a store, with room for some. */
export const receiverOf = createReceivers({ limits: () => ({ maxBytes: 64 * MB, maxTotalBytes: 128 * MB }), now: () => new Date() });
