import { z } from 'zod';
import { instant } from '../../domain/common.ts';
import { lease } from '../../domain/device.ts';
import { staffId } from '../../domain/officer.ts';
import { receipt } from '../../domain/order.ts';
import { MAX_RELEASE_BYTES, releasePlatform, sha512 } from '../../domain/release.ts';
import { MAX_SEALED_PART_BYTES, MAX_SEALED_PARTS, sealedPart } from '../../domain/unsent.ts';
import { leaseRequest, shiftChallenge, trustBundle } from '../device.ts';
import { base64, type Endpoint, json, nothing, signed } from '../endpoint.ts';
import { estMediaTypes } from '../media-types.ts';
import {
  currentPolicy,
  deviceReport,
  journalHead,
  journalUpload,
  ORDERS_WAIT_MS,
  rewrapped,
  rewrapRequest,
  unsentBundle,
  unsentBundleKept,
  waitingOrders,
} from '../orders.ts';
import { offeredReleases, RELEASE_PART_BYTES } from '../releases.ts';
import { waitingJobs } from '../waiting-jobs.ts';
import { certificateRequest, MAX_CERTIFICATES_BYTES } from './enrolment.ts';

const cmcResponse = base64(estMediaTypes.cmcResponse);
/** An empty answer, or problem details. */
const MAX_DONE_BYTES = 16 * 1024;

