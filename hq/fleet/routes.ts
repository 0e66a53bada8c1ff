import type { ShiftIdentity } from '../connections/shift-gate.ts';
import { auditRefusal } from '../database/refusals.ts';
import { HttpError } from '../http/answer.ts';
import type { Call, Handler, Handlers } from '../http/endpoints.ts';
import { OrderError } from './fault.ts';
import { cancelOrder } from './orders/cancel.ts';
import { countersignOrder } from './orders/countersign.ts';
import { giveOrder, type OrderParts } from './orders/create.ts';
import { documentsOf, waitingFor } from './orders/documents.ts';

type OrderEndpoint = 'giveOrder' | 'countersignOrder' | 'cancelOrder' | 'orderDocuments' | 'waitingSignatures';

/** The orders of the fleet register, over the services. Every refusal is an entry of the trail. */
export const orderHandlers = (parts: OrderParts): Handlers<OrderEndpoint, ShiftIdentity> => {
  const audited =
    <Id extends OrderEndpoint>(work: Handler<Id, ShiftIdentity>): Handler<Id, ShiftIdentity> =>
    async (call, shift) => {
      try {
        return await work(call, shift);
      } catch (error) {
        if (!(error instanceof OrderError)) throw error;
        const { officer } = shift;
        const subject = error.device ?? 'fleet';
        await auditRefusal(parts.database.query, { actor: officer.staffId, action: 'orderRefused', subject, detail: error.fault });
        throw new HttpError(error.code);
      }
    };
  return {
    giveOrder: audited(async (call, shift) => giveOrder(parts, shift, await bodyOf(call), new Date())),
    countersignOrder: audited((call, shift) => {
      const signature = async (device: string) => (await bodyOf(call, device)).signature;
      return countersignOrder(parts, shift, { id: call.segments.id, signature }, new Date());
    }),
    cancelOrder: audited(({ segments }, shift) => cancelOrder(parts, shift, segments.id, new Date())),
    orderDocuments: audited(({ segments }) => documentsOf(parts.database.query, segments.id, new Date())),
    waitingSignatures: (_, shift) => waitingFor(parts.database.query, shift, new Date()),
  };
};

/** A body that is no order is as refused as any other order, and as audited. Throws OrderError. */
const bodyOf = <Id extends 'giveOrder' | 'countersignOrder'>(call: Call<Id>, device?: string): ReturnType<Call<Id>['body']> =>
  call.body().catch((error: unknown) => {
    throw error instanceof HttpError && (error.code === 'TooLarge' || error.code === 'Malformed')
      ? new OrderError(error.code, device)
      : error;
  }) as ReturnType<Call<Id>['body']>;
