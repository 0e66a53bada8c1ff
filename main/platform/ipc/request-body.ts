/** The page sends from memory or from a file of this machine; whoever takes longer holds a buffer of ours. */
const BODY_TIMEOUT_MS = 30_000;

/**
 * A request's whole body, of at most `maxBytes`; undefined when it is longer, breaks off, or does not come in time. Read as it comes: not
 * much more than `maxBytes` is ever held, whatever its length was said to be.
 */
export const readRequestBody = async (request: Request, maxBytes: number, timeoutMs = BODY_TIMEOUT_MS): Promise<Uint8Array | undefined> => {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return undefined;
  if (request.body === null) return new Uint8Array();
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    void reader.cancel().catch(() => undefined);
  }, timeoutMs);
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      size += read.value.byteLength;
      chunks.push(read.value);
      if (size > maxBytes) break;
    }
  } catch {
    return undefined; // It broke off.
  } finally {
    clearTimeout(timer);
  }
  if (late || size > maxBytes) {
    void reader.cancel().catch(() => undefined);
    return undefined;
  }
  return new Uint8Array(Buffer.concat(chunks));
};

/**
 * Whether a request that changes something comes from our page: browsers name where it comes from in Origin (Fetch, "append a request
 * Origin header"), the nobody of a sandboxed frame as "null".
 */
export const isOwnRequest = (request: Request, appOrigin: string): boolean => {
  const origin = request.headers.get('origin');
  return origin === null || origin === appOrigin;
};
