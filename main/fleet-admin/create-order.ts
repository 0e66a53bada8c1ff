import { deviceDetail, type OrderSummary, orderSummary } from '../../contracts/hq/fleet.ts';
import type { OrderDraft } from '../../contracts/ipc/fleet.ts';
import { fail, type Result } from '../../contracts/result.ts';
import { type CardSignature, type SignatureFault, signatureFaultOf } from '../card/card-signature.ts';
import type { RegisterFault } from '../sync/services/register.ts';
import { buildOrder, signOrder } from './build-order.ts';
import type { FleetRoom } from './handlers.ts';

/**
 * Gives an order: HQ is asked for the laptop first, so that the card is not asked for a PIN in vain; then the card signs, once; then HQ
 * takes it. An answer that is lost on the way leaves the order given or not: the laptop's page shows which, and the sequence keeps it
 * from being given twice.
 */
export const giveOrder = async (
  room: FleetRoom,
  draft: OrderDraft,
  pin: Uint8Array,
): Promise<Result<OrderSummary, RegisterFault | SignatureFault>> => {
  const { register, signature, force, journal, now } = room;
  if (signature === undefined) return fail('NoSignatureKey');
  const device = await register.get(`/v1/fleet/devices/${encodeURIComponent(draft.device)}`, deviceDetail);
  if (!device.ok) return device;
  if (device.value.device.name !== draft.device) return fail('HqUnusable');
  const order = buildOrder(draft, device.value.nextSequence, force, now());
  const signed = await signing(() => signOrder(order, signerOf(signature, pin)));
  if (!signed.ok) return signed;
  // On this laptop too it stands who signed what, before it leaves.
  await journal({ action: 'order', subject: draft.device, detail: `${draft.kind} ${order.id}` });
  return register.post('/v1/fleet/orders', signed.value, orderSummary);
};

/** The card's signature key, with the PIN for one signature. */
export const signerOf = (signature: CardSignature, pin: Uint8Array) => ({
  certificate: signature.certificate,
  sign: (data: Uint8Array) => signature.sign(data, pin),
});

/** Has the card sign; its refusals become codes. */
export const signing = async <Value>(work: () => Promise<Value>): Promise<Result<Value, SignatureFault>> => {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return fail(signatureFaultOf(error));
  }
};
