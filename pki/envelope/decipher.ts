import type { Decipheriv } from 'node:crypto';

/** All that a cipher gives, in an array of its own for the caller to overwrite; nothing else keeps it. Throws what the crypto library throws. */
export function decipherWhole(engine: Decipheriv, ciphertext: Uint8Array): Uint8Array {
  const begin = engine.update(ciphertext);
  try {
    const end = engine.final();
    const content = new Uint8Array(begin.length + end.length);
    content.set(begin);
    content.set(end, begin.length);
    end.fill(0);
    return content;
  } finally {
    begin.fill(0);
  }
}
