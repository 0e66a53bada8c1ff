import type { z } from 'zod';
import type { System } from '../../contracts/hq/feeds.ts';
import { feedKinds } from '../../contracts/systems/index.ts';

/** An item that is not of its contract's shape. Holds the names of the fields, no values. */
export class ItemError extends Error {
  readonly code = 'ItemMalformed';
  constructor(kind: string, fields: readonly string[]) {
    super(`${kind}: ${fields.join(', ')}`);
    this.name = 'ItemError';
  }
}

/** Checks a body against its kind's contract. Throws ItemError. */
export const parseBody = (system: System, kind: string, body: unknown): Readonly<Record<string, unknown>> => {
  const schema = schemaOf(system, kind);
  const parsed = schema?.safeParse(body);
  if (!parsed?.success)
    throw new ItemError(`${system} ${kind}`, parsed?.error.issues.map((issue) => issue.path.join('.')) ?? ['unknown kind']);
  return parsed.data;
};

/** Whether the kind's body carries its version itself. */
export const hasVersion = (system: System, kind: string): boolean => 'version' in (schemaOf(system, kind)?.shape ?? {});

const schemaOf = (system: System, kind: string): z.ZodObject | undefined => {
  const kinds: Readonly<Record<string, z.ZodObject>> = feedKinds[system];
  return Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
};
