import type { OrderSummary } from '../../contracts/hq/fleet.ts';
import type { OrderDraft } from '../../contracts/ipc/fleet.ts';
import { fail, type Result } from '../../contracts/result.ts';
import type { SignatureRefusal } from '../card/card-signature.ts';
import { signerOf, signing } from '../card/sign-with-card.ts';
import type { RegisterFault } from '../sync/services/register.ts';
import { buildOrder, signOrder } from './build-order.ts';
import type { FleetContext } from './context.ts';

/**
 * Creates an order: HQ is asked for the laptop first, so that the card is not asked for a PIN in vain; then the card signs, once; then HQ
 * takes it. An answer that is lost on the way leaves the order given or not: the laptop's page shows which, and the sequence keeps it
 * from being given twice.
 */
export const createOrder = async (
  context: FleetContext,
  draft: OrderDraft,
  pin: Uint8Array,
): Promise<Result<OrderSummary, RegisterFault | SignatureRefusal>> => {
  const { register, signature, force, journal, now } = context;
  if (signature === undefined) return fail('NoSignatureKey');
  const device = await register.ask('fleetDevice', { segments: { name: draft.device } });
  if (!device.ok) return device;
  if (device.value.device.name !== draft.device) return fail('HqUnusable');
  const order = buildOrder(draft, device.value.nextSequence, force, now());
  const signed = await signing(() => signOrder(order, signerOf(signature, pin)));
  if (!signed.ok) return signed;
  // On this laptop too it stands who signed what, before it leaves.
  await journal({ action: 'order', subject: draft.device, detail: `${draft.kind} ${order.id}` });
  return register.ask('giveOrder', { body: signed.value });
};
