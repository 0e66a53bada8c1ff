import { z } from 'zod';
import { isWithinDepth, mendJson } from '../json.ts';
import { systemId } from '../systems/schema.ts';
import { attachment } from './blob.ts';
import { instant } from './common.ts';
import { deviceName } from './device.ts';
import { staffId } from './officer.ts';
import { maybeText, mendText } from './text.ts';

/** A form's fields nest a list of records at most; whoever walks them needs no more stack than this. */
const FIELDS_DEPTH = 10;
/** JSON characters of a draft's fields: the longest text (DRAFT_LENGTH) with every second letter escaped. */
export const FIELDS_LENGTH = 200 * 1024;
/** As many as a list shows, and far more than anybody has begun at once. */
export const MAX_DRAFTS = 500;
const MAX_BLOBS = 100;

/** Names one piece of unfinished work: a UUID, or its kind and subject (draft-key.ts). Printable ASCII without spaces. */
export const draftKey = z.string().regex(/^[!-~]{1,220}$/);

/**
 * A form's fields, with every text in them mended (text.ts). Depth first: what walks deeper JSON runs out of stack. None is called
 * `__proto__`, which no form has and a record does not keep: it is refused, not lost.
 */
const fields = z
  .custom<Readonly<Record<string, unknown>>>((value) => isWithinDepth(value, FIELDS_DEPTH) && !namesProto(value))
  .pipe(z.record(z.string().max(100), z.json()).overwrite((value) => mendJson(value) as typeof value))
  .refine((value) => JSON.stringify(value).length <= FIELDS_LENGTH);

const namesProto = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).some(([name, part]) => mendText(name) === '__proto__' || namesProto(part));

/** An attachment of a draft. `from`: the laptop that it was added on, where that is another than the one that asks; its bytes lie there. */
export const draftAttachment = attachment.extend({ from: deviceName.optional() });
export type DraftAttachment = z.infer<typeof draftAttachment>;

/** What an officer has begun and not sent: a form's fields as they stand, of any form that has a kind. */
export const draft = z.strictObject({
  key: draftKey,
  /** The command it will become, e.g. "incident.addLine"; also of a system that this program cannot command yet. */
  kind: z
    .string()
    .regex(/^[a-zA-Z]+(\.[a-zA-Z]+)+$/)
    .max(60),
  system: systemId,
  /** The item it is about; none for a new one. */
  itemId: z.string().min(1).max(100).optional(),
  /** What a list shows of it. */
  title: maybeText(200),
  /** Each form reads its own; what it does not know it leaves alone. */
  fields,
  /** Files that belong to it: their bytes lie on the laptop where they were added. */
  blobs: z.array(draftAttachment).max(MAX_BLOBS),
  /** When it was last changed, by the clock of the laptop where that was; later than every state of it that was known there. */
  at: instant,
  /** The newest state from another laptop that this one was written on: one that is newer was written beside it. */
  basedOn: instant.optional(),
});
export type Draft = z.infer<typeof draft>;

/** A draft that was sent or discarded, as it stood at `of`, written on `basedOn` (above): as of `at` there is none of this key. */
export const draftEnd = draft.pick({ key: true, at: true, basedOn: true }).extend({ of: instant });
export type DraftEnd = z.infer<typeof draftEnd>;

/** How many ends of drafts are remembered: the oldest are forgotten first, long after the last laptop has heard of them. */
export const MAX_DRAFT_ENDS = 2000;

/** One officer's drafts as they stand on one laptop: what travels, sealed and signed, to the officer's other laptops. */
export const travellingDrafts = z.strictObject({
  purpose: z.literal('drafts'),
  staffId,
  device: deviceName,
  sealedAt: instant,
  drafts: z.array(draft).max(MAX_DRAFTS),
  ended: z.array(draftEnd).max(MAX_DRAFT_ENDS),
});
export type TravellingDrafts = z.infer<typeof travellingDrafts>;
