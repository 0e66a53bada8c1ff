import type { z } from 'zod';
import type { KindOf, System } from '../../contracts/hq/feeds.ts';
import { type FeedKinds, feedKinds } from '../../contracts/systems/index.ts';
import type { ItemDescription } from '../store/items.ts';
import { withOthers } from './other-fields.ts';

type BodyOf<S extends System, K extends KindOf<S>> = FeedKinds[S][K] extends z.ZodType<infer Body> ? Body : never;

/** What a system knows of one kind of its items. */
interface Describer<Body> {
  /** The item's own number, which must be the one that the feed calls it by. */
  readonly idOf: (body: Body) => string;
  readonly describe: (body: Body) => ItemDescription;
}

/** Every kind of every feed: a new kind that no system describes does not compile. */
export type Describers = { readonly [S in System]: { readonly [K in KindOf<S>]: Describer<BodyOf<S, K>> } };

/** Parses an item's data by its kind's schema and describes it; what only a newer HQ knows is kept in its body. `undefined`: not of its form, or not the item it is called. */
export const describeItem = (
  describers: Describers,
  system: System,
  kind: string,
  id: string,
  data: unknown,
): { readonly body: object; readonly description: ItemDescription } | undefined => {
  // Schema and describer are paired by kind in the types above; a lookup by name can only be seen as such.
  const schemas: Readonly<Record<string, z.ZodType<object>>> = feedKinds[system];
  const described = describers[system] as unknown as Readonly<Record<string, Describer<object>>>;
  const schema = schemas[kind];
  const describer = described[kind];
  if (schema === undefined || describer === undefined) return undefined;
  const parsed = schema.safeParse(data);
  if (!parsed.success || describer.idOf(parsed.data) !== id) return undefined;
  return { body: withOthers(data, parsed.data) as object, description: describer.describe(parsed.data) };
};

export const isKnownKind = (system: System, kind: string): boolean => Object.hasOwn(feedKinds[system], kind);
