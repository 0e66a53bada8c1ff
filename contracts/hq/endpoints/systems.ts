import { z } from 'zod';
import { blobHash } from '../../domain/blob.ts';
import { BLOB_PART_BYTES } from '../../domain/blob-parts.ts';
import { clipNumber } from '../../domain/clip.ts';
import { CLIP_LEAF_BYTES, MAX_CLIP_LEAVES } from '../../domain/clip-parts.ts';
import { mapManifest } from '../../domain/map.ts';
import { officer } from '../../domain/officer.ts';
import { MAX_SEALED_PART_BYTES, sealedPart } from '../../domain/unsent.ts';
import { feedKinds, ownRefusals } from '../../systems/index.ts';
import { BLOB_CHUNK_BYTES, blobState } from '../blobs.ts';
import { commandConflict, commandDone, commandRequest } from '../commands.ts';
import { draftsEnvelope, draftsList } from '../drafts.ts';
import { EMERGENCY_MS, emergencyCall, emergencyTaken } from '../emergency.ts';
import { type Endpoint, json, nothing } from '../endpoint.ts';
import { changeLine, NOTIFICATION_INTERVAL_MS, notificationLine, system } from '../feeds.ts';
import { unsentBundleList } from '../orders.ts';

/** "storm: incident, unit, codeList; …" */
const kindsText = Object.entries(feedKinds)
  .map(([name, kinds]) => `${name}: ${Object.keys(kinds).join(', ')}`)
  .join('; ');

const segments = z.object({ system });
const blobSegments = z.object({ hash: blobHash });

