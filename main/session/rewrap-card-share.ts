import { PkiError, provesShare } from '../../pki/index.ts';
import type { CardService } from '../card/service.ts';
import { askRewrap, type RewrapRefusal } from '../device/lease/rewrap.ts';
import type { Tunnel } from '../device/tunnel/tunnel.ts';
import type { ShiftCredential } from '../sync/services/shift-certificate.ts';
import { openShare, readEnvelope, readProof } from './card-share.ts';
import { SignInError, type WarrantCard } from './work.ts';

/** A card share as HQ has sealed it for the renewed card. Nothing on the laptop has changed yet. */
export interface RewrappedShare {
  /** The caller zeroes it. */
  readonly share: Uint8Array;
  /** To be kept once the share has opened the store. */
  readonly envelope: Uint8Array;
}

/**
 * The card share of an officer whose card was renewed: HQ, which has the force's recovery key, seals it anew for the new card's key 9D.
 * What HQ answers counts only when this card opens it and the share in it is the very one that key.own was made with, for this officer on
 * this laptop: another officer's, or a tampered one, is never taken. Rejects with SignInError; the folder stays as it is, whatever
 * happens. StoreKeyMismatch: not here and not by HQ; ICT has to recover it. CardKeyUnusable: the new card opens nothing here.
 */
export const rewrapShare = async (ports: {
  readonly card: CardService;
  readonly tunnel: Tunnel;
  readonly folder: string;
  readonly warrantCard: WarrantCard;
  readonly device: string;
  readonly shift: ShiftCredential;
  readonly at: Date;
}): Promise<RewrappedShare> => {
  const { card, tunnel, folder, warrantCard, device, shift, at } = ports;
  const owner = { staffId: warrantCard.holder.staffId, device };
  const envelope = readEnvelope(folder);
  const proof = readProof(folder);
  if (envelope === undefined || proof === undefined) throw new SignInError('StoreKeyMismatch');
  const certificate = warrantCard.keyManagement.der;
  const answer = await askRewrap({ tunnel, shift, ...owner, envelope, proof, certificate, at });
  if (!answer.ok) throw new SignInError(refusalOf(answer.code));
  const share = await openAnswer(answer.value, card, warrantCard);
  if (provesShare(proof, share, owner)) return { share, envelope: answer.value };
  share.fill(0);
  throw new SignInError('StoreKeyMismatch');
};

const openAnswer = async (envelope: Uint8Array, card: CardService, warrantCard: WarrantCard): Promise<Uint8Array> => {
  try {
    return await openShare(envelope, card, warrantCard);
  } catch (error) {
    if (error instanceof PkiError) throw new SignInError('HqUnusable', { cause: error });
    throw error;
  }
};

const refusalOf = (code: RewrapRefusal): SignInError['code'] => {
  if (code === 'NotYourShare' || code === 'RecoveryElsewhere') return 'StoreKeyMismatch';
  return code === 'TunnelDown' ? 'CardRenewed' : code;
};
