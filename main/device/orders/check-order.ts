import type { z } from 'zod';
import { type Order, type OrderRefusal, order, orderSigner, signedOrder } from '../../../contracts/domain/order.ts';
import type { Policy } from '../../../contracts/domain/policy.ts';
import { PkiError, readCardSigned, signedContent } from '../../../pki/index.ts';
import { parseJson } from '../../platform/json.ts';
import type { TrustMaterial } from '../trust/trust.ts';

export interface OrderContext {
  readonly trust: TrustMaterial;
  /** The signed policy: who may sign orders, and which need two. Without one no order counts. */
  readonly policy: Policy | undefined;
  readonly device: string;
  readonly force: string;
  /** Of the last order that this laptop has begun; 0 before the first. */
  readonly lastSequence: number;
  /** When this laptop was last enrolled, by its own clock; undefined where that is not known. */
  readonly enrolledAt?: Date | undefined;
  readonly now: Date;
}

export type OrderSigner = z.infer<typeof orderSigner>;
/** What an order says it is. Of a refused one nothing more may be believed; it names the refusal's receipt. */
export type OrderClaim = Pick<Order, 'id' | 'sequence' | 'kind'>;
export type OrderVerdict =
  | { readonly ok: true; readonly order: Order; readonly signers: readonly OrderSigner[] }
  | { readonly ok: false; readonly code: OrderRefusal; readonly claim: OrderClaim | undefined };

/** An order is a few hundred bytes; its longest fields together are 2 KiB. */
const MAX_CONTENT_BYTES = 16 * 1024;
/** The longest content with a card's certificate and signature; the contract's bound, said here too since base64 is decoded first. */
const MAX_SIGNATURE_BASE64 = 32_768;
/** HQ's clock and a laptop's differ by minutes at most. */
const CLOCK_TOLERANCE_MS = 300_000;
/** An order that would wait longer than a laptop may lie in a cupboard is a mistake, or worse. */
const MAX_LIFE_MS = 90 * 24 * 60 * 60 * 1000;

/**
 * Whether this laptop has to do what came from HQ as an order. HQ is not believed: each signature, its signer's chain and revocation,
 * the signer's right by the signed policy, both contents, target, times and sequence are checked here. Pure; never throws on hostile
 * input.
 */
export const checkOrder = (received: unknown, context: OrderContext): OrderVerdict => {
  if (isOversized(received)) return { ok: false, code: 'TooLarge', claim: undefined };
  const parsed = signedOrder.safeParse(received);
  if (!parsed.success) return { ok: false, code: 'Malformed', claim: undefined };
  const messages = parsed.data.signatures.map((signature) => new Uint8Array(Buffer.from(signature, 'base64')));
  const claim = claimOf(messages, parsed.data.id);
  const checked = checkMessages(messages, parsed.data.id, context);
  return checked.ok ? checked : { ...checked, claim };
};

type Checked = Extract<OrderVerdict, { ok: true }> | { readonly ok: false; readonly code: OrderRefusal };

const checkMessages = (messages: readonly Uint8Array[], id: string, context: OrderContext): Checked => {
  const signers: OrderSigner[] = [];
  let content: Uint8Array | undefined;
  for (const message of messages) {
    const signed = checkSignature(message, context);
    if (!signed.ok) return signed;
    if (signed.content.byteLength > MAX_CONTENT_BYTES) return refuse('TooLarge');
    if (content !== undefined && Buffer.compare(content, signed.content) !== 0) return refuse('ContentsDiffer');
    content = signed.content;
    signers.push(signed.signer);
  }
  const wanted = content === undefined ? undefined : readOrder(content);
  if (wanted === undefined || wanted.id !== id) return refuse('Malformed');
  const code = refusalOf(wanted, signers, context);
  return code === undefined ? { ok: true, order: wanted, signers } : refuse(code);
};

/** One signature, and its signer's right to it. */
const checkSignature = (
  message: Uint8Array,
  { trust, policy, force, now }: OrderContext,
):
  | { readonly ok: true; readonly content: Uint8Array; readonly signer: OrderSigner }
  | { readonly ok: false; readonly code: OrderRefusal } => {
  const { anchors, intermediates, crls } = trust;
  const signed = readCardSigned(message, { anchors, intermediates, crls, at: now });
  if (!signed.ok) return refuse(signed.code === 'NotASigner' ? 'SignerNotAllowed' : signed.code);
  const signer = orderSigner.safeParse({ staffId: signed.staffId, name: signed.name });
  if (!signer.success) return refuse('SignerNotAllowed');
  if (signed.force !== force) return refuse('WrongForce');
  if (policy === undefined) return refuse('PolicyUnusable');
  if (!policy.orders.signers.includes(signer.data.staffId)) return refuse('SignerNotAllowed');
  return { ok: true, content: signed.content, signer: signer.data };
};

const refusalOf = (
  { force, device, at, notAfter, kind, sequence }: Order,
  signers: readonly OrderSigner[],
  context: OrderContext,
): OrderRefusal | undefined => {
  const now = context.now.getTime();
  if (force !== context.force) return 'WrongForce';
  if (device !== context.device) return 'WrongDevice';
  if (new Set(signers.map(({ staffId }) => staffId)).size < signers.length) return 'SameSigner';
  if (signers.length < 2 && context.policy?.orders.countersign.includes(kind)) return 'CountersignatureMissing';
  if (Date.parse(notAfter) > Date.parse(at) + MAX_LIFE_MS) return 'Malformed';
  if (Date.parse(notAfter) <= now) return 'Expired';
  if (Date.parse(at) > now + CLOCK_TOLERANCE_MS) return 'NotYetValid';
  if (isOfBefore(Date.parse(at), context)) return 'Replayed';
  if (sequence === context.lastSequence) return 'Replayed';
  return sequence < context.lastSequence ? 'SequenceRolledBack' : undefined;
};

/** An order for what this laptop was before it was enrolled anew. An enrolment in the future says nothing: the clock was wrong then. */
const isOfBefore = (at: number, { enrolledAt, now }: OrderContext): boolean =>
  enrolledAt !== undefined && enrolledAt <= now && at < enrolledAt.getTime() - CLOCK_TOLERANCE_MS;

const refuse = (code: OrderRefusal) => ({ ok: false, code }) as const;

/** Before anything is parsed or decoded: base64 of more than a signature, or more signatures than two. */
const isOversized = (received: unknown): boolean => {
  const signatures: unknown =
    typeof received === 'object' && received !== null && 'signatures' in received ? received.signatures : undefined;
  if (!Array.isArray(signatures)) return false;
  return signatures.some((one: unknown) => typeof one === 'string' && one.length > MAX_SIGNATURE_BASE64);
};

const readOrder = (content: Uint8Array): Order | undefined => order.safeParse(parseJson(content)).data;

/** What the first message says it orders, signed or not. */
const claimOf = ([message]: readonly Uint8Array[], id: string): OrderClaim | undefined => {
  try {
    const content = message && signedContent(message);
    if (content === undefined || content.byteLength > MAX_CONTENT_BYTES) return undefined;
    const claimed = readOrder(content);
    return claimed?.id === id ? { id, sequence: claimed.sequence, kind: claimed.kind } : undefined;
  } catch (error) {
    if (error instanceof PkiError) return undefined;
    throw error;
  }
};
