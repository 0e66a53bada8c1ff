import { z } from 'zod';
import { instant, marking, shortText } from './common.ts';
import { growing } from './growing.ts';

/** `identifier`: by what a thing is known again: chassis number, IMEI, serial number. */
const detailKinds = ['alias', 'born', 'address', 'telephone', 'email', 'occupation', 'description', 'reach', 'note', 'identifier'] as const;
export const detailKind = z.enum(detailKinds);
export type DetailKind = z.infer<typeof detailKind>;

const detailSources = ['self', 'otherPerson', 'officer', 'document', 'record'] as const;
export const detailSource = z.enum(detailSources);
export type DetailSource = z.infer<typeof detailSource>;

/**
 * Grading of a report (College of Policing, 3x5x2): the source (1 reliable, 2 untested, 3 not reliable), the information (A known directly,
 * B known indirectly and corroborated, C known indirectly, D not known, E suspected to be false) and its handling (P lawful sharing, C with
 * conditions): 1AP.
 */
export const grading = z.string().regex(/^[1-3][A-E][CP]$/);

/** The longest single thing that is known of somebody: a description takes a paragraph. */
export const DETAIL_LENGTH = 1000;

/** One thing that is known of a person or a thing, and from where. Append-only: what turned out otherwise is said by a later one. */
export const recordDetail = z.object({
  id: z.string().max(80),
  kind: growing(detailKinds),
  /** Of `born` an ISO 8601 day. */
  text: z.string().min(1).max(DETAIL_LENGTH),
  source: growing(detailSources),
  grading: z.string().max(10).optional(),
  /** By HQ's clock. */
  at: instant,
  /** Who wrote it: "PC 2418", or the system that it came from. */
  by: shortText,
});
export type RecordDetail = z.infer<typeof recordDetail>;

/** A warning signal of HQ's register: who goes there must know it first. Only HQ gives them. */
export const warningMarker = z.object({ code: z.string().min(1).max(20), text: shortText, at: instant, source: shortText });
export type WarningMarker = z.infer<typeof warningMarker>;

/** A record holds no more than these: HQ refuses what would be beyond (RecordFull). Of decisions there is room to take back each that is in force. */
export const MOST_DETAILS = 500;
export const MOST_DECISIONS = 200;

/** What every kind of record has, beside its number and its name. */
export const recordFields = {
  version: z.number().int().min(1),
  /** As it is written: of a person forenames, then the surname. */
  name: shortText,
  warnings: z.array(warningMarker).max(50),
  details: z.array(recordDetail).max(MOST_DETAILS),
  /** The area whose officers see it. */
  area: shortText,
  marking,
  createdAt: instant,
  createdBy: shortText,
};

/** What an officer decided about this record and another: one person or thing, two, or that neither is decided any more. The last one of a pair holds. */
export const decided = z.object({ decision: growing(['same', 'apart', 'undone']), at: instant, by: shortText });
