import type { z } from 'zod';
import type { OtherField, OtherFields } from '../../contracts/domain/growing.ts';
import { cutShort } from '../../contracts/domain/text.ts';
import type { KindOf, System } from '../../contracts/hq/feeds.ts';
import { type FeedKinds, feedKinds } from '../../contracts/systems/index.ts';

/** As many as the contract lets one item show, and what one of them may take. */
const MOST_SHOWN = 50;
const LONGEST_VALUE = 4000;
const LONGEST_NAME = 200;

type BodyOf<S extends System, K extends KindOf<S>> = FeedKinds[S][K] extends z.ZodType<infer Body> ? Body : never;

/**
 * What a feed gave, with what the contract makes of it in its place: fields that only a newer HQ knows stay beside those that are known.
 * `given` is bounded as every line of a feed is, in bytes and depth (line.ts).
 */
export const withOthers = (given: unknown, parsed: unknown): unknown => {
  if (Array.isArray(given) && Array.isArray(parsed)) return parsed.map((part, index) => withOthers(given[index], part));
  if (!isObject(given) || !isObject(parsed)) return parsed;
  const known = Object.entries(parsed).map(([name, part]) => [name, withOthers(ownOf(given, name), part)]);
  return Object.fromEntries([...Object.entries(given), ...known]);
};

/** An item as it is stored, apart: what this version's contract names, and the other fields, for show, if there are any. */
export const splitOthers = <S extends System, K extends KindOf<S>>(
  system: S,
  kind: K,
  body: object,
): { readonly known: BodyOf<S, K>; readonly other?: OtherFields } => {
  const parsed = (feedKinds[system][kind] as z.ZodType<BodyOf<S, K>>).safeParse(body);
  // Stored by a version with another contract: as it is, until its next version comes.
  if (!parsed.success) return { known: body as BodyOf<S, K> };
  const found: OtherField[] = [];
  let more = 0;
  for (const field of othersOf(body, parsed.data, [])) {
    if (found.length < MOST_SHOWN) found.push(field);
    else more += 1;
  }
  return { known: parsed.data, ...(found.length === 0 ? {} : { other: { fields: found, more } }) };
};

/** The fields of `given` that are not in `parsed`, in their order. */
function* othersOf(given: unknown, parsed: unknown, path: readonly string[]): Generator<OtherField, void, undefined> {
  if (Array.isArray(given) && Array.isArray(parsed)) {
    for (const [index, part] of given.entries()) yield* othersOf(part, parsed[index], [...path, String(index + 1)]);
  } else if (isObject(given) && isObject(parsed)) {
    for (const [name, part] of Object.entries(given)) {
      const at = [...path, cutShort(name, LONGEST_NAME)];
      if (Object.hasOwn(parsed, name)) yield* othersOf(part, parsed[name], at);
      else yield* flat(part, at);
    }
  }
}

/** Text and numbers alone are shown; a list of them is one field. */
function* flat(value: unknown, path: readonly string[]): Generator<OtherField, void, undefined> {
  if (Array.isArray(value) && value.every(isShown)) {
    if (value.length > 0) yield { path: [...path], value: cutShort(value.join(', '), LONGEST_VALUE) };
  } else if (Array.isArray(value)) {
    for (const [index, part] of value.entries()) yield* flat(part, [...path, String(index + 1)]);
  } else if (isObject(value)) {
    for (const [name, part] of Object.entries(value)) yield* flat(part, [...path, cutShort(name, LONGEST_NAME)]);
  } else if (isShown(value)) {
    yield { path: [...path], value: typeof value === 'string' ? cutShort(value, LONGEST_VALUE) : value };
  }
}

const isShown = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const ownOf = (object: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(object, name) ? object[name] : undefined;
