import { isTrivialPin } from '../../contracts/domain/pin.ts';
import type { PinChangeRefusal } from '../../contracts/ipc/session.ts';
import { type PinRules, pukRules, type TypedSlip, typedSlip } from '../format/pinRules.ts';

/** What is wrong with a new PIN as it was typed, found before the card is asked, so that no try is used. `known`: the old PIN, or the PUK. */
export type PinSlip =
  | { readonly why: 'missing' | 'differ' | 'same' | 'trivial' }
  | { readonly why: TypedSlip; readonly field: 'known' | 'fresh' };

/** Judges a new PIN before the card is asked; undefined when nothing speaks against it. */
export const slipOf = (
  typed: { readonly known: Uint8Array; readonly fresh: Uint8Array; readonly again: Uint8Array },
  rules: PinRules,
  kind: 'change' | 'unblock',
): PinSlip | undefined => {
  const { known, fresh, again } = typed;
  if (known.byteLength === 0 || fresh.byteLength === 0 || again.byteLength === 0) return { why: 'missing' };
  const knownSlip = typedSlip(known, kind === 'change' ? rules : pukRules(rules));
  if (knownSlip !== undefined) return { why: knownSlip, field: 'known' };
  const freshSlip = typedSlip(fresh, rules);
  if (freshSlip !== undefined) return { why: freshSlip, field: 'fresh' };
  if (!isSame(fresh, again)) return { why: 'differ' };
  if (kind === 'change' && isSame(known, fresh)) return { why: 'same' };
  return isTrivialPin(fresh) ? { why: 'trivial' } : undefined;
};

/** Nothing that is typed again helps: the way on is ICT's. */
const over: readonly PinChangeRefusal[] = ['PinBlocked', 'PinExpired', 'PukBlocked', 'UnblockFailed', 'NotSupported'];
export const isOver = (refusal: PinChangeRefusal): boolean => over.includes(refusal);

const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.byteLength === other.byteLength && one.every((byte, index) => byte === other[index]);
