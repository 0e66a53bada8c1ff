/** The longest piece of a stream between main and the page (main/platform/ipc/page-streams.ts), either way. */
export const STREAM_PIECE_BYTES = 256 * 1024;
