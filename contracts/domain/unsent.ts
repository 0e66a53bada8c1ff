import { z } from 'zod';
import { systemId } from '../systems/schema.ts';
import { blobHash, mediaType } from './blob.ts';
import { MAX_BLOBS_OF_COMMAND } from './blob-limits.ts';
import { instant } from './common.ts';
import { deviceName } from './device.ts';
import { staffId } from './officer.ts';

/** One row of an outbox, whole: what it takes to go on with it in another outbox under the very key it had. */
export const unsentCommand = z.strictObject({
  /** The idempotency key: HQ does it once, from whichever laptop and however often it hears it. */
  id: z.uuid(),
  system: systemId,
  command: z.string().max(60),
  itemKind: z.string().max(40),
  itemId: z.string().max(100),
  baseVersion: z.number().int().min(0),
  payload: z.record(z.string(), z.unknown()),
  summary: z.string().max(300),
  at: instant,
  /** What was being sent when it was sealed waits: HQ knows by the key whether it came through. */
  state: z.enum(['waiting', 'conflict', 'refused']),
  attempts: z.number().int().min(0),
  reason: z.string().max(500).optional(),
  /** What it carries, by hash; absent: nothing. */
  blobs: z.array(blobHash).max(MAX_BLOBS_OF_COMMAND).optional(),
  /** HQ's version and how the item stood there, for a conflict. */
  conflict: z.strictObject({ version: z.number().int().min(0), data: z.unknown() }).optional(),
});
export type UnsentCommand = z.infer<typeof unsentCommand>;

/** As many as an outbox shows. */
export const SEALED_WORK_ROWS = 5000;

/** SHA-256 of a part as it lies there, sealed: its name, and the voucher's word that it is this one. */
export const sealedPart = z.string().regex(/^[0-9a-f]{64}$/);
/** As many as 8 GiB have. */
export const MAX_SEALED_PARTS = 32_768;
/** The longest part, sealed: one of a blob, some items, or one item with all that HQ said of it in a conflict. */
export const MAX_SEALED_PART_BYTES = 2 * 1024 * 1024;

/** The content of a bundle (contracts/hq/orders.ts): one officer's unsent work as it left a laptop, in the order it was written. */
export const sealedWork = z.strictObject({
  staffId,
  device: deviceName,
  sealedAt: instant,
  items: z.array(unsentCommand).max(SEALED_WORK_ROWS),
  /** What lies beside it, and what opens that; absent where nothing does, and from older programs. */
  beside: z
    .strictObject({
      /** AES-256 (GCM), base64: every part is sealed under it. */
      key: z.base64().length(44),
      /** Parts that hold more items, a JSON array each, in order. */
      items: z.array(sealedPart).max(MAX_SEALED_PARTS),
      /** What the items carry; `parts` are the blob's own (blob-parts.ts), in order. */
      blobs: z
        .array(
          z.strictObject({
            hash: blobHash,
            bytes: z.number().int().min(1),
            type: mediaType,
            parts: z.array(sealedPart).max(MAX_SEALED_PARTS),
          }),
        )
        .max(SEALED_WORK_ROWS),
    })
    .optional(),
});
export type SealedWork = z.infer<typeof sealedWork>;

/**
 * The content of the card's voucher, CMS SignedData by the warrant card (9A): "what this key signs, I have written on this laptop". One a
 * session, so that no later piece of work has to wait for the card. An envelope can be sealed by anybody for anybody; without the voucher
 * whoever has a laptop's key could put words into an officer's mouth.
 */
export const workVoucher = z.strictObject({
  purpose: z.literal('unsent-work'),
  staffId,
  device: deviceName,
  at: instant,
  /** SubjectPublicKeyInfo of a P-256 key that lived in memory, base64. */
  key: z.base64().max(1024),
});
export type WorkVoucher = z.infer<typeof workVoucher>;

/** What the envelope holds. `signature`: ECDSA with SHA-256, DER, over the UTF-8 bytes of `work`, which is sealedWork as JSON. */
export const signedWork = z.strictObject({
  voucher: z.base64().max(65_536),
  work: z.string().max(6_291_456),
  signature: z.base64().max(256),
});
