import { mendText } from './domain/text.ts';

/** Deeper than any value of ours: what walks deeper JSON runs out of stack. */
const MAX_JSON_DEPTH = 40;

type JsonFault = 'TooDeep' | 'TextMalformed';

/**
 * Why a parsed JSON value cannot be stored; undefined for one that can. TooDeep is reported before all else: such a value may not be walked.
 * TextMalformed: every string in it, names too, must be well-formed UTF-16 without NUL, for PostgreSQL's jsonb and text hold no other.
 */
export const faultOfJson = (value: unknown, depth = 0): JsonFault | undefined => {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0') ? undefined : 'TextMalformed';
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth >= MAX_JSON_DEPTH) return 'TooDeep';
  const parts = Array.isArray(value) ? value : Object.entries(value).flat();
  let found: JsonFault | undefined;
  for (const part of parts) {
    const fault = faultOfJson(part, depth + 1);
    if (fault === 'TooDeep') return fault;
    found ??= fault;
  }
  return found;
};

/** Whether nothing in a JSON value lies deeper than `depth`: a text lies at 0, a list of texts holds them at 1. */
export const isWithinDepth = (value: unknown, depth: number): boolean =>
  typeof value !== 'object' || value === null || (depth > 0 && Object.values(value).every((part) => isWithinDepth(part, depth - 1)));

/** The same value with every text in it mended (mendText). Of one that is TooDeep, what lies too deep is null. */
export const mendJson = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return mendText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_JSON_DEPTH) return null;
  if (Array.isArray(value)) return value.map((part) => mendJson(part, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [mendText(name), mendJson(part, depth + 1)]));
};

/** Whether two JSON values are one, whatever the order of their fields; a field that is undefined is none. */
export const isSame = (one: unknown, other: unknown): boolean => {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [left, right] = [namesOf(one), namesOf(other)];
  return (
    left.length === right.length && left.every((name) => Object.hasOwn(other, name) && isSame((one as Named)[name], (other as Named)[name]))
  );
};
type Named = Readonly<Record<string, unknown>>;
const namesOf = (value: object): readonly string[] => Object.entries(value).flatMap(([name, part]) => (part === undefined ? [] : [name]));
