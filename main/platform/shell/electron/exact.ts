/** Deeper than any message of ours; a circle ends here. */
const MAX_DEPTH = 64;

/**
 * Copies a message so that every buffer in it has exactly its own bytes. V8's serializer, as Electron sets it up, sends the
 * whole ArrayBuffer behind a view, and a small Buffer shares its 8 KiB with its neighbours: keys and PINs among them.
 */
export const exact = (value: unknown, depth = 0): unknown => {
  if (depth > MAX_DEPTH) throw new TypeError('message too deep');
  if (value instanceof Uint8Array)
    return value.byteLength === value.buffer.byteLength && !Buffer.isBuffer(value) ? value : new Uint8Array(value);
  if (ArrayBuffer.isView(value)) throw new TypeError('only Uint8Array may be sent');
  if (value === null || typeof value !== 'object' || value instanceof Date || value instanceof ArrayBuffer) return value;
  if (Array.isArray(value)) return value.map((item) => exact(item, depth + 1));
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [exact(key, depth + 1), exact(item, depth + 1)]));
  if (value instanceof Set) return new Set([...value].map((item) => exact(item, depth + 1)));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, exact(item, depth + 1)]));
};
