import { type Order, order as orderContract } from '../../../contracts/domain/order.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { parseJson } from '../../http/json.ts';
import type { OrderFault } from '../fault.ts';

/** A message of 500 characters, its reason and whom to return a laptop to are under 6 KiB however they are escaped. */
const MAX_ORDER_BYTES = 16 * 1024;
/** How far an ICT laptop's clock may be off, and how long an order may be on its way here. */
const FRESH_MS = 5 * 60_000;
/** A laptop in a drawer comes back within a quarter; what waited longer is decided anew. */
const LONGEST_LIFE_MS = 90 * 24 * 3_600_000;

/** Reads what was signed. */
export const readOrder = (content: Uint8Array): Result<Order, OrderFault> => {
  if (content.byteLength > MAX_ORDER_BYTES) return fail('TooLarge');
  const parsed = orderContract.safeParse(parseJson(content)).data;
  // One spelling: the database and the laptop compare it with what other messages say.
  return parsed !== undefined && parsed.id === parsed.id.toLowerCase() ? ok(parsed) : fail('Malformed');
};

/** Whether an order that comes at `at` is of this force and of this moment; the fault, if not. */
export const faultOfContent = (order: Order, rules: { readonly force: string; readonly at: Date }): OrderFault | undefined => {
  const { force, at } = rules;
  if (order.force !== force) return 'WrongForce';
  const given = Date.parse(order.at);
  const ends = Date.parse(order.notAfter);
  if (given > at.getTime() + FRESH_MS) return 'NotYetValid';
  if (given < at.getTime() - FRESH_MS || ends <= at.getTime()) return 'Expired';
  return ends > given + LONGEST_LIFE_MS ? 'LivesTooLong' : undefined;
};
