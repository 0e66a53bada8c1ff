import { z } from 'zod';
import { instant, marking, shortText } from './common.ts';
import { taskNumber } from './crime.ts';
import { crimeNumber } from './crime-number.ts';
import { growing } from './growing.ts';
import { incidentNumber } from './incident.ts';
import { personNumber } from './person.ts';
import { thingNumber } from './thing.ts';

/** Number of a link between records: L-20881. */
export const linkNumber = z.string().regex(/^L-\d{1,9}$/);

/** The parts that a person plays in a log, a crime or a task. */
export const recordRoles = ['victim', 'suspect', 'witness', 'reportingPerson', 'owner', 'keeper', 'driver', 'foundBy', 'named'] as const;
/** The part of a thing in one of these. */
export const thingRoles = ['scene', 'involved', 'stolen', 'damaged', 'used', 'seen', 'found'] as const;
/** What a person is to a thing, beside owner, keeper and driver. */
const holderRoles = ['livesAt', 'uses'] as const;
/** What a person is to another. */
export const relationRoles = ['parent', 'child', 'partner', 'sibling', 'livesWith', 'associate'] as const;
const roles = [...recordRoles, ...relationRoles, ...thingRoles, ...holderRoles] as const;
export const linkRole = z.enum(roles);
export type LinkRole = z.infer<typeof linkRole>;

/** The ends of a link: it has exactly two of them, one of these a person or a thing. */
const linkEnds = ['personId', 'thingId', 'otherId', 'incidentId', 'crimeId', 'taskId'] as const;
type Ends = { readonly [End in (typeof linkEnds)[number]]?: string | undefined };
export const joinsTwo = (link: Ends): boolean =>
  linkEnds.filter((end) => link[end] !== undefined).length === 2 &&
  (link.personId !== undefined || (link.thingId !== undefined && link.otherId === undefined)) &&
  (link.otherId === undefined || link.otherId !== link.personId);

/**
 * The part of a person or a thing in a log, a crime or a task, what a person is to a thing, or what a person is to another. One may hold
 * several in one record. Never deleted: a withdrawn one stays as history.
 */
export const recordLink = z.object({
  id: linkNumber,
  version: z.number().int().min(1),
  personId: personNumber.optional(),
  thingId: thingNumber.optional(),
  role: growing(roles),
  /** Another person: the person is their `role`. */
  otherId: personNumber.optional(),
  incidentId: incidentNumber.optional(),
  crimeId: crimeNumber.optional(),
  taskId: taskNumber.optional(),
  note: z.string().max(500).optional(),
  area: shortText,
  marking,
  createdAt: instant,
  createdBy: shortText,
  withdrawn: z.object({ at: instant, by: shortText, reason: z.string().max(500) }).optional(),
});
export type RecordLink = z.infer<typeof recordLink>;
