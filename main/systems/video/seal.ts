import { type Clip, sealedText } from '../../../contracts/domain/clip.ts';
import type { ClipSeal } from '../../../contracts/ipc/video.ts';
import { verifyTimeStamp } from '../../../pki/index.ts';
import type { TrustMaterial } from '../../device/trust/trust.ts';

/** What seals are judged by. */
export type SealTrust = Pick<TrustMaterial, 'anchors' | 'intermediates' | 'crls'>;

/** Whether the force's time-stamp authority has stamped what the clip says of itself, its root included. */
export const sealOf = (clip: Clip, trust: SealTrust, at: Date): ClipSeal => {
  const { anchors, intermediates, crls } = trust;
  const stamp = new Uint8Array(Buffer.from(clip.stamp, 'base64'));
  const proven = verifyTimeStamp(stamp, new TextEncoder().encode(sealedText(clip)), { anchors, intermediates, crls, at });
  if (proven.ok) return 'holds';
  return proven.code === 'RevocationUnknown' || proven.code === 'RevocationStale' ? 'unknown' : 'broken';
};
