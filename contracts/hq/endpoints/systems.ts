import { z } from 'zod';
import { officer } from '../../domain/officer.ts';
import { feedKinds } from '../../systems/index.ts';
import { commandConflict, commandDone, commandRequest } from '../commands.ts';
import { type Endpoint, json, nothing } from '../endpoint.ts';
import { changeLine, NUDGE_INTERVAL_MS, nudgeLine, system } from '../feeds.ts';
import { parcelList } from '../orders.ts';

/** "storm: incident, unit, codeList; …" */
const kindsText = Object.entries(feedKinds)
  .map(([name, kinds]) => `${name}: ${Object.keys(kinds).join(', ')}`)
  .join('; ');

const segments = z.object({ system });

/** HQ's systems as an officer reaches them, and what other laptops handed over for the officer. */
export const systemEndpoints = {
  me: {
    method: 'GET',
    path: '/v1/me',
    channel: 'shift',
    summary: 'The officer as the directory knows them',
    answers: { 200: json(officer) },
    problems: {},
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
    problems: {},
    maxAnswerBytes: 32 * 1024 * 1024,
    // The first line of a feed needs one query at HQ.
    timeoutMs: 20_000,
  },
  nudges: {
    method: 'GET',
    path: '/v1/{system}/nudges',
    channel: 'shift',
    summary: 'Says when something may have changed; held open',
    segments,
    answers: {
      // Two nudges missed, and time for a weak link.
      200: { kind: 'lines', schema: nudgeLine, maxLineBytes: 1024, silenceMs: 2 * NUDGE_INTERVAL_MS + 10_000 },
    },
    problems: {},
    // A shift of nudges is under 1 MiB.
    maxAnswerBytes: 16 * 1024 * 1024,
    timeoutMs: 20_000,
  },
  command: {
    method: 'POST',
    path: '/v1/{system}/commands',
    channel: 'shift',
    summary: 'Carries out what an officer decided, exactly once',
    description:
      'The payload’s schema is the component named "{system}.{command}". The same key with the same body answers as the first time did; with ' +
      'another body, KeyReused. In order per item. Date (RFC 9110 §6.6.1): the laptop’s clock as it sends.',
    segments,
    headers: { schema: z.object({ 'idempotency-key': z.uuid(), date: z.string().optional() }), problem: 'IdempotencyKeyMissing' },
    // The longest text of a payload is 4,000 characters; this leaves room for any escaping of them.
    request: { ...json(commandRequest), maxBytes: 64 * 1024 },
    answers: { 200: json(commandDone), 409: json(commandConflict) },
    problems: {
      IdempotencyKeyMissing: 400,
      KeyReused: 422,
      CommandUnknown: 422,
      PayloadMalformed: 422,
      // It names by a provisional id what HQ has not made for this officer.
      ItemNotNumberedYet: 422,
      // It would make, under another key, what is made already.
      AlreadyNumbered: 422,
      NumbersUsedUp: 422,
      NotYourUnit: 422,
      LogFull: 422,
      OnlySupervisorsSetTasks: 422,
      OwnerUnknown: 422,
      OnlyTheOwnerAccepts: 422,
      NotNewAnyMore: 422,
    },
    // A conflict brings the whole item as it stands at HQ.
    maxAnswerBytes: 1024 * 1024,
    // One transaction at HQ; the rest is for a weak link. Said again later when it passes, under the same key.
    timeoutMs: 20_000,
  },
  parcels: {
    method: 'GET',
    path: '/v1/parcels',
    channel: 'shift',
    summary: 'The officer’s own sealed parcels',
    answers: { 200: json(parcelList) },
    problems: {},
    // A few parcels of the greatest size; a longer answer is cut off, and ICT is asked.
    maxAnswerBytes: 64 * 1024 * 1024,
    // Parcels of megabytes on a weak link; nobody waits for it.
    timeoutMs: 120_000,
  },
  parcelTaken: {
    method: 'POST',
    path: '/v1/parcels/{id}/taken',
    channel: 'shift',
    summary: 'The work is in an outbox again: HQ forgets the parcel',
    segments: z.object({ id: z.uuid() }),
    answers: { 200: nothing },
    problems: {},
    maxAnswerBytes: 4 * 1024,
    timeoutMs: 120_000,
  },
} as const satisfies Readonly<Record<string, Endpoint>>;
