import { z } from 'zod';
import { deviceName } from '../domain/device.ts';
import { journalEntry } from '../domain/journal.ts';
import { staffId } from '../domain/officer.ts';
import { signedOrder } from '../domain/order.ts';
import { updateReport } from '../domain/release.ts';
import { MAX_SEALED_PART_BYTES, MAX_SEALED_PARTS, sealedPart } from '../domain/unsent.ts';
import type { DeviceProblem } from './device.ts';

/** So long HQ holds a question for orders open while there is none. */
export const ORDERS_WAIT_MS = 25_000;

/** A laptop reads each order on its own: a malformed one does not hide the others. */
export const waitingOrders = z.object({ orders: z.array(signedOrder.or(z.unknown())).max(20) });
export type WaitingOrders = z.infer<typeof waitingOrders>;

export const currentPolicy = z.object({ version: z.number().int().min(1), signed: z.base64().max(262_144) });
export type CurrentPolicy = z.infer<typeof currentPolicy>;

/** PostgreSQL's integer; no laptop has so many. */
const MAX_INTEGER = 2 ** 31 - 1;
/** As many as a report has room for; more than kinds of item and reasons make, while nothing is odd. */
export const MOST_SET_ASIDE_COUNTS = 20;
/**
 * Records of one kind in HQ's feeds that a laptop could not read, and why (main/sync/line.ts). Codes and a number: no record is named.
 * `kind` is empty where a record did not tell it.
 */
export const setAsideCount = z.object({
  system: z.string().regex(/^[a-z]{1,20}$/),
  kind: z.string().regex(/^[A-Za-z0-9]{0,40}$/),
  reason: z.string().regex(/^[A-Za-z]{1,40}$/),
  count: z.number().int().min(1).max(1_000_000),
});
export type SetAsideCount = z.infer<typeof setAsideCount>;

/** How a laptop stands, for ICT: no names, no content. */
export const deviceReport = z.object({
  version: z.string().max(40),
  /** Bytes that the program's data takes. */
  diskBytes: z.number().int().min(0),
  unsent: z.number().int().min(0).max(MAX_INTEGER),
  /** Version of the policy in force there. */
  policyVersion: z.number().int().min(0).max(MAX_INTEGER),
  /** Absent from a laptop that does not count them. */
  setAside: z.array(setAsideCount).max(MOST_SET_ASIDE_COUNTS).optional(),
  /** Absent from a laptop that does not tell. */
  update: updateReport.optional(),
});
export type DeviceReport = z.infer<typeof deviceReport>;

/** Folder names and device-journal tags are HMAC-SHA-256 of the staff id (first 32 hexadecimal digits) under this laptop's own key. */
export const officerTag = z.string().regex(/^[0-9a-f]{32}$/);
/** That key, base64 of 32 bytes: HQ, which knows who has had a lease there, finds whose a tag is. It never rests in clear on the laptop. */
const tagKey = z.base64().length(44);

export const journalHead = z.object({ seq: z.number().int().min(0), hash: z.string().length(64) });
/** Entries of the device journal that follow HQ's head, in order; `subject` is an officerTag or an id without a name. */
export const journalUpload = z.object({ tagKey, entries: z.array(journalEntry).min(1).max(500) });

/** Unsent work of one officer as sealedWork, in an AuthEnvelopedData (RFC 5083) for the officer's card (9D) and the recovery key. */
export const unsentBundle = z.object({
  ...{ tagKey, tag: officerTag, envelope: z.base64().max(8_388_608) },
  /** What lies beside the envelope, sealed under a key that is in it: sent after it, part by part. */
  parts: z
    .array(z.strictObject({ digest: sealedPart, bytes: z.number().int().min(1).max(MAX_SEALED_PART_BYTES) }))
    .max(MAX_SEALED_PARTS)
    .optional(),
});
/** What HQ has not got of it yet. */
export const unsentBundleKept = z.object({ id: z.uuid(), missing: z.array(sealedPart).max(MAX_SEALED_PARTS).default([]) });

/** After a card was renewed: the officer's old card share for the new card. `envelope`: key.p7m as it lies on the laptop. */
export const rewrapRequest = z.object({
  device: deviceName,
  staffId,
  nonce: z.base64().max(64),
  envelope: z.base64().max(65_536),
  /**
   * key.own as it lies beside it (pki's shareProof, 32 bytes): made by the old card's owner, who alone knew the share. Without it HQ
   * would seal any officer's share that somebody found on the laptop for whoever asks.
   */
  proof: z.base64().length(44),
  /** The new card's key management certificate (9D), DER. */
  certificate: z.base64().max(16_384),
});
export type RewrapRequest = z.infer<typeof rewrapRequest>;
export const rewrapped = z.object({ envelope: z.base64().max(65_536) });
/** NotYourShare: the envelope does not hold this officer's share of this laptop. RecoveryElsewhere: HQ has not the recovery key; ask ICT. */
export type RewrapProblem = DeviceProblem | 'NotYourShare' | 'RecoveryElsewhere';

export const unsentBundleList = z.object({ parcels: z.array(z.object({ id: z.uuid(), envelope: z.base64().max(8_388_608) })).max(50) });
