import type { z } from 'zod';

/** What an officer may ask of a system. */
export interface CommandContract {
  /** append: adds to its item and never conflicts. change: decided on the item's version that was shown. create: makes a new item. */
  readonly effect: 'append' | 'change' | 'create';
  /** The kind of item that it is about. */
  readonly item: string;
  /** All that the officer decided, and when (`at`, by the laptop's clock, which refuses nothing: HQ keeps it beside its own time). */
  readonly payload: z.ZodObject;
  /** The payload's field that names the item. Without it the item is named beside the payload: a new one by its provisional id. */
  readonly itemField?: string;
  /** Fields of the payload that name another item, or several in a list, by id, which is provisional for as long as HQ has not numbered that item. */
  readonly references?: Readonly<Record<string, Reference>>;
  /** Codes with which HQ refuses it for good, besides those of every command (hq/systems/command.ts); their words are the officer's. */
  readonly refusals?: readonly string[];
  /** It carries what a warrant card signed: HQ checks that against the officers' authority. */
  readonly cardSigned?: true;
  /** So many seconds it stays on the laptop before it may go out, and can be taken back (main/sync/held-until.ts). */
  readonly undoSeconds?: number;
  /** The field of its payload, an instant, before which it does not go out. */
  readonly laterField?: string;
}

/**
 * What a field refers to. HQ refuses an item that the officer may not see (NotFound). `compared`: it is only compared with what is at HQ, so
 * that an officer who sees it no more may still name it. `within`: the field is an object or a list of objects, which name items by this field
 * of theirs; in what lies deeper, the names of fields with stops between them.
 */
export interface Reference {
  readonly kind: string;
  readonly compared?: true;
  readonly within?: string;
}

/** A system as both ends know it. */
export interface SystemContract {
  /** Kinds of item in its change feed, and their shape. */
  readonly items: Readonly<Record<string, z.ZodObject>>;
  readonly commands: Readonly<Record<string, CommandContract>>;
}
