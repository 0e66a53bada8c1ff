import { z } from 'zod';
import { type CardReplies, type CardRequest, cardMechanisms, type FromService, MAX_FRAME_BYTES } from '../../native/protocol/index.ts';

/** The card service runs a vendor's code: what it says is taken apart like anything from outside. */

/** More readers and certificates than any laptop and card have. */
const MAX_CARDS = 32;
const MAX_CERTIFICATES = 64;
/** PKCS#11 texts are 16 to 64 bytes; a CKR name is the longest detail. */
const text = z.string().max(256);
/** Moved out of the message that they came in, which a shared secret or another's bytes must not stay behind in. */
const bytes = z
  .instanceof(Uint8Array)
  .refine((value) => value.byteLength <= MAX_FRAME_BYTES)
  .transform((value) => {
    const own = new Uint8Array(value);
    value.fill(0);
    return own;
  });

const code = z.enum([
  'ModuleMissing',
  'ModuleBroken',
  'ReaderServiceDown',
  'CardRemoved',
  'NoSuchCard',
  'NoSuchKey',
  'NotSignedIn',
  'PinNeeded',
  'PinIncorrect',
  'PinFinalTry',
  'PinBlocked',
  'PinLength',
  'PinInvalid',
  'PinExpired',
  'PinNotSet',
  'PinCancelled',
  'PukIncorrect',
  'PukBlocked',
  'UnblockFailed',
  'NotSupported',
  'TooLarge',
  'DeadlinePassed',
  'ServiceCrashed',
  'CardBusy',
  'CardFault',
]);
const flags = z.object({ pinLow: z.boolean(), pinFinalTry: z.boolean(), pinLocked: z.boolean(), pinPad: z.boolean() });
const presence = z.object({
  cardId: z.string().min(1).max(64),
  reader: text,
  label: text,
  serial: text,
  minPin: z.number().int().min(0),
  maxPin: z.number().int().min(0),
  flags,
  mechanisms: z.array(z.enum(cardMechanisms)).max(cardMechanisms.length).exactOptional(),
});
const certificate = z.object({ keyId: bytes, label: text, der: bytes, hasKey: z.boolean(), pinEachTime: z.boolean() });
const cards = z.array(presence).max(MAX_CARDS);

const fromService = z.union([
  z.object({ id: z.number().int(), ok: z.literal(true), value: z.unknown() }),
  z.object({ id: z.number().int(), ok: z.literal(false), code, detail: text, flags: flags.exactOptional() }),
  z.object({ event: z.literal('ready') }),
  z.object({ event: z.literal('worn') }),
  z.object({ event: z.literal('fault'), code: z.enum(['ModuleMissing', 'ModuleBroken', 'ReaderServiceDown']) }),
  z.object({ event: z.literal('cards'), cards }),
]);

const replies: { readonly [Op in CardRequest['op']]: z.ZodType<CardReplies[Op]> } = {
  cards,
  certificates: z.array(certificate).max(MAX_CERTIFICATES),
  login: z.null(),
  logout: z.null(),
  sign: bytes,
  decrypt: bytes,
  derive: bytes,
  changePin: z.null(),
  unblockPin: z.null(),
};

/** A message of the service, or undefined for anything that is none. */
export function parseFromService(message: unknown): FromService | undefined {
  return fromService.safeParse(message).data;
}

/** What an operation answered, or undefined when it is not what that operation answers. */
export function parseReply<Op extends CardRequest['op']>(op: Op, value: unknown): CardReplies[Op] | undefined {
  return replies[op].safeParse(value).data;
}
