import { z } from 'zod';
import { instant } from '../domain/common.ts';
import { changeTopic, systemId } from '../systems/schema.ts';
import { defineDomain } from './define.ts';

/** The status bar's truth: how we stand with HQ, measured, never hoped. */
export const linkStatus = z.object({
  link: z.enum(['online', 'weak', 'offline']),
  /** Since when it has been so. */
  since: instant,
  lastContact: instant.optional(),
  site: z.string().max(100).optional(),
  /** Median round trip of the last pings, in milliseconds. */
  roundTripMs: z.number().min(0).optional(),
  unsent: z.number().int().min(0),
  /** When the next try to reach HQ starts, while offline. */
  nextTry: instant.optional(),
});
export type LinkStatus = z.infer<typeof linkStatus>;

/** One piece of work that has not reached HQ, in the words of its pane. */
export const outboxItem = z.object({
  id: z.uuid(),
  system: systemId,
  command: z.string().max(60),
  itemId: z.string().max(100),
  summary: z.string().max(300),
  at: instant,
  state: z.enum(['waiting', 'sending', 'conflict', 'refused']),
  attempts: z.number().int().min(0),
  /** Why HQ refused it, as problem details say (RFC 9457); for `waiting`, what HQ answered the last time instead of taking it. */
  reason: z.string().max(500).optional(),
  /** Its attachments, in bytes, and how much of them HQ has. */
  blobs: z.object({ sent: z.number().int().min(0), total: z.number().int().min(1) }).optional(),
});
export type OutboxItem = z.infer<typeof outboxItem>;

/**
 * How many pieces are on this laptop only: the sealed copy, which a wipe hands over, has them not, or not with all that they carry. `full`:
 * there is no room for them; else their turn comes. Absent: none.
 */
const unsealed = z.object({ left: z.number().int().min(1), full: z.boolean() });

export const link = defineDomain({
  calls: {
    status: { request: z.null(), response: linkStatus, errors: [] },
    outbox: {
      request: z.null(),
      response: z.object({
        items: z.array(outboxItem).max(5000),
        unsealed: unsealed.optional(),
        lastTry: instant.optional(),
        nextTry: instant.optional(),
      }),
      errors: [],
    },
    tryNow: { request: z.null(), response: z.null(), errors: [] },
  },
  events: {
    changed: { payload: linkStatus },
    /** Rows of a system changed (from HQ or by the officer): whoever shows them asks again. */
    refreshed: { payload: z.object({ system: changeTopic }) },
  },
});
