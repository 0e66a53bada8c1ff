/** What it needs of an HTTP/2 stream of Node's. */
interface ResettableStream {
  close(code?: number, callback?: () => void): void;
  destroy(error?: Error): this;
}

/**
 * Makes a stream of `node:http2` send its RST_STREAM before it is forgotten. Both ends of the tunnel do this with every stream.
 *
 * Node 24 writes out what is queued before it submits a reset. Where that write fails at once, because the connection has just gone, the
 * stream can finish and be destroyed meanwhile; its reset is then never submitted, and nghttp2, which still has the stream, is given no
 * bytes and no end for it. At the next reset of another stream Node puts empty DATA frames into its memory without end, and the program
 * hangs until it has none. So a destroy that comes in the midst of a close waits until the close is through.
 */
export const resetFirst = <Stream extends ResettableStream>(stream: Stream): Stream => {
  const { close, destroy } = stream;
  let closing = 0;
  let waiting: { readonly error: Error | undefined } | undefined;
  stream.close = (code, callback) => {
    closing += 1;
    try {
      close.call(stream, code, callback);
    } finally {
      closing -= 1;
      if (closing === 0 && waiting !== undefined) {
        const { error } = waiting;
        waiting = undefined;
        destroy.call(stream, error);
      }
    }
  };
  stream.destroy = (error) => {
    if (closing === 0) return destroy.call(stream, error);
    waiting ??= { error };
    return stream;
  };
  return stream;
};
