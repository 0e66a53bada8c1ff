import type { z } from 'zod';
import type { KindOf, System } from '../../contracts/hq/feeds.ts';
import type { FeedKinds } from '../../contracts/systems/index.ts';
import type { CommandHandlers } from './command.ts';

/** An item, of whichever system. */
export interface ItemName {
  readonly kind: string;
  readonly id: string;
}

/** What HQ knows of one kind of a system's items. */
export interface KindDefinition<Body> {
  /** The keys of those who may see it (access-keys.ts). `area` and `owner` as its row holds them, for kinds whose body says neither. */
  readonly accessKeys: (body: Body, row: { readonly area: string | null; readonly owner: string }) => readonly string[];
  /** The items of which it tells something: it is seen by those alone who see each of them, whatever accessKeys says (tells-of.ts). */
  readonly tellsOf?: (body: Body) => readonly ItemName[];
  /** The kind of which it says something under the same id: while that is restricted, so is it (hq/search/restrict.ts). */
  readonly restrictedWith?: string;
  /** The item that it belongs to: while that is restricted, it is seen by those alone who are named there. */
  readonly belongsTo?: (body: Body) => ItemName | undefined;
  /** Its ids are unique only per officer, and it is nobody's without one. */
  readonly owned?: true;
}

/** A system at HQ: one that lacks a kind or a command of its contract does not compile. */
export interface SystemDefinition<S extends System> {
  readonly kinds: { readonly [K in KindOf<S>]: KindDefinition<FeedKinds[S][K] extends z.ZodType<infer Body> ? Body : never> };
  readonly commands: CommandHandlers<S>;
}

/** Declares a system. `id`: of its contract. */
export const defineSystem = <S extends System>(id: S, definition: SystemDefinition<S>): SystemDefinition<S> & { readonly id: S } => ({
  ...definition,
  id,
});
