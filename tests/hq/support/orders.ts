import { randomUUID } from 'node:crypto';
import type { ClientHttp2Session } from 'node:http2';
import type { Order, Receipt, SignedOrder } from '../../../contracts/domain/order.ts';
import type { OrderSummary } from '../../../contracts/hq/fleet.ts';
import { signCms } from '../../../pki/index.ts';
import { ask, type Reply } from './client.ts';
import { FORCE, type Holder } from './pki.ts';
import { LAPTOP } from './running.ts';

type Draft = Partial<Order> & { readonly sequence: number };

/** An order as an ICT laptop would draft it: a lock of the test's laptop, good for a week, unless told otherwise. */
export const draftOrder = (draft: Draft): Order => {
  const at = new Date();
  const wipe = draft.kind === 'wipe' ? { handOver: false, returnTo: 'ICT, Hutton' } : {};
  return {
    id: randomUUID(),
    force: FORCE,
    device: LAPTOP,
    kind: 'lock',
    at: at.toISOString(),
    notAfter: new Date(at.getTime() + 7 * 86_400_000).toISOString(),
    reason: 'Left on a wall in Leyland',
    ...wipe,
    ...draft,
  } as Order;
};

/** The order with a signature of each holder: cards' signature keys (9C), unless a test wants it otherwise. */
export const signOrder = async (order: Order, ...signers: readonly Holder[]): Promise<SignedOrder> => {
  const content = Buffer.from(JSON.stringify(order));
  return { id: order.id, signatures: await Promise.all(signers.map((signer) => signContent(content, signer))) };
};

/** Base64 of CMS SignedData. */
export const signContent = async (content: Uint8Array, { signer }: Holder): Promise<string> =>
  Buffer.from(await signCms({ content, signer, at: new Date() })).toString('base64');

export const postOrder = (session: ClientHttp2Session, signed: unknown): Promise<Reply> =>
  ask(session, 'POST', '/v1/fleet/orders', JSON.stringify(signed));

export const countersign = (session: ClientHttp2Session, id: string, signature: string): Promise<Reply> =>
  ask(session, 'POST', `/v1/fleet/orders/${id}/countersign`, JSON.stringify({ signature }));

/** What a laptop says of an order; signed by its device key. */
export const signReceipt = async (
  order: Order | OrderSummary,
  state: Receipt['state'],
  laptop: Holder,
  changes: Partial<Receipt> = {},
): Promise<Uint8Array> => {
  const nothing = { keyFiles: 0, stores: 0, otherFiles: 0, bytes: 0 };
  const at = new Date().toISOString();
  const wipe = { startedAt: at, officers: 1, existed: { ...nothing, stores: 1 }, left: nothing, handedOver: 0 };
  const receipt = {
    order: order.id,
    sequence: order.sequence,
    force: FORCE,
    device: order.device,
    kind: order.kind,
    state,
    at,
    ...(order.kind === 'wipe' && state === 'done' ? { wipe } : {}),
    ...changes,
  };
  return signCms({ content: Buffer.from(JSON.stringify(receipt)), signer: laptop.signer, at: new Date() });
};

export const postReceipt = (session: ClientHttp2Session, receipt: Uint8Array): Promise<Reply> =>
  ask(session, 'POST', '/v1/device/receipts', receipt);

/** What waits for the laptop past a sequence; held open for 25 seconds while there is nothing. */
export const ordersAfter = async (session: ClientHttp2Session, sequence = 0): Promise<SignedOrder[]> =>
  JSON.parse((await ask(session, 'GET', `/v1/device/orders?after=${sequence}`)).body.toString()).orders;
