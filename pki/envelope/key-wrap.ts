import { createCipheriv, createDecipheriv, timingSafeEqual } from 'node:crypto';
import { PkiError } from '../fault.ts';

/** RFC 3394 §2.2.3.1: the check value of an untouched key. */
const initialValue = Buffer.alloc(8, 0xa6);
const rounds = 6;

/**
 * AES key wrap (RFC 3394) of 16 bytes or more in steps of 8; `kek` is 16, 24 or 32 bytes. Our own over AES-ECB, because Electron's
 * BoringSSL has no AES key wrap: the same code runs everywhere. Throws RangeError for other sizes.
 */
export function wrapKey(kek: Uint8Array, key: Uint8Array): Uint8Array {
  if (key.length % 8 || key.length < 16) throw new RangeError('A key to wrap must be 16 bytes or more in steps of 8');
  const cipher = createCipheriv(ecb(kek), kek, null).setAutoPadding(false);
  const registers = new Uint8Array(key.length + 8);
  registers.set(initialValue);
  registers.set(key, 8);
  const check = registers.subarray(0, 8);
  for (let round = 0, counter = 1; round < rounds; round++) {
    for (let at = 8; at < registers.length; at += 8, counter++) {
      const block = cipher.update(Buffer.concat([check, registers.subarray(at, at + 8)]));
      check.set(block.subarray(0, 8));
      addCounter(check, counter);
      registers.set(block.subarray(8), at);
      block.fill(0);
    }
  }
  return registers;
}

/** Unwraps a key. Throws PkiError `Tampered` when the wrapped key was changed or the kek is another, `Malformed` for a wrong size. */
export function unwrapKey(kek: Uint8Array, wrapped: Uint8Array): Uint8Array {
  if (wrapped.length % 8 || wrapped.length < 24) throw new PkiError('Malformed', 'Malformed: wrapped key');
  const decipher = createDecipheriv(ecb(kek), kek, null).setAutoPadding(false);
  const registers = Uint8Array.from(wrapped);
  const check = registers.subarray(0, 8);
  for (let round = 0, counter = rounds * (wrapped.length / 8 - 1); round < rounds; round++) {
    for (let at = registers.length - 8; at >= 8; at -= 8, counter--) {
      addCounter(check, counter);
      const block = decipher.update(Buffer.concat([check, registers.subarray(at, at + 8)]));
      check.set(block.subarray(0, 8));
      registers.set(block.subarray(8), at);
      block.fill(0);
    }
  }
  const intact = timingSafeEqual(check, initialValue);
  const key = registers.slice(8);
  registers.fill(0);
  if (intact) return key;
  key.fill(0);
  throw new PkiError('Tampered', 'The wrapped key does not open');
}

const ecb = (kek: Uint8Array): string => `aes-${kek.length * 8}-ecb`;

/** Exclusive or with the step's number; keys are short, so its upper four bytes are zero. */
function addCounter(check: Uint8Array, counter: number): void {
  const view = new DataView(check.buffer, check.byteOffset, 8);
  view.setUint32(4, view.getUint32(4) ^ counter);
}
