import type { z } from 'zod';
import type { KindOf, System } from '../../contracts/hq/feeds.ts';
import type { SystemId } from '../../contracts/systems/ids.ts';
import { type FeedKinds, feedKinds } from '../../contracts/systems/index.ts';
import type { ItemDescription } from '../store/items.ts';
import { withOthers } from './other-fields.ts';

type BodyOf<S extends System, K extends KindOf<S>> = FeedKinds[S][K] extends z.ZodType<infer Body> ? Body : never;

/** What a system knows of one kind of its items. */
export interface Describer<Body> {
  /** The item's own number, which must be the one that the feed calls it by. */
  readonly idOf: (body: Body) => string;
  readonly describe: (body: Body) => ItemDescription;
}

/** Every kind of every feed: a new kind that no system describes does not compile. */
export type Describers = { readonly [S in System]: { readonly [K in KindOf<S>]: Describer<BodyOf<S, K>> } };

/** The officer whose work it is, as far as the warrant card tells. `area`: where HQ's directory has told it. */
export interface Author {
  readonly name: string;
  readonly rank: string;
  readonly collarNumber: string;
  readonly area?: string | undefined;
}

/** A command that makes an item, by the names of its outbox row. */
export interface Creation {
  readonly system: SystemId;
  readonly command: string;
  readonly itemKind: string;
  readonly itemId: string;
  readonly payload: unknown;
  readonly at: string;
}

/** What the systems tell the sync of their items: main/systems/index.ts. */
export interface SystemsInStore {
  readonly describers: Describers;
  /** What a creation makes, as it is shown until HQ has made it; undefined for what is no creation, or whose payload no program here can read. */
  readonly provisional: (creation: Creation, author: Author) => object | undefined;
}

/**
 * Parses an item's data by its kind's schema and describes it; what only a newer HQ knows is kept in its body. `undefined`: not of its form,
 * or not the item it is called.
 */
export const describeItem = (
  describers: Describers,
  system: System,
  kind: string,
  id: string,
  data: unknown,
): { readonly body: object; readonly description: ItemDescription } | undefined => {
  const schemas: Readonly<Record<string, z.ZodType<object>>> = feedKinds[system];
  const describer = describerOf(describers, system, kind);
  const parsed = schemas[kind]?.safeParse(data);
  if (describer === undefined || parsed?.success !== true || describer.idOf(parsed.data) !== id) return undefined;
  return { body: withOthers(data, parsed.data) as object, description: describer.describe(parsed.data) };
};

/** Describes a body that was made of its kind's shape on this laptop. */
export const describeBody = (describers: Describers, system: System, kind: string, body: object): ItemDescription | undefined =>
  describerOf(describers, system, kind)?.describe(body);

// Schema and describer are paired by kind in the types above; a lookup by name can only be seen as such.
const describerOf = (describers: Describers, system: System, kind: string) =>
  (describers[system] as unknown as Readonly<Record<string, Describer<object>>>)[kind];

export const isKnownKind = (system: System, kind: string): boolean => Object.hasOwn(feedKinds[system], kind);
