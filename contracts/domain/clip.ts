import { z } from 'zod';
import { CLIP_MARK_LENGTH, MAX_CLIP_BYTES } from './clip-parts.ts';
import { collarNumber, instant, marking, shortText } from './common.ts';
import { crimeNumber } from './crime-number.ts';
import { incidentNumber } from './incident.ts';
import { statementNumber } from './statement-number.ts';

/** Number of a clip of body-worn video, year and serial: BWV-26-00412. */
export const clipNumber = z.string().regex(/^BWV-\d{2}-\d{5}$/);
/** As many passages as one clip has marked. */
export const MOST_CLIP_MARKS = 500;
/** A camera's shift, with room to spare. */
const MOST_SECONDS = 24 * 3600;
/** Into the clip, whole seconds. */
export const clipSecond = z.number().int().min(0).max(MOST_SECONDS);

/** A passage that an officer marked. */
export const clipMark = z.object({
  id: z.uuid(),
  second: clipSecond,
  text: z.string().min(1).max(CLIP_MARK_LENGTH),
  /** The statement that speaks of it. */
  statementId: statementNumber.optional(),
  by: shortText,
  at: instant,
});
export type ClipMark = z.infer<typeof clipMark>;

/** What the window plays; every other is refused where a clip is registered. */
export const clipType = z.enum(['video/mp4', 'video/webm']);
export type ClipType = z.infer<typeof clipType>;

/** A clip of body-worn video as the force keeps it. All but its marks is sealed: never changed. */
export const clip = z.object({
  id: clipNumber,
  version: z.number().int().min(1),
  crimeId: crimeNumber,
  incidentId: incidentNumber.optional(),
  marking,
  /** Who wore the camera. */
  takenBy: collarNumber,
  /** Its number on the camera's plate. */
  camera: shortText,
  beganAt: instant,
  seconds: z.number().min(0.1).max(MOST_SECONDS),
  bytes: z.number().int().min(1).max(MAX_CLIP_BYTES),
  type: clipType,
  /** Of the SHA-256 tree (RFC 6962 §2.1) over its leaves of CLIP_LEAF_BYTES, hexadecimal. */
  root: z.string().regex(/^[0-9a-f]{64}$/),
  /** HQ's time-stamp (RFC 3161) over `sealedText`, base64 of DER. */
  stamp: z.base64().max(16_000),
  marks: z.array(clipMark).max(MOST_CLIP_MARKS),
});
export type Clip = z.infer<typeof clip>;

/** What a clip's seal is over: whose it is, when it began, and every byte by its root. The first word tells it from all else that is stamped. */
export const sealedText = (sealed: Omit<Clip, 'version' | 'marking' | 'stamp' | 'marks'>): string => {
  const { id, crimeId, incidentId = '', takenBy, camera, beganAt, seconds, bytes, type, root } = sealed;
  return JSON.stringify(['mobile-office clip 1', id, crimeId, incidentId, takenBy, camera, beganAt, seconds, bytes, type, root]);
};
