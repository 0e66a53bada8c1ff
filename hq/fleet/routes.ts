import type { ShiftIdentity } from '../connections/shift-gate.ts';
import { audit } from '../database/audit.ts';
import { type Answer, HttpError, jsonAnswer } from '../http/answer.ts';
import type { Asked } from '../http/asked.ts';
import { parseJson } from '../http/json-body.ts';
import type { Route } from '../http/router.ts';
import { fleetStatuses, OrderError } from './fault.ts';
import { requireIct } from './ict.ts';
import { cancelOrder } from './orders/cancel.ts';
import { countersignOrder } from './orders/countersign.ts';
import { giveOrder, type OrderParts } from './orders/create.ts';
import { documentsOf, waitingFor } from './orders/documents.ts';

/** Two signatures of the contract's longest, and the braces around them. */
const MAX_ORDER_BODY_BYTES = 72 * 1024;

type Segments = Readonly<Record<string, string>>;
type Work = (asked: Asked, shift: ShiftIdentity, segments: Segments, at: Date) => Promise<unknown>;

/** The orders of the fleet register (contracts/hq/fleet.ts), over the services: for ICT alone. */
export const orderRoutes = (
  parts: OrderParts,
): readonly Route<(asked: Asked, shift: ShiftIdentity, segments: Segments) => Promise<Answer>>[] => {
  const forIct = (work: Work) => async (asked: Asked, shift: ShiftIdentity, segments: Segments) => {
    await requireIct(parts.database, shift);
    return jsonAnswer(await answerOf(parts, shift, () => work(asked, shift, segments, new Date())));
  };
  return [
    {
      method: 'POST',
      path: '/v1/fleet/orders',
      handle: forIct(async (asked, shift, _, at) => giveOrder(parts, shift, await orderBody(asked), at)),
    },
    {
      method: 'POST',
      path: '/v1/fleet/orders/{id}/countersign',
      handle: forIct(async (asked, shift, { id = '' }, at) => countersignOrder(parts, shift, { id, body: await orderBody(asked) }, at)),
    },
    {
      method: 'POST',
      path: '/v1/fleet/orders/{id}/cancel',
      handle: forIct((_, shift, { id = '' }, at) => cancelOrder(parts, shift, id, at)),
    },
    { method: 'GET', path: '/v1/fleet/orders/{id}', handle: forIct((_, __, { id = '' }, at) => documentsOf(parts.database.query, id, at)) },
    { method: 'GET', path: '/v1/fleet/waiting', handle: forIct((_, shift, __, at) => waitingFor(parts.database.query, shift, at)) },
  ];
};

/** Turns a refusal into an entry of the trail and problem details. */
const answerOf = async <Value>(parts: OrderParts, { officer }: ShiftIdentity, work: () => Promise<Value>): Promise<Value> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof OrderError)) throw error;
    const subject = error.device ?? 'fleet';
    await audit(parts.database.query, { actor: officer.staffId, action: 'orderRefused', subject, detail: error.fault });
    throw new HttpError(fleetStatuses[error.code], error.code);
  }
};

const orderBody = async (asked: Asked): Promise<unknown> => {
  const body = await asked.body(MAX_ORDER_BODY_BYTES).catch((error: unknown) => {
    // No order is so long: as refused as any other that cannot be read, and as audited.
    throw error instanceof HttpError && error.status === 413 ? new OrderError('TooLarge') : error;
  });
  return parseJson(body);
};
