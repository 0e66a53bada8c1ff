import type { z } from 'zod';

/** What an officer may ask of a system. */
export interface CommandContract {
  /** append: adds to its item and never conflicts. change: decided on the item's version that was shown. create: makes a new item. */
  readonly effect: 'append' | 'change' | 'create';
  /** The kind of item that it is about. */
  readonly item: string;
  /** All that the officer decided, and when (`at`, by the laptop's clock, which refuses nothing: HQ keeps it beside its own time). */
  readonly payload: z.ZodType;
}

/** A system as both ends know it. */
export interface SystemContract {
  /** Kinds of item in its change feed, and their shape. */
  readonly items: Readonly<Record<string, z.ZodObject>>;
  readonly commands: Readonly<Record<string, CommandContract>>;
}
