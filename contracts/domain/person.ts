import { z } from 'zod';
import { day, instant, marking, shortText } from './common.ts';
import { growing } from './growing.ts';

/** Number of a person's record, which the field calls a nominal: N-104233. */
export const personNumber = z.string().regex(/^N-\d{1,9}$/);

/** National Standards for Incident Recording and PNC know these; what a newer HQ adds is shown as it came. */
export const personSex = growing(['female', 'male', 'other']);

/** How old somebody looked or said to be, in years, where no date of birth is known. */
export const ageRange = z
  .object({ from: z.number().int().min(0).max(130), to: z.number().int().min(0).max(130) })
  .refine(({ from, to }) => from <= to);

const detailKinds = ['alias', 'born', 'address', 'telephone', 'email', 'occupation', 'description', 'reach', 'note'] as const;
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

/** One thing that is known of a person, and from where. Append-only: what turned out otherwise is said by a later one. */
export const personDetail = z.object({
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
export type PersonDetail = z.infer<typeof personDetail>;

/** A warning signal of HQ's register: who goes there must know it first. Only HQ gives them. */
export const warningMarker = z.object({ code: z.string().min(1).max(20), text: shortText, at: instant, source: shortText });
export type WarningMarker = z.infer<typeof warningMarker>;

/** What an officer decided about this record and another: one person, two people, or that neither is decided any more. The last one of a pair holds. */
export const personDecision = z.object({
  personId: personNumber,
  decision: growing(['same', 'apart', 'undone']),
  at: instant,
  by: shortText,
});
export type PersonDecision = z.infer<typeof personDecision>;

/** A record holds no more than these: HQ refuses what would be beyond (RecordFull). Of decisions there is room to take back each that is in force. */
export const MOST_DETAILS = 500;
export const MOST_DECISIONS = 200;

/** What was decided last about this record and another; undefined when nothing was, or it was taken back. */
export const decisionOn = <Decision extends PersonDecision>(
  { decisions }: { readonly decisions: readonly Decision[] },
  otherId: string,
): Decision | undefined => {
  const last = decisions.findLast(({ personId }) => personId === otherId);
  return last?.decision === 'undone' ? undefined : last;
};

/** The records about which something is decided and not taken back. */
export const decidedOn = (record: Pick<Person, 'decisions'>, decision?: PersonDecision['decision']): readonly string[] =>
  [...new Set(record.decisions.map(({ personId }) => personId))].filter((otherId) => {
    const inForce = decisionOn(record, otherId);
    return inForce !== undefined && (decision === undefined || inForce.decision === decision);
  });

/** What the force knows of a person: a nominal record. */
export const person = z.object({
  id: personNumber,
  version: z.number().int().min(1),
  /** As it is written: forenames, then the surname. */
  name: shortText,
  born: day.optional(),
  /** When it was said or seen: `asOf`. */
  age: z.object({ from: z.number().int(), to: z.number().int(), asOf: instant }).optional(),
  sex: personSex.optional(),
  warnings: z.array(warningMarker).max(50),
  details: z.array(personDetail).max(MOST_DETAILS),
  decisions: z.array(personDecision).max(MOST_DECISIONS),
  /** The area whose officers see it. */
  area: shortText,
  marking,
  createdAt: instant,
  createdBy: shortText,
});
export type Person = z.infer<typeof person>;
