import { z } from 'zod';
import { instant } from '../domain/common.ts';
import { draftKey } from '../domain/draft.ts';
import { maybeText } from '../domain/text.ts';
import { changeTopic, systemId } from '../systems/schema.ts';
import { defineDomain } from './define.ts';
import { sending } from './sending.ts';

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
  /** Of those, what HQ did not take, or has another version of: it does not go out until the officer decides. */
  undecided: z.number().int().min(0),
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
  /** When it goes out, by the officer's own choice. */
  notBefore: instant.optional(),
  state: sending,
  attempts: z.number().int().min(0),
  /** Why HQ refused it, as problem details say (RFC 9457); for `waiting`, what HQ answered the last time instead of taking it. */
  reason: z.string().max(500).optional(),
  /** The piece of work that makes what this one names: HQ must have done it first. conflict or refused: nothing goes on until the officer decides. */
  waitsFor: z.object({ id: z.uuid(), summary: z.string().max(300), state: sending }).optional(),
  /** Its attachments, in bytes, and how much of them HQ has. */
  blobs: z.object({ sent: z.number().int().min(0), total: z.number().int().min(1) }).optional(),
});
export type OutboxItem = z.infer<typeof outboxItem>;

/**
 * How many pieces are on this laptop only: the sealed copy, which a wipe hands over, has them not, or not with all that they carry. `full`:
 * there is no room for them; else their turn comes. Absent: none.
 */
const unsealed = z.object({ left: z.number().int().min(1), full: z.boolean() });

/** One piece of unsent work, whole, for the officer to decide on. */
export const outboxCommand = outboxItem.extend({
  payload: z.record(z.string(), z.unknown()),
  /** For `refused`: the field of the payload that HQ named, by the names of what it is in and its own. */
  field: z.array(z.string().max(60)).min(1).max(10).optional(),
  /** HQ was sent it and never said whether it came: what is discarded now may have been done. */
  mayHaveArrived: z.boolean(),
  /** How many other pieces of work build on it and are nothing without it. */
  dependents: z.number().int().min(0),
});
export type OutboxCommand = z.infer<typeof outboxCommand>;

const byId = z.object({ id: z.uuid() });
/** NotFound: it has gone out, or was discarded. BeingSent: it is on its way now; the answer decides. */
const undecided = ['NotFound', 'BeingSent'] as const;

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
    command: { request: byId, response: outboxCommand, errors: ['NotFound'] },
    /**
     * Sends it again as it is, decided on the item as it stands here now. Under a new id (its idempotency key) where HQ has answered, for
     * HQ would give that answer again; under its own where HQ never did. Gives the id that it has from now on.
     */
    resend: { request: byId, response: byId, errors: undecided },
    /**
     * Sends it again with another payload, in its own place among the work on its item, under a new id. `payload` without `at`: that is now. `draftKey`: the draft that it was changed in, which ends with it.
     * MayHaveArrived: it was sent and not answered, so that both might be done; it can be sent again or discarded. PayloadMalformed: not what
     * the command takes, or about another item. NamesMissing: it names what is not being made any more, or an attachment that is not here.
     */
    mend: {
      request: byId.extend({ payload: z.record(z.string(), z.unknown()), summary: maybeText(300), draftKey: draftKey.optional() }),
      response: byId,
      errors: [...undecided, 'MayHaveArrived', 'PayloadMalformed', 'NamesMissing'],
    },
    /**
     * Takes it out of the outbox for good. OthersDepend: later work is nothing without it; `withDependents` discards that too.
     * `keepText`: what was written becomes drafts again (TooManyDrafts: it cannot, and nothing is discarded). Tells how many went, and under which keys they are drafts.
     */
    discard: {
      request: byId.extend({ withDependents: z.boolean(), keepText: z.boolean() }),
      response: z.object({ discarded: z.number().int().min(1), drafts: z.array(draftKey) }),
      errors: [...undecided, 'OthersDepend', 'TooManyDrafts'],
    },
  },
  events: {
    changed: { payload: linkStatus },
    /** Rows of a system changed (from HQ or by the officer): whoever shows them asks again. */
    refreshed: { payload: z.object({ system: changeTopic }) },
  },
});
