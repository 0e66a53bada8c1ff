import type { CmsFault } from '../../../pki/index.ts';
import type { TrustMaterial } from './trust.ts';

/** HQ's clock and a laptop's differ by minutes at most. */
export const CLOCK_TOLERANCE_MS = 300_000;

/** Now, or the hour of the newest list: with a clock turned back, what HQ has signed since would seem to be of the future. */
export const atLeastTheLists = ({ now, trust }: { readonly now: Date; readonly trust: TrustMaterial }): Date =>
  new Date(Math.max(now.getTime(), ...trust.crls.map(({ thisUpdate }) => thisUpdate.getTime())));

/** Why a file that the force signs (policy, release) is not taken: no signed file, not by the certificate for it, or nobody can tell whether that stands. */
export const signatureRefusal = (code: CmsFault): 'Malformed' | 'RevocationUnknown' | 'Untrusted' => {
  switch (code) {
    case 'Malformed':
    case 'WrongContentType':
    case 'SignerMissing':
      return 'Malformed';
    case 'RevocationUnknown':
    case 'RevocationStale':
      return 'RevocationUnknown';
    default:
      return 'Untrusted';
  }
};
