import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openEnvelope, PkiError, sealEnvelope } from '../../pki/index.ts';
import type { CardService } from '../card/service.ts';
import { writeFileAtomic } from '../files/atomic.ts';
import { STORE_FILE } from '../store/files.ts';
import { SHARE_BYTES } from './store-key.ts';
import { SignInError, type WarrantCard } from './work.ts';

/** An envelope of 32 bytes for two recipients is about 1 KiB. */
const MAX_ENVELOPE_BYTES = 64 * 1024;

const fileOf = (folder: string): string => join(folder, 'key.p7m');

/** Whether this officer has worked on this laptop before: then a share that is missing is a loss, never a reason to make a new one. */
export const hasCardShare = (folder: string): boolean => existsSync(fileOf(folder)) || existsSync(join(folder, STORE_FILE));

/**
 * The card's share of the store key: 32 bytes that only this officer's card (key 9D) or the force's recovery key can bring back.
 * The caller zeroes them. Rejects with SignInError StoreKeyMismatch when the card does not open what lies in the folder.
 */
export const openCardShare = async (folder: string, service: CardService, card: WarrantCard): Promise<Uint8Array> => {
  const file = fileOf(folder);
  if (!existsSync(file)) throw new SignInError('StoreKeyMismatch');
  if (statSync(file).size > MAX_ENVELOPE_BYTES) throw new SignInError('StoreCorrupt');
  const { cardId, keyManagement } = card;
  try {
    const share = await openEnvelope(readFileSync(file), {
      certificate: keyManagement.der,
      decrypt: (ciphertext) => service.decrypt(cardId, keyManagement.keyId, ciphertext),
      derive: (point) => service.derive(cardId, keyManagement.keyId, point),
    });
    if (share.byteLength !== SHARE_BYTES) throw new SignInError('StoreCorrupt');
    return share;
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    throw new SignInError(error.code === 'NotARecipient' ? 'StoreKeyMismatch' : 'StoreCorrupt', { cause: error });
  }
};

/** Makes the card share at the officer's first sign-in on this laptop, sealed for the card and for the force's recovery key. */
export const makeCardShare = async (folder: string, card: WarrantCard, recovery: Uint8Array): Promise<Uint8Array> => {
  const share = new Uint8Array(randomBytes(SHARE_BYTES));
  writeFileAtomic(fileOf(folder), await sealEnvelope(share, [card.keyManagement.der, recovery]));
  return share;
};
