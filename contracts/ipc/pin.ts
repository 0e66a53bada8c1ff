import { z } from 'zod';

/** A PIN on its way from the page to the card, as bytes that main zeroes: longer than any card takes. */
export const pinBytes = z.instanceof(Uint8Array).refine((pin) => pin.byteLength <= 64);

/** Why the card signed nothing. */
export const signatureErrors = [
  'PinIncorrect',
  'PinFinalTry',
  'PinBlocked',
  'PinLength',
  /** It must be changed first. */
  'PinExpired',
  /** At the reader's own keypad. */
  'PinCancelled',
  'CardRemoved',
  'CardFault',
  'NoSignatureKey',
] as const;
