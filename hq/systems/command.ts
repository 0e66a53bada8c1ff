import type { z } from 'zod';
import { type Commands, commands } from '../../contracts/hq/commands.ts';
import type { System } from '../../contracts/hq/feeds.ts';
import type { ShiftIdentity } from '../connections/shift-gate.ts';
import type { Transaction } from '../database/database.ts';

/** How a command ended; each kind is one of HTTP's answers (contracts/hq/commands.ts). */
export type CommandOutcome =
  | { readonly kind: 'done'; readonly itemId: string; readonly version: number }
  | { readonly kind: 'conflict'; readonly itemKind: string; readonly itemId: string; readonly version: number; readonly data: unknown }
  | { readonly kind: 'refused'; readonly code: CommandRefusal };

/** NotFound also stands for what the officer may not see: nobody learns that it exists. */
export type CommandRefusal = 'NotFound' | 'NotYourUnit' | 'PayloadMalformed' | 'ClockAhead' | 'LogFull';

export interface CommandCall<Payload> {
  readonly transaction: Transaction;
  readonly shift: ShiftIdentity;
  /** The outbox item's UUID: unique to this command. */
  readonly key: string;
  readonly itemId: string;
  readonly baseVersion: number;
  readonly payload: Payload;
  readonly at: Date;
}

/**
 * Carries a command out within the call's transaction, which also keeps the answer: both happen, or neither. Nobody else
 * writes items of the system meanwhile (beginWriting).
 */
export type CommandHandler<Payload> = (call: CommandCall<Payload>) => Promise<CommandOutcome>;

/** A handler for each command of a system: one that is missing does not compile. */
export type CommandHandlers<S extends System> = {
  readonly [C in keyof Commands[S]]: Commands[S][C] extends z.ZodType ? CommandHandler<z.infer<Commands[S][C]>> : never;
};

/** The schema of a command's payload; undefined for a command that there is not. */
export const payloadSchema = (system: System, command: string): z.ZodType | undefined => {
  const known: Readonly<Record<string, z.ZodType>> = commands[system];
  return Object.hasOwn(known, command) ? known[command] : undefined;
};

/** How far ahead a laptop's clock may be. A decision from further in the future would win over every later one. */
const MAX_AHEAD_MS = 5 * 60_000;

export const isAhead = (at: string, now: Date): boolean => Date.parse(at) > now.getTime() + MAX_AHEAD_MS;

export const refused = (code: CommandRefusal): CommandOutcome => ({ kind: 'refused', code });
