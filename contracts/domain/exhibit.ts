import { z } from 'zod';
import { attachment } from './blob.ts';
import { collarNumber, instant, marking, shortText } from './common.ts';
import { crimeNumber } from './crime-number.ts';
import { exhibitNumber } from './exhibit-number.ts';
import { continuityActs, EXHIBIT_TEXT_LENGTH, exhibitKinds, MOST_CONTINUITY } from './exhibit-words.ts';
import { growing } from './growing.ts';
import { incidentNumber } from './incident.ts';
import { exhibitReference } from './statement.ts';
import { statementNumber } from './statement-number.ts';

/** One entry of an exhibit's continuity. Append-only: what turned out otherwise is said by a later one. */
const continuityEntry = z.object({
  /** The UUID that its laptop gave it: the first has the one under which the exhibit was made. */
  id: z.string().min(1).max(80),
  act: growing(continuityActs),
  /** When it happened, as its writer says; `writtenAt`: when it was written, by HQ's clock. */
  at: instant,
  writtenAt: instant,
  /** Who wrote it, as colleagues write them. */
  by: shortText,
  collarNumber,
  /** Who has it from then on: somebody, or a store. */
  holder: shortText,
  place: shortText,
  /** Number of the seal that it is under from then on, where it got one. */
  seal: z.string().min(1).max(40).optional(),
  note: z.string().min(1).max(500).optional(),
});
export type ContinuityEntry = z.infer<typeof continuityEntry>;

/** Who produces it: an officer by collar number, or a witness. The reference has their initials. */
const producer = z.object({ name: shortText, collarNumber: collarNumber.optional() });

/** An exhibit: what its label says, its file, and who has had it. Nothing but its continuity changes. */
export const exhibit = z.object({
  id: exhibitNumber,
  version: z.number().int().min(1),
  /** AR/1. One officer gives none twice, and no crime or log has two alike. */
  reference: exhibitReference,
  text: z.string().min(1).max(EXHIBIT_TEXT_LENGTH),
  kind: growing(exhibitKinds),
  producer,
  /** As it came from the camera: hashed before anything else was done with it. Absent of an object. */
  original: attachment.optional(),
  /** The same picture without place, camera and owner, where the original may say them: this is what is shown. */
  view: attachment.optional(),
  crimeId: crimeNumber.optional(),
  /** The log, of what was taken before there was a crime. */
  incidentId: incidentNumber.optional(),
  /** The statement with which it was handed over. */
  statementId: statementNumber.optional(),
  marking,
  /** The first is its taking: when, where and by whom. */
  continuity: z.array(continuityEntry).min(1).max(MOST_CONTINUITY),
});
export type ExhibitRecord = z.infer<typeof exhibit>;
