import type { SessionState, TypedRules } from '../../contracts/ipc/session.ts';

export type PinRules = Extract<SessionState, { readonly kind: 'pin' }>['rules'];

/** Where the card has not told its rules: those of a PIV card (NIST SP 800-73-5 part 2, §2.4.3). Main and the card judge again. */
export const usualRules: PinRules = { minLength: 6, maxLength: 8, digitsOnly: true, pinPad: false };

/** Of an unblocking code: eight bytes on a PIV card (the same §); some issuers print six. A card that takes longer PINs may have a longer one. */
export const pukRules = ({ maxLength }: PinRules): TypedRules => ({ minLength: 6, maxLength: Math.max(8, maxLength), digitsOnly: false });

/** Stands for a character that no PIN has (anything but printable ASCII). */
export const NO_CODE = 0;

/** Why what was typed cannot be a PIN, found before the card is asked, so that no try is used. */
export type TypedSlip = 'empty' | 'characters' | 'short' | 'long';

/** Judges codes of characters; undefined when they may be a PIN. */
export const typedSlip = (codes: ArrayLike<number>, { minLength, maxLength, digitsOnly }: TypedRules): TypedSlip | undefined => {
  for (let index = 0; index < codes.length; index += 1) {
    const code = codes[index] ?? NO_CODE;
    if (code === NO_CODE || (digitsOnly && (code < 0x30 || code > 0x39))) return 'characters';
  }
  if (codes.length === 0) return 'empty';
  if (codes.length < minLength) return 'short';
  return codes.length > maxLength ? 'long' : undefined;
};
