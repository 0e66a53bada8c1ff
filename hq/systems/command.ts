import type { z } from 'zod';
import type { Attachment } from '../../contracts/domain/blob.ts';
import type { FieldPath } from '../../contracts/hq/commands.ts';
import type { endpoints } from '../../contracts/hq/endpoints.ts';
import type { System } from '../../contracts/hq/feeds.ts';
import type { Commands } from '../../contracts/systems/index.ts';
import type { ShiftIdentity } from '../connections/shift-gate.ts';
import type { Transaction } from '../database/database.ts';
import type { CreatedAs } from '../database/items.ts';

/** How a command ended; each kind is one of HTTP's answers (contracts/hq/commands.ts). */
export type CommandOutcome =
  | { readonly kind: 'done'; readonly itemId: string; readonly version: number; readonly allottedId?: string }
  | { readonly kind: 'conflict'; readonly itemKind: string; readonly itemId: string; readonly version: number; readonly data: unknown }
  | Refused;

/** Why a system does not do a command (contracts/hq/endpoints.ts). NotFound also stands for what the officer may not see: nobody learns that it exists. */
export type CommandRefusal = 'NotFound' | Exclude<keyof (typeof endpoints)['command']['problems'], BeforeTheSystem>;
/** Found before the system is asked. */
type BeforeTheSystem = 'IdempotencyKeyMissing' | 'KeyReused' | 'CommandUnknown';

/** An item as it is to be from now on. */
export interface Publication {
  readonly kind: string;
  readonly id: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly owner?: string;
  readonly area?: string | null;
  readonly createdAs?: CreatedAs;
}

export interface CommandCall<Payload> {
  readonly transaction: Transaction;
  readonly shift: ShiftIdentity;
  /** The outbox item's UUID: unique to this command. */
  readonly key: string;
  /** The item's number; of what is new, the laptop's UUID. */
  readonly itemId: string;
  readonly baseVersion: number;
  readonly payload: Payload;
  /** Makes items of the command's system public as its next changes (publish.ts). Returns the new versions. */
  readonly publish: (items: readonly Publication[]) => Promise<readonly number[]>;
  /** HQ's clock. */
  readonly at: Date;
  /** What warrant cards signed; undefined in a command whose contract is not `cardSigned`. */
  readonly cards: Cards | undefined;
  /** How far HQ's clock was ahead of the laptop's when the command was sent, in milliseconds. */
  readonly aheadMs: number;
}

/** Judges what warrant cards of this force signed and the command carries, by the lists of revoked cards as they stood before the transaction. */
export interface Cards {
  /** CMS SignedData of at most 1 MiB; undefined for what no card signed. */
  readonly read: (file: Attachment) => Promise<CardSigned | undefined>;
  /** A PDF of at most 8 MiB, kept with the force's time stamp and what proves it; undefined for what no card signed, or was changed since. */
  readonly complete: (file: Attachment) => Promise<CompletedDocument | undefined>;
  /** The force's time stamp over a SHA-256 digest (RFC 3161), DER; undefined where the force has no time-stamp authority. */
  readonly stamp: (digest: Uint8Array) => Promise<Uint8Array | undefined>;
}
export interface CardSigned {
  readonly content: Uint8Array;
  readonly staffId: string;
  /** As the signature says it, by the laptop's clock. */
  readonly signedAt: Date | undefined;
}
export interface CompletedDocument {
  readonly document: Attachment;
  readonly staffId: string;
  /** What the signature says. */
  readonly reason: string;
  /** Undefined where the force has no time-stamp authority. */
  readonly stampedAt: Date | undefined;
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

/**
 * When the officer decided, by HQ's clock: the laptop's time set right by what its clock was off when it sent. Never after HQ's now,
 * whatever the laptop says: a decision from the future would win over every later one.
 */
export const decidedAt = (by: string, { at, aheadMs }: Pick<CommandCall<unknown>, 'at' | 'aheadMs'>): string =>
  new Date(Math.min(Math.max(Date.parse(by) + aheadMs, 0), at.getTime())).toISOString();

/** `at`: the field of the payload that it is about. `number`: of what stands in the way, where the officer is to know it. */
export interface Refused {
  readonly kind: 'refused';
  readonly code: CommandRefusal;
  readonly at?: FieldPath;
  readonly number?: string;
}
export const refused = (code: CommandRefusal, ...at: FieldPath): Refused => ({ kind: 'refused', code, ...(at.length === 0 ? {} : { at }) });
export const refusedFor = (code: CommandRefusal, number: string): Refused => ({ kind: 'refused', code, number });
