import { z } from 'zod';
import { provisionalId } from '../domain/item-id.ts';
import type { FeedSystemId } from '../systems/ids.ts';
import type { FeedKinds } from '../systems/index.ts';
import { feedSystemId } from '../systems/schema.ts';

/** The systems that publish a change feed. */
export const system = feedSystemId;
export type System = FeedSystemId;
export type KindOf<S extends System> = keyof FeedKinds[S] & string;

/**
 * One line of a change feed. Versions of one item only grow; a line with an older or equal version
 * than the client holds changes nothing. The last line of every answer is the cursor to ask from next time;
 * `more` says that the page was full. A `reset` line, always first, means: forget this system's items, all of them follow.
 */
export const changeLine = z.discriminatedUnion('op', [
  z.object({
    op: z.literal('upsert'),
    kind: z.string().max(40),
    id: z.string().max(100),
    version: z.number().int().min(1),
    data: z.unknown(),
    /** What the officer's own laptop called it, for an item of the officer's making. */
    provisionalId: provisionalId.optional().catch(undefined),
  }),
  z.object({ op: z.literal('delete'), kind: z.string().max(40), id: z.string().max(100), version: z.number().int().min(1) }),
  z.object({ op: z.literal('reset') }),
  z.object({ op: z.literal('cursor'), cursor: z.string().max(200), more: z.boolean() }),
]);
export type ChangeLine = z.infer<typeof changeLine>;

/** One change notification: something may have changed for you. Also every 25 s, so that silence means a dead link. */
// The word is of the version before, as is `parcels` of unsentBundleList: both ends of it read no other.
export const notificationLine = z.object({ nudge: z.literal(true) });

export const CHANGES_PAGE_LINES = 500;
export const NOTIFICATION_INTERVAL_MS = 25_000;
