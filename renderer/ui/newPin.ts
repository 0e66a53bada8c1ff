import type { PinChangeRefusal, SessionState } from '../../contracts/ipc/session.ts';

export type PinRules = Extract<SessionState, { readonly kind: 'pin' }>['rules'];

/** Where the card has not told its rules: those of a PIV card (NIST SP 800-73-5 part 2, §2.4.3). Main and the card judge again. */
export const usualRules: PinRules = { minLength: 6, maxLength: 8, digitsOnly: true, pinPad: false };

/** What is wrong with what was typed, found before the card is asked, so that no try is used. */
export type PinSlip = 'missing' | 'length' | 'differ' | 'same';

/** Judges a new PIN before the card is asked; undefined when nothing speaks against it. `known` is the old PIN, or the PUK. */
export const slipOf = (
  typed: { readonly known: Uint8Array; readonly fresh: Uint8Array; readonly again: Uint8Array },
  rules: Pick<PinRules, 'minLength' | 'maxLength'>,
  kind: 'change' | 'unblock',
): PinSlip | undefined => {
  const { known, fresh, again } = typed;
  if (known.byteLength === 0 || fresh.byteLength === 0 || again.byteLength === 0) return 'missing';
  if (fresh.byteLength < rules.minLength || fresh.byteLength > rules.maxLength) return 'length';
  if (!isSame(fresh, again)) return 'differ';
  return kind === 'change' && isSame(known, fresh) ? 'same' : undefined;
};

/** Nothing that is typed again helps: the way on is ICT's. */
const over: readonly PinChangeRefusal[] = ['PinBlocked', 'PukBlocked', 'UnblockFailed', 'NotSupported'];
export const isOver = (refusal: PinChangeRefusal): boolean => over.includes(refusal);

const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.byteLength === other.byteLength && one.every((byte, index) => byte === other[index]);
