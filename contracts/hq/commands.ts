import { z } from 'zod';
import { callSign, instant } from '../domain/common.ts';
import { incidentNumber, resourceStatus } from '../domain/incident.ts';
import { LONG_TEXT_LENGTH, writtenText } from '../domain/text.ts';

/**
 * What an officer may ask of each system. The payload says all that the officer decided, and when (`at`, by the laptop's clock, which
 * refuses nothing: HQ keeps it beside its own time).
 */
export const commands = {
  storm: {
    /** Appends a line to a log. Never a conflict: lines only append. itemId: the incident. */
    'incident.addLine': z.object({ incidentId: incidentNumber, text: writtenText(LONG_TEXT_LENGTH), at: instant }),
    /** Sets a unit's status; going available (2 or 3) detaches the unit from its log. itemId: the call sign. 409 when the unit changed since baseVersion, unless by an older decision. */
    'unit.setStatus': z.object({ callSign, status: resourceStatus, at: instant }),
  },
  crime: {},
  people: {},
} as const;
export type Commands = typeof commands;

/**
 * POST /v1/{system}/commands, header Idempotency-Key: the outbox item's UUID. The same key with the same body answers as the
 * first time did; with another body, 422. In order per item. Header Date (RFC 9110 §6.6.1): the laptop's clock as it sends, so that HQ
 * knows how long ago by its own clock an `at` was.
 */
export const commandRequest = z.object({
  command: z.string().max(60),
  itemId: z.string().max(100),
  /** The item's version on which the officer decided; 0 for an item that is new. */
  baseVersion: z.number().int().min(0),
  payload: z.unknown(),
});
export type CommandRequest = z.infer<typeof commandRequest>;

/** 200: done; the item's new version. */
export const commandDone = z.object({ itemId: z.string().max(100), version: z.number().int().min(1) });
/** 409: the item moved on; here is how it stands now. */
export const commandConflict = z.object({
  kind: z.string().max(40),
  itemId: z.string().max(100),
  version: z.number().int().min(1),
  data: z.unknown(),
});

/** Problem details, RFC 9457, with our own closed `code`. */
export const problem = z.object({
  type: z.string().max(200),
  title: z.string().max(200),
  status: z.number().int(),
  detail: z.string().max(500).optional(),
  code: z.string().max(60),
});
export type Problem = z.infer<typeof problem>;
