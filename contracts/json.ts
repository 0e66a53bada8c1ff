import { mendText } from './domain/text.ts';

/** Deeper than any value of ours: what walks deeper JSON runs out of stack. */
const MAX_JSON_DEPTH = 40;

type JsonFault = 'TooDeep' | 'TextMalformed';

/**
 * Why a parsed JSON value cannot be stored; undefined for one that can. Every string in it, names too, must be well-formed UTF-16
 * without NUL: PostgreSQL's jsonb and text hold no other.
 */
export const faultOfJson = (value: unknown, depth = 0): JsonFault | undefined => {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0') ? undefined : 'TextMalformed';
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth >= MAX_JSON_DEPTH) return 'TooDeep';
  const parts = Array.isArray(value) ? value : Object.entries(value).flat();
  for (const part of parts) {
    const fault = faultOfJson(part, depth + 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
};

/** The same value with every text in it mended (mendText). For values that are not TooDeep. */
export const mendJson = (value: unknown): unknown => {
  if (typeof value === 'string') return mendText(value);
  if (Array.isArray(value)) return value.map(mendJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [mendText(name), mendJson(part)]));
};
