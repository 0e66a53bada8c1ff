import { z } from 'zod';
import { MAX_FRAME_BYTES, type ToService } from './protocol/index.ts';

/** PKCS#11 modules take PINs of up to 64 bytes at most; PIV takes 8. */
const MAX_PIN_BYTES = 64;
const MAX_KEY_ID_BYTES = 255;
const bytes = (limit: number) => z.instanceof(Uint8Array).refine((value) => value.byteLength <= limit);

const cardId = z.string().max(64);
const pin = bytes(MAX_PIN_BYTES);
const keyId = bytes(MAX_KEY_ID_BYTES);
const data = bytes(MAX_FRAME_BYTES);

const cardRequest = z.discriminatedUnion('op', [
  z.object({ op: z.literal('cards') }),
  z.object({ op: z.literal('certificates'), cardId }),
  z.object({ op: z.literal('login'), cardId, pin }),
  z.object({ op: z.literal('logout'), cardId }),
  z.object({ op: z.literal('sign'), cardId, keyId, data, pin: pin.exactOptional() }),
  z.object({ op: z.literal('decrypt'), cardId, keyId, data, raw: z.literal(true).exactOptional() }),
  z.object({ op: z.literal('derive'), cardId, keyId, point: data }),
  z.object({ op: z.literal('changePin'), cardId, oldPin: pin, newPin: pin }),
  z.object({ op: z.literal('unblockPin'), cardId, puk: pin, newPin: pin }),
]);
const envelope = z.object({ id: z.number().int().positive(), request: z.unknown() });

export type ParsedMessage = ToService | { readonly id: number; readonly request: undefined } | undefined;

/** A message from the program: whole, or its id alone when the request is not one of ours, or undefined when it is no message at all. */
export function parseMessage(message: unknown): ParsedMessage {
  const outer = envelope.safeParse(message);
  if (!outer.success) return undefined;
  const inner = cardRequest.safeParse(outer.data.request);
  return { id: outer.data.id, request: inner.success ? inner.data : undefined };
}
