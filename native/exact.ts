/**
 * A copy with a backing store of its own. Electron sends the whole ArrayBuffer behind a view, and a small Buffer is a view of
 * a pool that holds its neighbours, PINs included; so nothing leaves this process that is not exact.
 */
export function exact(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

/** Every byte array inside plain data made exact. */
export function exactDeep(value: unknown): unknown {
  if (value instanceof Uint8Array) return exact(value);
  if (Array.isArray(value)) return value.map(exactDeep);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, exactDeep(inner)]));
}

/** Bytes that plain data would take on the wire, near enough to bound it: byte arrays and strings. */
export function sizeOf(value: unknown): number {
  if (value instanceof Uint8Array) return value.byteLength;
  if (typeof value === 'string') return value.length * 2;
  if (typeof value !== 'object' || value === null) return 8;
  return Object.values(value).reduce((sum: number, inner) => sum + sizeOf(inner), 0);
}
