import { z } from 'zod';
import { instant, marking, shortText } from './common.ts';
import { taskNumber } from './crime.ts';
import { crimeNumber } from './crime-number.ts';
import { growing } from './growing.ts';
import { incidentNumber } from './incident.ts';
import { personNumber } from './person.ts';

/** Number of a link between records: L-20881. */
export const linkNumber = z.string().regex(/^L-\d{1,9}$/);

/** The parts that a person plays in a log, a crime or a task. */
export const recordRoles = ['victim', 'suspect', 'witness', 'reportingPerson', 'owner', 'keeper', 'driver', 'foundBy', 'named'] as const;
/** What a person is to another. */
export const relationRoles = ['parent', 'child', 'partner', 'sibling', 'livesWith', 'associate'] as const;
export const linkRole = z.enum([...recordRoles, ...relationRoles]);
export type LinkRole = z.infer<typeof linkRole>;

/** The other end of a link: exactly one of them. */
export const linkEnds = ['otherId', 'incidentId', 'crimeId', 'taskId'] as const;

/** A person's part in a log, a crime or a task, or what they are to another person. One person may hold several in one record. Never deleted: a withdrawn one stays as history. */
export const recordLink = z.object({
  id: linkNumber,
  version: z.number().int().min(1),
  personId: personNumber,
  role: growing([...recordRoles, ...relationRoles]),
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
