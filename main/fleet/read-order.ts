import { type Order, order, type SignedOrder } from '../../contracts/domain/order.ts';
import { type OrderSummary, orderSummary } from '../../contracts/hq/fleet.ts';
import { readCardSigned } from '../../pki/index.ts';
import type { TrustMaterial } from '../device/trust/trust.ts';
import { parseJson } from '../platform/json.ts';

/** An order whose first signature holds: what a second ICT officer is asked to put a name to. */
export interface ReadOrder {
  readonly order: Order;
  /** The very bytes that were signed; a countersignature is over these and no others. */
  readonly content: Uint8Array;
  readonly signer: { readonly staffId: string; readonly name: string };
}

/** The longest content of an order that HQ and laptops take. */
const MAX_CONTENT_BYTES = 16 * 1024;

/**
 * Reads an order that waits for a second signature, by itself and not by what HQ says of it: the signature key (9C) of a warrant card of
 * this force, unrevoked now, over an order of that id. Undefined when anything of it does not hold.
 */
export const readOrder = (signed: SignedOrder, trust: TrustMaterial, force: string, at: Date): ReadOrder | undefined => {
  const [first, ...more] = signed.signatures;
  if (first === undefined || more.length > 0) return undefined;
  const { anchors, intermediates, crls } = trust;
  const read = readCardSigned(new Uint8Array(Buffer.from(first, 'base64')), { anchors, intermediates, crls, at });
  if (!read.ok || read.force !== force || read.content.byteLength > MAX_CONTENT_BYTES) return undefined;
  const parsed = order.safeParse(parseJson(read.content));
  if (!parsed.success || parsed.data.id !== signed.id || parsed.data.force !== force) return undefined;
  return { order: parsed.data, content: read.content, signer: { staffId: read.staffId, name: read.name } };
};

/** The order in short, as its content has it: what HQ says may only add how it stands. */
export const summaryOf = ({ order: given, signer }: ReadOrder, told: OrderSummary): OrderSummary =>
  orderSummary.parse({ ...told, ...given, signers: [signer] });
