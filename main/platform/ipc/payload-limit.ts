/**
 * What one call may carry. The largest honest request is a note of a few thousand words; files go over the app origin,
 * never through here. A page that was taken over must not be able to fill main's memory or keep its thread.
 */
export const REQUEST_LIMITS = { bytes: 256 * 1024, values: 20_000, depth: 16 } as const;

/**
 * Tells whether a decoded value stays within `limits`: bytes of its strings (two a character, as V8 may keep them) and
 * buffers, number of values, depth. Stops at the first excess, so that measuring costs no more than the limit.
 */
export const isWithin = (value: unknown, limits: typeof REQUEST_LIMITS = REQUEST_LIMITS): boolean => {
  let bytes = 0;
  let values = 0;
  const fits = (item: unknown, depth: number): boolean => {
    values += 1;
    if (values > limits.values || depth > limits.depth) return false;
    if (typeof item === 'string') bytes += item.length * 2;
    else if (typeof item === 'bigint') bytes += item.toString(16).length;
    else if (ArrayBuffer.isView(item) || item instanceof ArrayBuffer) bytes += item.byteLength;
    else if (item instanceof Map) return [...item].every(([key, entry]) => fits(key, depth + 1) && fits(entry, depth + 1));
    else if (item instanceof Set || Array.isArray(item)) return [...item].every((entry) => fits(entry, depth + 1));
    else if (typeof item === 'object' && item !== null) {
      return Object.entries(item).every(([key, entry]) => fits(key, depth + 1) && fits(entry, depth + 1));
    }
    return bytes <= limits.bytes;
  };
  return fits(value, 0);
};
