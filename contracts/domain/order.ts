import { z } from 'zod';
import { instant, shortText } from './common.ts';
import { deviceName } from './device.ts';
import { staffId } from './officer.ts';
import { signedText } from './text.ts';

/**
 * What ICT can have a laptop do. lock: nobody signs in until unlock. disconnect: its certificates end, done at HQ. wipe: everything of
 * the force on it is destroyed. message: words on its screen. policy: take HQ's signed policy of that version now.
 */
export const orderKind = z.enum(['lock', 'unlock', 'disconnect', 'wipe', 'message', 'policy']);
export type OrderKind = z.infer<typeof orderKind>;

const common = {
  id: z.uuid(),
  force: shortText,
  device: deviceName,
  /** One more than the last order's to this device: an older one is a replay or a roll-back. */
  sequence: z.number().int().min(1),
  at: instant,
  /** Not acted on after this instant. */
  notAfter: instant,
  /** Why, in ICT's words; audited, and shown with the order. */
  reason: signedText(200),
} as const;

/** The content of an order's CMS SignedData (RFC 5652), JSON. */
export const order = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('lock') }),
  z.strictObject({ ...common, kind: z.literal('unlock') }),
  z.strictObject({ ...common, kind: z.literal('disconnect') }),
  z.strictObject({
    ...common,
    kind: z.literal('wipe'),
    /** Hand unsent work, sealed for its officer, to HQ before it is destroyed. */
    handOver: z.boolean(),
    /** Shown when all is gone: whom to return the laptop to. */
    returnTo: signedText(200),
  }),
  z.strictObject({ ...common, kind: z.literal('message'), text: signedText(500) }),
  z.strictObject({ ...common, kind: z.literal('policy'), version: z.number().int().min(1) }),
]);
export type Order = z.infer<typeof order>;

/** An order as it travels: one SignedData a signer, each with the same content, byte for byte. Base64 of DER. */
export const signedOrder = z.object({ id: z.uuid(), signatures: z.array(z.base64().max(32_768)).min(1).max(2) });
export type SignedOrder = z.infer<typeof signedOrder>;

/** pending: waits at HQ for the laptop. done: with a receipt of the laptop, and for disconnect when HQ has cut it off. */
export const orderState = z.enum(['unsigned', 'pending', 'delivered', 'done', 'refused', 'cancelled', 'expired']);
export type OrderState = z.infer<typeof orderState>;

/** Why a laptop does not do what an order says. */
export const orderRefusal = z.enum([
  'Malformed',
  'TooLarge',
  'BadSignature',
  'SignerUntrusted',
  'SignerRevoked',
  'RevocationUnknown',
  'SignerNotAllowed',
  'CountersignatureMissing',
  'SameSigner',
  'ContentsDiffer',
  'WrongForce',
  'WrongDevice',
  'Expired',
  'NotYetValid',
  'Replayed',
  'SequenceRolledBack',
  'PolicyUnusable',
]);
export type OrderRefusal = z.infer<typeof orderRefusal>;

/** What a wipe counts before and after: files and their bytes, never their names. */
const inventory = z.strictObject({
  keyFiles: z.number().int().min(0),
  stores: z.number().int().min(0),
  otherFiles: z.number().int().min(0),
  bytes: z.number().int().min(0),
});
export type WipeInventory = z.infer<typeof inventory>;

/** The content of a receipt: CMS SignedData by the laptop's device key. */
export const receipt = z.strictObject({
  order: z.uuid(),
  sequence: z.number().int().min(1),
  force: shortText,
  device: deviceName,
  kind: orderKind,
  state: z.enum(['delivered', 'done', 'refused']),
  at: instant,
  refusal: orderRefusal.optional(),
  wipe: z
    .strictObject({
      startedAt: instant,
      /** How many officers had work here. */
      officers: z.number().int().min(0),
      existed: inventory,
      /** What is still there; all zero but for the device key, which signs this receipt and goes last. */
      left: inventory,
      /** Sealed packets of unsent work that HQ has taken. */
      handedOver: z.number().int().min(0),
    })
    .optional(),
});
export type Receipt = z.infer<typeof receipt>;

/** Who gave or countersigned an order, read from the signature. */
export const orderSigner = z.object({ staffId, name: shortText });
