/**
 * JSON with tags for what a structured clone carries and JSON does not, so that a payload means the same as over Electron's
 * IPC. Runs in main and in the page's isolated world; each brings its own base64. Keys whose value is undefined are dropped.
 */
export interface Base64 {
  readonly encode: (bytes: Uint8Array) => string;
  readonly decode: (text: string) => Uint8Array;
}
export interface Codec {
  /** Throws TypeError for a function or a symbol, as a structured clone does. */
  readonly encode: (value: unknown) => string;
  /** Throws when the text is not what `encode` writes. */
  readonly decode: (text: string) => unknown;
}

type Tag = 'date' | 'bytes' | 'map' | 'set' | 'bigint' | 'undefined' | 'object';
interface Tagged {
  readonly $t: Tag;
  readonly v?: unknown;
}

/** BigInt() takes quadratic time, and no number of ours is longer. */
const MAX_BIGINT_DIGITS = 100;

export const createCodec = (base64: Base64): Codec => ({
  encode: (value) =>
    JSON.stringify(value, function (this: Record<string, unknown>, key, converted: unknown) {
      // The holder's own value: JSON has already turned a Date into text in the second argument.
      return tag(this[key], base64) ?? converted;
    }),
  decode: (text) => JSON.parse(text, (_key, value: unknown) => (isTagged(value) ? untag(value, base64) : value)),
});

const tag = (value: unknown, base64: Base64): Tagged | undefined => {
  if (value === undefined) return { $t: 'undefined' };
  if (typeof value === 'bigint') return { $t: 'bigint', v: value.toString() };
  if (typeof value === 'function' || typeof value === 'symbol') throw new TypeError('An object could not be cloned.');
  if (typeof value !== 'object' || value === null) return undefined;
  if (value instanceof Date) return { $t: 'date', v: value.getTime() };
  if (value instanceof Uint8Array) return { $t: 'bytes', v: base64.encode(value) };
  if (value instanceof Map) return { $t: 'map', v: [...value] };
  if (value instanceof Set) return { $t: 'set', v: [...value] };
  // Data that happens to look like a tag.
  return isTagged(value) ? { $t: 'object', v: Object.entries(value) } : undefined;
};

const isTagged = (value: unknown): value is Tagged => typeof value === 'object' && value !== null && '$t' in value;

const untag = ({ $t, v }: Tagged, base64: Base64): unknown => {
  switch ($t) {
    case 'undefined':
      return undefined;
    case 'date':
      return new Date(Number(v));
    case 'bigint':
      if (typeof v !== 'string' || v.length > MAX_BIGINT_DIGITS) throw new TypeError('bigint');
      return BigInt(v);
    case 'bytes':
      if (typeof v !== 'string') throw new TypeError('bytes');
      return base64.decode(v);
    case 'map':
      return new Map(pairs(v));
    case 'set':
      return new Set(list(v));
    case 'object':
      return Object.fromEntries(pairs(v));
    default:
      throw new TypeError('unknown tag');
  }
};

const list = (value: unknown): readonly unknown[] => {
  if (!Array.isArray(value)) throw new TypeError('list');
  return value;
};
const pairs = (value: unknown): readonly (readonly [string, unknown])[] =>
  list(value).map((pair) => {
    const [key, entry] = list(pair);
    return [key as string, entry] as const;
  });