/** HQ's systems as an officer reaches them, and what other laptops handed over for the officer. */
export const systemEndpoints = {
  me: {
    method: 'GET',
    path: '/v1/me',
    channel: 'shift',
    summary: 'The officer as the directory knows them',
    answers: { 200: json(officer) },
    maxAnswerBytes: 16 * 1024,
    timeoutMs: 20_000,
  },
  changes: {
    method: 'GET',
    path: '/v1/{system}/changes',
    channel: 'shift',
    summary: 'The next page of a system’s changes',
    description: `One changeLine a line, a cursor last. Kinds of item: ${kindsText}.`,
    segments,
    // One that is none of HQ's starts over.
    query: z.object({ cursor: z.string().max(200).catch('').default('') }),
    answers: {
      // A log of several days is some 200 KiB; one that holds all the lines it may (2,000), each of a paragraph, comes through too.
      200: { kind: 'lines', schema: changeLine, maxLineBytes: 4 * 1024 * 1024, silenceMs: 20_000 },
    },
    maxAnswerBytes: 32 * 1024 * 1024,
    // The first line of a feed needs one query at HQ.
    timeoutMs: 20_000,
  },
  changeNotifications: {
    method: 'GET',
    path: '/v1/{system}/notifications',
    formerPath: '/v1/{system}/nudges',
    channel: 'shift',
    summary: 'Says when something may have changed; held open',
    segments,
    answers: {
      // Two notifications missed, and time for a weak link.
      200: { kind: 'lines', schema: notificationLine, maxLineBytes: 1024, silenceMs: 2 * NOTIFICATION_INTERVAL_MS + 10_000 },
    },
    // A shift of notifications is under 1 MiB.
    maxAnswerBytes: 16 * 1024 * 1024,
    timeoutMs: 20_000,
  },
  command: {
    method: 'POST',
    path: '/v1/{system}/commands',
    channel: 'shift',
    openToOutdated: true,
    summary: 'Carries out what an officer decided, exactly once',
    description:
      'The payload’s schema is the component named "{system}.{command}". The same key with the same body answers as the first time did; with ' +
      'another body, KeyReused. In order per item. Date (RFC 9110 §6.6.1): the laptop’s clock as it sends.',
    segments,
    headers: { schema: z.object({ 'idempotency-key': z.uuid(), date: z.string().optional() }), problem: 'IdempotencyKeyMissing' },
    // The longest is a new report with every person, thing and answer that it may hold, 115,000 characters; this leaves room for their encoding.
    request: { ...json(commandRequest), maxBytes: 512 * 1024 },
    answers: { 200: json(commandDone), 409: json(commandConflict) },
    problems: {
      IdempotencyKeyMissing: 400,
      // The item; also one that the officer may not see: nobody learns that it exists.
      NotFound: 422,
      KeyReused: 422,
      CommandUnknown: 422,
      PayloadMalformed: 422,
      // It names by a provisional id what HQ has not made for this officer.
      ItemNotNumberedYet: 422,
      // It would make, under another key, what is made already.
      AlreadyNumbered: 422,
      NumbersUsedUp: 422,
      // It carries what HQ has not got: told from a conflict by being a problem.
      BlobMissing: 409,
      ...ownRefusals,
    },
    // A conflict brings the whole item as it stands at HQ.
    maxAnswerBytes: 1024 * 1024,
    // One transaction at HQ; the rest is for a weak link. Said again later when it passes, under the same key.
    timeoutMs: 20_000,
  },
  emergency: {
    method: 'POST',
    path: '/v1/storm/emergency',
    channel: 'shift',
    openToOutdated: true,
    summary: 'The officer’s unit calls for help, now',
    description: 'Answered at once or not at all: a laptop never keeps one to send it later. An ordinary status ends it.',
    // An id, a call sign and an instant.
    request: { ...json(emergencyCall), maxBytes: 4 * 1024 },
    answers: { 200: json(emergencyTaken) },
    problems: { NotYourUnit: 422 },
    maxAnswerBytes: 4 * 1024,
    timeoutMs: EMERGENCY_MS,
  },
  blobState: {
    method: 'GET',
    path: '/v1/blobs/{hash}',
    channel: 'shift',
    openToOutdated: true,
    summary: 'How far HQ has an attachment of this officer',
    segments: blobSegments,
    answers: { 200: json(blobState) },
    maxAnswerBytes: 16 * 1024,
    timeoutMs: 20_000,
  },
  blobChunk: {
    method: 'PUT',
    path: '/v1/blobs/{hash}',
    channel: 'shift',
    openToOutdated: true,
    summary: 'The chunk of an attachment that begins at the offset; the last one proves its hash',
    description: '200 once durable. 409 with HQ’s state where HQ stands elsewhere.',
    segments: blobSegments,
    // Of the whole attachment; at which byte the chunk begins.
    query: z.object({ bytes: z.number().int().min(1), offset: z.number().int().min(0) }),
    request: { kind: 'bytes', type: 'application/octet-stream', maxBytes: BLOB_CHUNK_BYTES },
    answers: { 200: json(blobState), 409: json(blobState) },
    /** BlobsFull: what this officer has sent and no command carries takes too much. HashMismatch: what came is not that blob: begin again. */
    problems: { BlobsFull: 507, HashMismatch: 422 },
    maxAnswerBytes: 16 * 1024,
    // One chunk of 256 KiB on a link of 40 kbit/s; HQ gives a body a minute.
    timeoutMs: 60_000,
  },
  attachment: {
    method: 'GET',
    path: '/v1/{system}/attachments/{hash}',
    channel: 'shift',
    summary: 'A part of an attachment, for whoever may see the item that carries it',
    description:
      'The chunk that begins at the offset, a multiple of the chunk’s length. NotFound for an item that this officer may not see.',
    segments: segments.extend(blobSegments.shape),
    // The item that carries it; in the query, since a crime number holds slashes.
    query: z.object({ kind: z.string().max(40), id: z.string().max(100), offset: z.number().int().min(0) }),
    answers: { 200: { kind: 'bytes', type: 'application/octet-stream' } },
    maxAnswerBytes: BLOB_CHUNK_BYTES,
    // As a chunk on its way up.
    timeoutMs: 60_000,
  },
  map: {
    method: 'GET',
    path: '/v1/map',
    channel: 'shift',
    summary: 'The map of the officer’s area, told as its parts',
    answers: { 200: json(mapManifest) },
    // Of the most parts there may be, each some 90 bytes of JSON.
    maxAnswerBytes: 256 * 1024,
    // As long on a link of 40 kbit/s; nobody waits for it.
    timeoutMs: 60_000,
  },
  mapPart: {
    method: 'GET',
    path: '/v1/map/parts/{hash}',
    channel: 'shift',
    summary: 'A part of a map',
    segments: blobSegments,
    answers: { 200: { kind: 'bytes', type: 'application/octet-stream' } },
    maxAnswerBytes: BLOB_PART_BYTES,
    // A part of 256 KiB on a link of 40 kbit/s.
    timeoutMs: 60_000,
  },
  clipLeaves: {
    method: 'GET',
    path: '/v1/video/clips/{clip}/leaves',
    channel: 'shift',
    summary: 'Pieces of a clip of body-worn video, for whoever may see its crime',
    description:
      'Leaves of 64 KiB from the first on, the clip’s last one shorter, each behind its audit path (RFC 6962 §2.1.1) in the tree whose root is in the clip. NotFound for a clip that this officer may not see.',
    segments: z.object({ clip: clipNumber }),
    query: z.object({ first: z.number().int().min(0), count: z.number().int().min(1).max(MAX_CLIP_LEAVES) }),
    answers: { 200: { kind: 'bytes', type: 'application/octet-stream' } },
    // Each with the longest path that there is.
    maxAnswerBytes: MAX_CLIP_LEAVES * (CLIP_LEAF_BYTES + 32 * 32),
    // As many leaves on a link of 70 kbit/s: whoever watches has given up by then.
    timeoutMs: 30_000,
  },
  drafts: {
    method: 'GET',
    path: '/v1/drafts',
    channel: 'shift',
    summary: 'The officer’s own sealed drafts, as each laptop left them',
    answers: { 200: json(draftsList) },
    problems: { DraftsStay: 403 },
    // Every laptop's envelope, as base64, and what is around it.
    maxAnswerBytes: 24 * 1024 * 1024,
    // Megabytes on a weak link; nobody waits for it.
    timeoutMs: 120_000,
  },
  keepDrafts: {
    method: 'POST',
    path: '/v1/drafts',
    channel: 'shift',
    openToOutdated: true,
    summary: 'The officer’s sealed drafts as they stand on this laptop',
    // The contract's longest envelope, base64, and what is around it.
    request: { ...json(draftsEnvelope), maxBytes: 4_194_304 + 1024 },
    answers: { 200: nothing },
    problems: { DraftsStay: 403 },
    maxAnswerBytes: 4 * 1024,
    timeoutMs: 120_000,
  },
  unsentBundles: {
    method: 'GET',
    path: '/v1/unsent',
    formerPath: '/v1/parcels',
    channel: 'shift',
    summary: 'The officer’s own sealed bundles',
    answers: { 200: json(unsentBundleList) },
    // A few bundles of the greatest size; a longer answer is cut off, and ICT is asked.
    maxAnswerBytes: 64 * 1024 * 1024,
    // Bundles of megabytes on a weak link; nobody waits for it.
    timeoutMs: 120_000,
  },
  unsentBundlePart: {
    method: 'GET',
    path: '/v1/unsent/{id}/parts/{digest}',
    formerPath: '/v1/parcels/{id}/parts/{digest}',
    channel: 'shift',
    summary: 'A part of an own bundle, as it came',
    segments: z.object({ id: z.uuid(), digest: sealedPart }),
    answers: { 200: { kind: 'bytes', type: 'application/octet-stream' } },
    maxAnswerBytes: MAX_SEALED_PART_BYTES,
    // A part of 256 KiB on a link of 40 kbit/s.
    timeoutMs: 60_000,
  },
  unsentBundleTaken: {
    method: 'POST',
    path: '/v1/unsent/{id}/taken',
    formerPath: '/v1/parcels/{id}/taken',
    channel: 'shift',
    summary: 'The work is in an outbox again: HQ forgets the bundle',
    segments: z.object({ id: z.uuid() }),
    answers: { 200: nothing },
    maxAnswerBytes: 4 * 1024,
    timeoutMs: 120_000,
  },
} as const satisfies Readonly<Record<string, Endpoint>>;