/** The device channel, for every laptop that HQ knows, also while it is locked or nobody has signed in. */
export const deviceEndpoints = {
  caCertificates: {
    method: 'GET',
    path: '/.well-known/est/cacerts',
    channel: 'device',
    summary: 'The force’s authorities (RFC 7030 §4.1)',
    answers: { 200: base64(estMediaTypes.certsOnly) },
    // Four certificates, 4 KiB; as long as any small answer may take.
    maxAnswerBytes: MAX_CERTIFICATES_BYTES,
    timeoutMs: 10_000,
  },
  shiftChallenge: {
    method: 'GET',
    path: '/v1/device/challenge',
    channel: 'device',
    // A pooled laptop at the change of shift asks a few times a minute; tries over a weak link, and a soak's laptop, some dozens.
    tries: 120,
    summary: 'A challenge for one request for a shift certificate on this laptop',
    description: 'The request has it as its recipientNonce (RFC 5272 §6.6) within five minutes, and the laptop’s name as its regInfo.',
    answers: { 200: json(shiftChallenge) },
    maxAnswerBytes: MAX_DONE_BYTES,
    // One row is written; an officer is waiting.
    timeoutMs: 10_000,
  },
  fullCmc: {
    method: 'POST',
    path: '/.well-known/est/fullcmc',
    channel: 'device',
    tries: 120,
    summary: 'Shift certificate, for a CMC request signed by the warrant card’s 9A (RFC 7030 §4.3)',
    description:
      'A refusal is a CMC full response too: its statusString is a deviceProblem. 400: it cannot be read. 503: HQ cannot judge now.',
    // A card's certificates may carry a photograph's hash and long names, but no message of ours comes near this.
    request: { ...base64(estMediaTypes.cmcRequest), maxBytes: 64 * 1024 },
    answers: { 200: cmcResponse, 400: cmcResponse, 403: cmcResponse, 503: cmcResponse },
    // A certificate, its responder's and the signature are 3 KiB.
    maxAnswerBytes: MAX_CERTIFICATES_BYTES,
    // HQ verifies, issues and signs in 0.1 s; the rest is for a weak link. An officer is waiting.
    timeoutMs: 15_000,
  },
  simpleReenroll: {
    method: 'POST',
    path: '/.well-known/est/simplereenroll',
    channel: 'device',
    // Once in months; a lost answer is asked for again.
    tries: 20,
    summary: 'A new device certificate before the old one ends (RFC 7030 §4.2.2)',
    request: certificateRequest,
    answers: { 200: base64(estMediaTypes.certsOnly) },
    maxAnswerBytes: MAX_CERTIFICATES_BYTES,
    timeoutMs: 30_000,
  },
  trust: {
    method: 'GET',
    path: '/v1/device/trust',
    channel: 'device',
    summary: 'Authorities and revocation lists, for use offline',
    answers: { 200: json(trustBundle) },
    // The largest list of a force, 50,000 cards, is 2.5 MB, in base64 3.4 MB; four times that, and a few small ones.
    maxAnswerBytes: 16 * 1024 * 1024,
    // 3.4 MB take half a minute at 1 Mbit/s.
    timeoutMs: 90_000,
  },
  lease: {
    method: 'POST',
    path: '/v1/device/lease',
    channel: 'device',
    tries: 120,
    summary: 'The officer’s lease on this laptop, with the device share',
    description: 'Signed by the shift key.',
    request: { ...signed(leaseRequest), maxBytes: 32 * 1024 },
    answers: { 200: json(lease) },
    // A lease is under 1 KiB.
    maxAnswerBytes: 16 * 1024,
    // HQ reads a directory and a register; a link at 300 ms needs two round trips. An officer is waiting.
    timeoutMs: 10_000,
  },
  waitingOrders: {
    method: 'GET',
    path: '/v1/device/orders',
    channel: 'device',
    summary: 'Orders past a sequence number; held open until there is one, or ORDERS_WAIT_MS are over',
    query: z.object({
      after: z
        .number()
        .int()
        .min(0)
        .max(2 ** 31 - 1)
        .default(0),
    }),
    answers: { 200: json(waitingOrders) },
    // Twenty orders of two signatures, each of 32 KiB in base64.
    maxAnswerBytes: 1_400_000,
    // HQ answers within its waiting time; the rest is for a link that is slow.
    timeoutMs: ORDERS_WAIT_MS + 10_000,
  },
  waitingJobs: {
    method: 'GET',
    path: '/v1/device/jobs',
    channel: 'device',
    summary:
      'How many jobs wait for an officer whose work is locked there; held open until they are not as many as `known`, lines that alert not as many as `knownAlerts`, or alerts to missing persons not as many as `knownMissing`',
    description:
      'Without `after` HQ says at once from when on it counts. NotAuthorised: no lease of the officer there, or the policy says no.',
    query: z.object({
      staffId,
      after: instant.optional(),
      known: z.number().int().min(0).max(99).default(0),
      knownMissing: z.number().int().min(0).max(99).optional(),
      knownAlerts: z.number().int().min(0).max(99).optional(),
    }),
    answers: { 200: json(waitingJobs) },
    maxAnswerBytes: MAX_DONE_BYTES,
    // As for orders.
    timeoutMs: ORDERS_WAIT_MS + 10_000,
  },
  receipt: {
    method: 'POST',
    path: '/v1/device/receipts',
    channel: 'device',
    openToWiped: true,
    summary: 'What became of an order',
    description: 'Signed by the device key. 200 once durable; the same receipt again is 200 too.',
    // A receipt with the laptop's certificate is 3 KiB.
    request: { ...signed(receipt), maxBytes: 48 * 1024 },
    answers: { 200: nothing },
    maxAnswerBytes: MAX_DONE_BYTES,
    timeoutMs: 15_000,
  },
  policy: {
    method: 'GET',
    path: '/v1/device/policy',
    channel: 'device',
    summary: 'The newest signed policy',
    answers: { 200: json(currentPolicy) },
    // The contract's longest policy in base64, and the JSON around it.
    maxAnswerBytes: 300_000,
    // 260 KB take three seconds at 1 Mbit/s.
    timeoutMs: 20_000,
  },
  releases: {
    method: 'GET',
    path: '/v1/device/releases',
    channel: 'device',
    summary: 'The releases of the program that HQ offers for a platform',
    query: z.object({ platform: releasePlatform }),
    answers: { 200: json(offeredReleases) },
    // One signed manifest a stage, as base64, and the JSON around them.
    maxAnswerBytes: 128 * 1024,
    // Nobody waits for it.
    timeoutMs: 30_000,
  },
  releasePart: {
    method: 'GET',
    path: '/v1/device/releases/{sha512}',
    channel: 'device',
    summary: 'The part of a release’s file that begins at the offset, RELEASE_PART_BYTES long or to the file’s end',
    segments: z.object({ sha512 }),
    query: z.object({ offset: z.number().int().min(0).max(MAX_RELEASE_BYTES).default(0) }),
    answers: { 200: { kind: 'bytes', type: 'application/octet-stream' } },
    problems: { BeyondTheEnd: 416 },
    maxAnswerBytes: RELEASE_PART_BYTES,
    // 256 KiB on a link of 40 kbit/s.
    timeoutMs: 60_000,
  },
  report: {
    method: 'POST',
    path: '/v1/device/report',
    channel: 'device',
    summary: 'How the laptop stands',
    request: { ...json(deviceReport), maxBytes: 4 * 1024 },
    answers: { 200: nothing },
    maxAnswerBytes: MAX_DONE_BYTES,
    timeoutMs: 10_000,
  },
  journalHead: {
    method: 'GET',
    path: '/v1/device/journal',
    channel: 'device',
    summary: 'How far HQ has the laptop’s journal',
    answers: { 200: json(journalHead) },
    // A head, or problem details.
    maxAnswerBytes: 8 * 1024,
    timeoutMs: 30_000,
  },
  journalUpload: {
    method: 'POST',
    path: '/v1/device/journal',
    channel: 'device',
    summary: 'More of the laptop’s journal',
    description: '409 with HQ’s head where the entries do not follow it; what HQ has already is passed over.',
    // 500 entries of the longest are 330 KiB; escaped they may be twice that.
    request: { ...json(journalUpload), maxBytes: 768 * 1024 },
    answers: { 200: json(journalHead), 409: json(journalHead) },
    maxAnswerBytes: 8 * 1024,
    timeoutMs: 30_000,
  },
  leaveUnsentBundle: {
    method: 'POST',
    path: '/v1/device/unsent',
    formerPath: '/v1/device/parcels',
    channel: 'device',
    summary: 'Sealed unsent work of an officer, before it is destroyed here; 200 once durable',
    description: 'The same again tells which parts are still missing.',
    // The contract's longest envelope, base64, as many parts as there may be, and what is around them.
    request: { ...json(unsentBundle), maxBytes: 8_388_608 + MAX_SEALED_PARTS * 110 + 1024 },
    answers: { 200: json(unsentBundleKept) },
    /** OfficerUnknown: nobody who had a lease there has that tag. ParcelsFull: the laptop has left too much already. */
    problems: { OfficerUnknown: 409, ParcelsFull: 409 },
    // The digests of as many parts as there may be.
    maxAnswerBytes: 4 * 1024 * 1024,
    // Eight megabytes at 1 Mbit/s take 67 s; HQ takes them for as long (hq/http/asked.ts).
    timeoutMs: 120_000,
  },
  leaveUnsentBundlePart: {
    method: 'PUT',
    path: '/v1/device/unsent/{id}/parts/{digest}',
    formerPath: '/v1/device/parcels/{id}/parts/{digest}',
    channel: 'device',
    summary: 'What lies beside a bundle’s envelope, sealed; 200 once durable',
    segments: z.object({ id: z.uuid(), digest: sealedPart }),
    request: { kind: 'bytes', type: 'application/octet-stream', maxBytes: MAX_SEALED_PART_BYTES },
    answers: { 200: nothing },
    // What came is not the part of that name.
    problems: { HashMismatch: 422 },
    maxAnswerBytes: MAX_DONE_BYTES,
    timeoutMs: 30_000,
  },
  rewrap: {
    method: 'POST',
    path: '/v1/device/rewrap',
    channel: 'device',
    tries: 60,
    summary: 'The officer’s card share for a renewed card',
    description: 'Signed by the shift key.',
    // The contract's longest envelope and certificate, base64, and the signature around them.
    request: { ...signed(rewrapRequest), maxBytes: 128 * 1024 },
    answers: { 200: json(rewrapped) },
    problems: { NotYourShare: 403, RecoveryElsewhere: 403 },
    // Two envelopes' worth of base64, or problem details.
    maxAnswerBytes: 96 * 1024,
    // HQ opens one envelope and seals another: 0.1 s. The rest is for a weak link, and an officer is waiting.
    timeoutMs: 15_000,
  },
} as const satisfies Readonly<Record<string, Endpoint>>;
