import type { z } from 'zod';
import type { System } from '../../contracts/hq/feeds.ts';
import { type FeedKinds, feedKinds } from '../../contracts/systems/index.ts';

type BodyOf<S extends System> = {
  readonly [K in keyof FeedKinds[S] & string]: { readonly kind: K; readonly body: z.infer<Extract<FeedKinds[S][K], z.ZodType>> };
}[keyof FeedKinds[S] & string];

/** An item of any system's feed: its kind, and a body of that kind's contract. */
export type Body = { readonly [S in System]: BodyOf<S> }[System];

/** An item that is not of its contract's shape. Holds the names of the fields, no values. */
export class ItemError extends Error {
  readonly code = 'ItemMalformed';
  constructor(kind: string, fields: readonly string[]) {
    super(`${kind}: ${fields.join(', ')}`);
    this.name = 'ItemError';
  }
}

/** Checks a body against its kind's contract. Throws ItemError. */
export const parseBody = (system: System, kind: string, body: unknown): Body => {
  const schema = schemaOf(system, kind);
  const parsed = schema?.safeParse(body);
  if (!parsed?.success)
    throw new ItemError(`${system} ${kind}`, parsed?.error.issues.map((issue) => issue.path.join('.')) ?? ['unknown kind']);
  return { kind, body: parsed.data } as Body;
};

/** Whether the kind's body carries its version itself. */
export const hasVersion = (system: System, kind: string): boolean => 'version' in (schemaOf(system, kind)?.shape ?? {});

const schemaOf = (system: System, kind: string): z.ZodObject | undefined => {
  const kinds: Readonly<Record<string, z.ZodObject>> = feedKinds[system];
  return Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
};
