import { z } from 'zod';
import { instant } from '../domain/common.ts';
import { draft, draftKey, MAX_DRAFTS } from '../domain/draft.ts';
import { keptKinds } from '../domain/draft-key.ts';
import { defineDomain } from './define.ts';

/** A row of the list of drafts. */
export const draftRow = draft.pick({ key: true, kind: true, system: true, itemId: true, title: true, at: true }).extend({
  /** It does not come to the officer's other laptops, although drafts travel: all of them together are too much. */
  stays: z.literal(true).optional(),
});
export type DraftRow = z.infer<typeof draftRow>;

/** What the officer has begun in any form and not sent. Rows of `drafts` change with it (link.refreshed). */
export const drafts = defineDomain({
  calls: {
    /** Keeps a draft, whole, in place of what was under its key; durable when it answers. `at`: as which state it is known from now on. */
    save: { request: draft.omit({ at: true, basedOn: true }), response: z.object({ at: instant }), errors: ['TooManyDrafts'] },
    /** Null when there is none under the key. */
    get: { request: z.object({ key: draftKey }), response: draft.nullable(), errors: [] },
    /** What is unfinished, newest first: none of those kinds that begin others (keptKinds). */
    list: { request: z.null(), response: z.object({ drafts: z.array(draftRow).max(MAX_DRAFTS) }), errors: [] },
    /** Those of such a kind, by their titles. */
    kept: { request: z.object({ kind: z.enum(keptKinds) }), response: z.object({ drafts: z.array(draftRow).max(MAX_DRAFTS) }), errors: [] },
    /** By the officer's word, or because the form was emptied. One that is not there is none. */
    discard: { request: z.object({ key: draftKey }), response: z.null(), errors: [] },
  },
  events: {},
});
