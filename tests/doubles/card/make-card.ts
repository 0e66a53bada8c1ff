import type { KeyObject } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CardSecrets, Slot } from './folder.ts';

/** The demonstration's PIN, PUK and tries, as the brief that goes with a new card would say them. */
export const NEW_CARD: CardSecrets = { pin: '246810', puk: '12345678', maxTries: 3 };

/** A certificate (DER) and its private key, for one slot. */
export type SlotMaterial = { readonly certificate: Uint8Array; readonly key: KeyObject };

/**
 * Writes a card folder that the virtual card and the SoftHSM2 token both read. An existing folder gets the new content,
 * but keeps the state (tries, changed PIN) that the virtual card has left in it.
 */
export function makeCard(folder: string, slots: Readonly<Partial<Record<Slot, SlotMaterial>>>, secrets: CardSecrets = NEW_CARD): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [slot, { certificate, key }] of Object.entries(slots)) {
    writeFileSync(join(folder, `${slot}.der`), certificate);
    writeFileSync(join(folder, `${slot}.key`), key.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
  }
  writeFileSync(join(folder, 'card.json'), `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
}
