import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openEnvelope, PkiError, provesShare, type RecipientKey, type ShareOwner, sealEnvelope, shareProof } from '../../pki/index.ts';
import { keyManagementKey } from '../card/card-decryption.ts';
import { CardError, type CardService } from '../card/service.ts';
import { writeFileAtomic } from '../platform/files/atomic.ts';
import { STORE_FILE } from '../store/files.ts';
import { SHARE_BYTES } from './store-key.ts';
import { SignInError, type WarrantCard } from './work.ts';

/** An envelope of 32 bytes for two recipients is about 1 KiB. */
const MAX_ENVELOPE_BYTES = 64 * 1024;
/** HMAC-SHA-256. */
const PROOF_BYTES = 32;

const fileOf = (folder: string): string => join(folder, 'key.p7m');
/** Whose share it is, for HQ, should the card be renewed (pki's shareProof). */
const proofOf = (folder: string): string => join(folder, 'key.own');

/** Whether this officer has worked on this laptop before: then a share that is missing is a loss, never a reason to make a new one. */
export const hasCardShare = (folder: string): boolean => existsSync(fileOf(folder)) || existsSync(join(folder, STORE_FILE));

/**
 * The card's share of the store key: 32 bytes that only this officer's card (key 9D) or the force's recovery key can bring back.
 * The caller zeroes them. Rejects with SignInError StoreKeyMismatch when the card does not open what lies in the folder.
 */
export const openCardShare = async (folder: string, service: CardService, card: WarrantCard): Promise<Uint8Array> => {
  const envelope = readEnvelope(folder);
  if (envelope === undefined) throw new SignInError('StoreKeyMismatch');
  try {
    return await openShare(envelope, service, card);
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    throw new SignInError(error.code === 'NotARecipient' ? 'StoreKeyMismatch' : 'StoreCorrupt', { cause: error });
  }
};

/** Whether openCardShare was refused because the share is sealed for another card: a renewed card of the same officer, as a rule. */
export const isForAnotherCard = (error: unknown): boolean =>
  error instanceof SignInError && error.cause instanceof PkiError && error.cause.code === 'NotARecipient';

/**
 * Opens an envelope with the card's key 9D. Rejects with PkiError when it is not sealed for it, was changed, or holds no share; with
 * SignInError CardKeyUnusable when the card opens nothing at all.
 */
export const openShare = async (envelope: Uint8Array, service: CardService, card: WarrantCard): Promise<Uint8Array> => {
  const share = await openSealed(envelope, service, card);
  if (share.byteLength === SHARE_BYTES) return share;
  share.fill(0);
  throw new PkiError('Malformed', 'The envelope does not hold a share');
};

/** Whether the envelope or the card is at fault shows in what is sealed for the card now; a fault that has passed is none. */
const openSealed = async (envelope: Uint8Array, service: CardService, card: WarrantCard): Promise<Uint8Array> => {
  try {
    return await openEnvelope(envelope, keyOf(service, card));
  } catch (error) {
    if (isInterruption(error) || (error instanceof PkiError && error.code !== 'Tampered')) throw error;
  }
  await sealTried(new Uint8Array(randomBytes(SHARE_BYTES)), [], service, card);
  try {
    return await openEnvelope(envelope, keyOf(service, card));
  } catch (error) {
    if (!(error instanceof CardError) || isInterruption(error)) throw error;
    throw new PkiError('Tampered', 'The card opens other envelopes', { cause: error });
  }
};

/**
 * Seals a share for the card's key 9D and for `others`, and has the card open it: nothing is sealed to a key that was never tried, for
 * there are cards and modules that cannot do what their certificates say. Rejects with SignInError CardKeyUnusable.
 */
const sealTried = async (
  share: Uint8Array,
  others: readonly Uint8Array[],
  service: CardService,
  card: WarrantCard,
): Promise<Uint8Array> => {
  try {
    const envelope = await sealEnvelope(share, [card.keyManagement.der, ...others]);
    const opened = await openEnvelope(envelope, keyOf(service, card));
    const isSame = Buffer.compare(opened, share) === 0;
    opened.fill(0);
    if (isSame) return envelope;
  } catch (error) {
    if (isInterruption(error)) throw error;
    throw new SignInError('CardKeyUnusable', { cause: error });
  }
  throw new SignInError('CardKeyUnusable');
};

/** Says nothing of what the card can do: it, or the process that speaks to it, went in the midst. */
const isInterruption = (error: unknown): boolean => error instanceof CardError && INTERRUPTIONS.includes(error.code);
const INTERRUPTIONS: readonly CardError['code'][] = [
  ...(['CardRemoved', 'NoSuchCard', 'DeadlinePassed', 'ServiceCrashed'] as const),
  ...(['ModuleMissing', 'ModuleBroken', 'ReaderServiceDown'] as const),
];

const keyOf = (service: CardService, { cardId, keyManagement }: WarrantCard): RecipientKey =>
  keyManagementKey(service, cardId, keyManagement);

/**
 * Makes the card share at the officer's first sign-in on this laptop, sealed for the card, which has opened it, and for the force's
 * recovery key. Rejects with SignInError CardKeyUnusable, and then nothing lies in the folder.
 */
export const makeCardShare = async (
  folder: string,
  service: CardService,
  card: WarrantCard,
  recovery: Uint8Array,
  owner: ShareOwner,
): Promise<Uint8Array> => {
  const share = new Uint8Array(randomBytes(SHARE_BYTES));
  try {
    const envelope = await sealTried(share, [recovery], service, card);
    // The proof first: without an envelope it is nothing, and the next sign-in makes both anew.
    writeFileAtomic(proofOf(folder), shareProof(share, owner));
    writeFileAtomic(fileOf(folder), envelope);
    return share;
  } catch (error) {
    share.fill(0);
    throw error;
  }
};

/** Keeps the proof of a share that has opened the store, where there is none that fits it: an older version of this program made none. */
export const keepProof = (folder: string, share: Uint8Array, owner: ShareOwner): void => {
  const held = readProof(folder);
  if (held === undefined || !provesShare(held, share, owner)) writeFileAtomic(proofOf(folder), shareProof(share, owner));
};

/** The envelope of the card share as it lies in the folder. Throws SignInError StoreCorrupt when it is far too large to be one. */
export const readEnvelope = (folder: string): Uint8Array | undefined => {
  const file = fileOf(folder);
  if (!existsSync(file)) return undefined;
  if (statSync(file).size > MAX_ENVELOPE_BYTES) throw new SignInError('StoreCorrupt');
  return new Uint8Array(readFileSync(file));
};

/** Undefined when there is none, or none of the right length. */
export const readProof = (folder: string): Uint8Array | undefined => {
  const file = proofOf(folder);
  if (!existsSync(file) || statSync(file).size !== PROOF_BYTES) return undefined;
  return new Uint8Array(readFileSync(file));
};

/** Puts an envelope that has been proven in the place of the one before: after a power cut either the old or the new one is there, whole. */
export const replaceEnvelope = (folder: string, envelope: Uint8Array): void => writeFileAtomic(fileOf(folder), envelope);
